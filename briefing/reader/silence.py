"""What the panels say where there is nothing to list."""

from typing import Final

STAGES: Final = {
    "loading": "Loading the language model …",
    "parsing": "Reading the article …",
    "quotes": "Looking who said what …",
    "actors": "Looking who is in it …",
    "summary": "Choosing the sentences that matter …",
    "questions": "Looking for what is left open …",
}
"""What a panel says while the analysis is in a stage."""

NOTHING: Final = {
    "summary": "Nothing to sum up: the text has no sentence, only headings or single lines.",
    "actors": "The article names nobody.",
    "quotes": "Nobody is quoted.",
    "questions": "Nothing is left open that the text would show.",
}
"""What an empty panel says."""
