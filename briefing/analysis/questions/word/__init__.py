"""From a sentence to the words of a question.

- `constructions`: what grammar says is open; `question_candidates`: the questions that a sentence allows
- `clauses`: an embedded clause as a question; `slots`, `phrase_bounds`: phrases that can be shown by themselves
- `templates`: the closed list of wordings; `headings`: what is shown where no question can be vouched for
"""
