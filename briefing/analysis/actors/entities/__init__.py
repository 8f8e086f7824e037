"""Entities: which names are of one actor, and what the text says of it.

- `clustering`: from names to entities, by the rules of `aliases`; `metonymy`: a capital that stands for its country
- `roles`: what the text says that somebody is; `gender`: what titles, nouns and given names tell
- `actor_filter`: which entities can act, and which are a law, a film or a stray capital
- `entity`: the type that all of this fills
"""
