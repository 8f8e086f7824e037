"""Constructions that leave something open, and the questions they allow.

- `embedded`: "would not say why the road was closed"; `unknowns`: what is not known or not told
- `disputes`: one word against another; `pending`: what is planned, asked for or decided later
- `issue_nouns`: nouns that name an issue ("the allegations of fraud"), asked of where no construction gives a question
"""
