"""Coreference: where the text refers to an entity without its name.

- `references`: the walk over the article in reading order; `discourse`: who has been mentioned so far
- `descriptions`: the phrases that may refer ("the French president")
- `pronouns`, `nominals`, `nominal_things`: the candidate antecedents of "he", "the president", "the company"
- `antecedent_ranking`: which candidate is likeliest, and whether it is likely enough
- `copulas`, `headed_items`, `body_kinds`: what clauses, lists and kinds of bodies tell of who is who
"""
