"""Mentions by name: where the text names somebody or something that can act.

- `names`: all of them, from the model's entities, the gazetteer, titles and lists; `spans`: where a name begins and ends
- `labels`: person, organization, place, group or country, by a vote; `personhood`: whether a doubtful name is a person's
- `name_repair`: names that the model cut or missed; `non_persons`: ships, storms and laws, which are none
- `list_items`: names at the head of the items of a list
- `gazetteer`, `given_names`, `person_nouns`: what is known of countries, first names and nouns for people
"""
