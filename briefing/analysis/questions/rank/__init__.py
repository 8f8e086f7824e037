"""Which of the open things are shown, and in what order.

- `features` of each sentence (`sentence_features` is their type); `embeddings`: what word vectors add
- `models`: the fitted numbers; `issues`: one question for one issue; `rebuttals`: what other sentences say to it
"""
