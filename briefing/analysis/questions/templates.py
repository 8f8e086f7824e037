"""The closed list of wordings. A slot in braces is filled with words of the article (see `slots`)."""

from dataclasses import dataclass
from typing import Final

from briefing.analysis.questions.slots import Slot
from briefing.model import QuestionKind

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
class Template:
    """A wording and the kinds of question that it may put, the first being its own."""

    words: str
    kinds: tuple[QuestionKind, ...]


TEMPLATES: Final[dict[str, Template]] = {
    "will": Template("Will {subject} {action}?", ("decision", "condition", "demand", "obstacle", "unknown")),
    "could": Template("Could {subject} {action}?", ("unknown", "condition", "obstacle")),
    "may have": Template("Did {subject} {action}?", ("unknown", "dispute")),
    "embedded": Template("{clause}", ("unknown", "asked", "decision", "condition", "obstacle", "dispute")),
    "outright": Template("{clause}", ("asked", "unknown")),
    "claimed": Template("{clause}", ("dispute", "unknown", "condition", "decision")),
    "accuse": Template("{are} {subject} right to accuse {object} of {charge}?", ("dispute",)),
    "right": Template("{are} {subject} right to {action}?", ("dispute",)),
    "who is right": Template("Who is right about {object}?", ("dispute",)),
    "what is": Template("What {are} {object}?", ("unknown", "missing")),
    "evidence": Template("Is there {sign} of {object}?", ("unknown", "dispute")),
    "resolve": Template("How will {object} be resolved?", ("obstacle", "decision")),
    "overcome": Template("How will {object} be overcome?", ("obstacle",)),
    "choose": Template("Which {noun} will {subject} choose?", ("decision",)),
    "come out of": Template("What will come out of {object}?", ("decision", "unknown")),
    "find": Template("What will {object} find?", ("decision", "unknown")),
    "guilty": Template("Will {subject} be found guilty of {object}?", ("decision",)),
    "sentence": Template("What sentence will {subject} receive?", ("decision",)),
    "come of": Template("What will come of {object}?", ("decision", "condition", "unknown", "obstacle")),
    "true": Template("{are} {object} true?", ("dispute",)),
    "justified": Template("{are} {object} justified?", ("dispute",)),
    "come true": Template("Will {object} come true?", ("unknown", "condition", "decision")),
    "accepted": Template("Will {object} be accepted?", ("demand", "decision")),
    "met": Template("Will {object} be met?", ("demand", "condition")),
    "demand met": Template("Will the demand for {object} be met?", ("demand",)),
    "heeded": Template("Will {object} be heeded?", ("demand",)),
    "call heeded": Template("Will the call for {object} be heeded?", ("demand",)),
    "say": Template("What {do} {subject} say?", ("missing", "unknown")),
    "lost": Template("What is {object}?", ("missing",)),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it would be shown."""

    template: str
    """Its key in `TEMPLATES`."""
    question: str

    @property
    def kinds(self) -> tuple[QuestionKind, ...]:
        """The kinds of question that it may be."""
        return TEMPLATES[self.template].kinds


def fill(template: str, **slots: str | Slot | None) -> Wording | None:
    """The template with its slots; None where one is missing."""
    if any(slot is None for slot in slots.values()):
        return None
    shown = {name: slot.text if isinstance(slot, Slot) else slot for name, slot in slots.items()}
    words = TEMPLATES[template].words.format(**shown)
    return Wording(template, f"{words[:1].upper()}{words[1:]}")


def are(slot: Slot | None) -> str:
    """The form of "be" that agrees with a subject."""
    return "are" if slot is not None and slot.plural else "is"
