"""What leaves something open: cue phrases (`cues`), and words that the text lost (`lost_words`)."""
