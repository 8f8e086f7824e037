"""The closed list of wordings. A slot in braces is filled with words of the article (see `slots`)."""

from dataclasses import dataclass
from typing import Final

from briefing.model import QuestionKind

TEMPLATES: Final[dict[str, str]] = {
    "will": "Will {subject} {action}?",
    "will be": "Will {subject} be {action}?",
    "could": "Could {subject} {action}?",
    "may have": "Did {subject} {action}?",
    "embedded": "{clause}",
    "asked outright": "{clause}",
    "right to accuse": "{are} {subject} right to {verb} {object} of {charge}?",
    "right to": "{are} {subject} right to {action}?",
    "claimed": "{clause}",
    "what is": "What {are} {object}?",
    "evidence that": "Is there evidence that {clause}?",
    "evidence": "Is there {sign} {preposition} {object}?",
    "resolved": "How will {object} be resolved?",
    "overcome": "How will {object} be overcome?",
    "who is right": "Who is right about {object}?",
    "which option": "Which {noun} will {subject} choose?",
    "decide": "What will {subject} decide?",
    "meeting": "What will come out of the meeting with {object}?",
    "inquiry": "What will {object} find?",
    "guilty": "Will {subject} be found guilty of {object}?",
    "demand met": "Will the demand for {object} be met?",
    "call heeded": "Will the call for {object} be heeded?",
    "answer": "What does {subject} say about {object}?",
    "lost": "What is {object}?",
}

LABELS: Final[dict[QuestionKind, str]] = {
    "obstacle": "Unresolved",
    "unknown": "Not known",
    "dispute": "Disputed",
    "decision": "To be decided",
    "condition": "Conditional",
    "demand": "Asked for",
    "asked": "Asked",
    "missing": "Not told",
}
"""What a heading says in place of a question."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it would be shown."""

    kind: QuestionKind
    template: str
    """Its key in `TEMPLATES`."""
    question: str


def fill(kind: QuestionKind, template: str, **slots: str | None) -> Wording | None:
    """The template with its slots; None where one is missing."""
    if any(slot is None for slot in slots.values()):
        return None
    words = TEMPLATES[template].format(**slots)
    return Wording(kind, template, f"{words[:1].upper()}{words[1:]}")
