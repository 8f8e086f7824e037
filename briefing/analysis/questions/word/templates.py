"""The closed list of wordings. A slot in braces is filled with words of the article (see `slots`)."""

from dataclasses import dataclass
from typing import Final

from briefing.analysis.questions.word.slots import Slot
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
    """A candidate, and the kinds of question that it may put, its own first."""

    words: str
    kinds: tuple[QuestionKind, ...]
    trust: float = 1.0
    """How far it is to be preferred: a construction says what is open, a noun only names it."""


_CERTAIN: Final = 1000.0
"""Trust in what a gap in the text shows."""
_OUTSPOKEN: Final = 2.0
"""Trust in a construction that says outright that something is refused, asked for, charged or not known."""
_PLANNED: Final = 0.9
"""Trust in what somebody has in mind to do: it mostly comes about."""
_NAMED: Final = 0.5
"""Trust in what a noun alone allows to ask."""

TEMPLATES: Final[dict[str, Template]] = {
    "will": Template("Will {subject} {action}?", ("decision", "condition", "demand", "obstacle", "unknown"), _PLANNED),
    "refused": Template("Will {subject} {action}?", ("obstacle", "decision", "dispute", "demand"), _OUTSPOKEN),
    "urged": Template("Will {subject} {action}?", ("demand", "decision", "obstacle"), _OUTSPOKEN),
    "should": Template("Should {subject} {action}?", ("demand", "dispute", "asked")),
    "could": Template("Could {subject} {action}?", ("unknown", "condition", "obstacle")),
    "embedded": Template("{clause}", ("unknown", "asked", "decision", "condition", "obstacle", "dispute"), _OUTSPOKEN),
    "outright": Template("{clause}", ("asked", "unknown")),
    "claimed": Template("{clause}", ("dispute", "unknown", "condition", "decision")),
    "guilty of": Template("{are} {object} guilty of {charge}?", ("dispute", "decision", "unknown"), _OUTSPOKEN),
    "to blame": Template("{are} {object} to blame for {charge}?", ("dispute", "unknown"), _OUTSPOKEN),
    "are being": Template("{are} {object} {charge}?", ("dispute", "unknown"), _OUTSPOKEN),
    "was right": Template("{were} {subject} right to {action}?", ("dispute",)),
    "was it right": Template("Was {object} right?", ("dispute",)),
    "was done": Template("{were} {subject} {action}?", ("unknown", "dispute"), _OUTSPOKEN),
    "did": Template("Did {subject} {action}?", ("dispute", "unknown"), _OUTSPOKEN),
    "right": Template("{are} {subject} right to {action}?", ("dispute",)),
    "who is right": Template("Who is right about {object}?", ("dispute",)),
    "what is": Template("What {are} {object}?", ("unknown", "missing"), _OUTSPOKEN),
    "evidence": Template("{are} there {sign} of {object}?", ("unknown", "dispute"), _OUTSPOKEN),
    "choose": Template("Which {noun} will {subject} choose?", ("decision",), _OUTSPOKEN),
    "come out of": Template("What will come out of {object}?", ("decision", "unknown")),
    "find": Template("What will {object} find?", ("decision", "unknown")),
    "guilty": Template("Will {subject} be found guilty of {object}?", ("decision",), _OUTSPOKEN),
    "sentence": Template("What sentence will {subject} receive?", ("decision",), _OUTSPOKEN),
    "demand met": Template("Will the demand for {object} be met?", ("demand",), _OUTSPOKEN),
    "call heeded": Template("Will the call for {object} be heeded?", ("demand",), _OUTSPOKEN),
    "say": Template("What {do} {subject} say?", ("missing", "unknown")),
    "lost": Template("What {are} {object}?", ("missing",), _CERTAIN),
    "resolve": Template("How will {object} be resolved?", ("obstacle", "decision"), _NAMED),
    "overcome": Template("How will {object} be overcome?", ("obstacle",), _NAMED),
    "come of": Template("What will come of {object}?", ("decision", "condition", "unknown", "obstacle"), _NAMED),
    "measure": Template("What {are} {object}?", ("unknown", "missing"), _NAMED),
    "true": Template("{are} {object} true?", ("dispute",), _NAMED),
    "justified": Template("{are} {object} justified?", ("dispute",), _NAMED),
    "come true": Template("Will {object} come true?", ("unknown", "condition", "decision"), _NAMED),
    "met": Template("Will {object} be met?", ("demand", "condition"), _NAMED),
    "heeded": Template("Will {object} be heeded?", ("demand",), _NAMED),
}


@dataclass(frozen=True, slots=True)
class QuestionCandidate:
    """A question as it would be shown."""

    kind: QuestionKind
    """What the construction is a sign of."""
    template: str
    """Its key in `TEMPLATES`."""
    question: str

    @property
    def kinds(self) -> tuple[QuestionKind, ...]:
        """The kinds of question that it may be, its own first."""
        return tuple(dict.fromkeys((self.kind, *TEMPLATES[self.template].kinds)))

    @property
    def trust(self) -> float:
        """How far it is to be preferred."""
        return TEMPLATES[self.template].trust


def fill(template: str, kind: QuestionKind | None = None, /, **slots: str | Slot | None) -> QuestionCandidate | None:
    """The template with its slots, of its own kind where none is given; None where a slot is missing."""
    if any(slot is None for slot in slots.values()):
        return None
    shown = {name: slot.text if isinstance(slot, Slot) else slot for name, slot in slots.items()}
    words = TEMPLATES[template].words.format(**shown)
    return QuestionCandidate(kind or TEMPLATES[template].kinds[0], template, f"{words[:1].upper()}{words[1:]}")


def are(slot: Slot | None) -> str:
    """The form of "be" that agrees with a subject."""
    return "are" if slot is not None and slot.plural else "is"
