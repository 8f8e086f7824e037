"""What is known of a sentence when it is weighed as a place where the article leaves something open."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.analysis.document import Sentence
from briefing.analysis.questions.detect.cues import Cue
from briefing.analysis.questions.word.templates import QuestionCandidate


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """A sentence with its cues and its features."""

    sentence: Sentence
    cues: tuple[Cue, ...]
    candidates: tuple[QuestionCandidate, ...]
    """The questions that its constructions allow."""
    features: dict[str, float]
    content: frozenset[str]
    """Lemmas of its content words."""
    names: frozenset[str]
    """Lemmas of the words in names of people, organisations and countries."""
    key: frozenset[str]
    """Content words of the article's title and of its lead that come again."""
    rarity: Mapping[str, float]
    """For each content word of the article, one over the number of sentences that hold it."""
