"""Why a sentence was chosen, in plain words."""

from typing import Final

from briefing.analysis.summary.features import Columns

MOST: Final = 3
"""Reasons given for a sentence."""
LEAST: Final = 0.02
"""What a reason must add to the score to be named."""

REASONS: Final = {
    "near the top": (
        "first", "first of many", "second", "third", "near the top", "in the first part", "depth", "share of the way",
        "first paragraphs",
    ),
    "opens its paragraph": ("opens its paragraph", "deep in its paragraph"),
    "central: shares its words with the rest": ("lexrank", "like the text", "words shared", "share of words shared"),
    "close to what the article opens with": ("like the lead", "like the first sentence"),
    "has the headline's words": ("words of the title",),
    "says something new": ("new words",),
    "names the key actors": (
        "names the key actor", "key actors named", "actors named", "a person", "an organisation", "a country or place",
        "full names", "name as subject", "mentions the first actor", "mentions the second actor", "key actors mentioned",
        "mentions no key actor",
    ),
    "says who or what it is about": ("says what its subject is",),
    "says when": ("a date",),
    "gives figures": ("a figure", "figures"),
    "says what is to come": ("to come",),
    "says who said it": ("reported", "speaker introduced"),
    "says much in one sentence": ("length", "long enough", "long and more", "clauses", "rather short", "very long"),
    "sets one thing against another": ("contrast",),
}  # fmt: skip
"""What is said of a sentence, and the features that show it. Features that say nothing to a reader are left out."""


def reasons(contributions: Columns, number: int) -> tuple[str, ...]:
    """The strongest reasons for sentence `number`, strongest first."""
    gains = {
        reason: sum(float(contributions[name][number]) for name in names if name in contributions)
        for reason, names in REASONS.items()
    }
    best = sorted(gains, key=lambda reason: -gains[reason])[:MOST]
    return tuple(reason for reason in best if gains[reason] >= LEAST)
