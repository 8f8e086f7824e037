"""The second engine: sumy's methods, fed with spaCy's sentences and lemmas.

Nothing is used that NLTK would download: spaCy takes the place of sumy's tokenizer and stemmers. The hooks overridden
here are private to sumy, so its version is pinned, and tests hold the results equal to those of sumy's own classes.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from spacy.lang.en.stop_words import STOP_WORDS
from sumy.models import dom
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from briefing.analysis.document.symbols import EDGE_MARKS
from briefing.analysis.lexicon import words
from briefing.analysis.summary.body_sentences import BodySentence
from briefing.analysis.summary.centrality import TermMatrix, lexrank


class NumberedSentence(dom.Sentence):  # type: ignore[misc]
    """A sentence that brings its words, and is equal to itself alone: sumy's would fall together where a text repeats."""

    def __init__(self, text: str, own_words: Iterable[str], number: int, *, is_heading: bool = False) -> None:
        super().__init__(text, None, is_heading)
        self.own_words = tuple(own_words)
        self.number = number

    @property
    def words(self) -> tuple[str, ...]:
        """Its lemmas, in lower case."""
        return self.own_words

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class QuickLexRank(LexRankSummarizer):  # type: ignore[misc]
    """LexRank on arrays: sumy's figures in a fraction of the time."""

    def __call__(self, document: Any, count: int) -> Any:  # noqa: ANN401 - sumy has no types
        """Give the best sentences."""
        ranks = lexrank(TermMatrix([self._to_words_set(sentence) for sentence in document.sentences]))
        ratings = dict(zip(document.sentences, ranks, strict=True))
        return self._get_best_sentences(document.sentences, count, ratings)


class BriefKL(KLSummarizer):  # type: ignore[misc]
    """KL that ends with the last sentence asked for; sumy's ranks the whole text, in time that grows with its cube."""

    def __call__(self, document: Any, count: int) -> Any:  # noqa: ANN401 - sumy has no types
        """Give the best sentences."""
        wanted = self.compute_tf(document.sentences)
        left = {sentence: self._get_content_words_in_sentence(sentence) for sentence in document.sentences}
        ratings = dict.fromkeys(left, -count)
        summary: list[str] = []
        for turn in range(min(count, len(left))):
            best = min(left, key=lambda sentence: self._kl_divergence(self._joint_freq(left[sentence], summary), wanted))
            del left[best]
            ratings[best] = -turn
            summary += best.words
        return self._get_best_sentences(document.sentences, count, ratings)


_SUMMARIZERS: Final = {
    "lexrank": QuickLexRank,
    "textrank": TextRankSummarizer,
    "luhn": LuhnSummarizer,
    "reduction": ReductionSummarizer,
    "sum-basic": SumBasicSummarizer,
    "kl": BriefKL,
    "edmundson": EdmundsonSummarizer,
}


def rank(method: str, sentences: Sequence[BodySentence], title: str | None, most: int) -> list[int]:
    """The numbers of the best sentences, best first."""
    summarizer = _by_worth(_SUMMARIZERS[method])()
    if method == "edmundson":
        # Edmundson 1969 asks for cue words: the headline's speak for a sentence, those that lean on others against it.
        summarizer.bonus_words = frozenset(_title_words(title)) or STOP_WORDS
        summarizer.stigma_words = words("summary/pointers") | words("summary/connectives")
        summarizer.null_words = STOP_WORDS
    else:
        summarizer.stop_words = frozenset(STOP_WORDS)
    return [chosen.number for chosen in summarizer(document(sentences, title), most)]


def document(sentences: Sequence[BodySentence], title: str | None) -> Any:  # noqa: ANN401 - sumy has no types
    """The sentences as sumy's document, by their paragraphs, under the title as a heading."""
    heading = [dom.Paragraph([NumberedSentence(title, _title_words(title), -1, is_heading=True)])] if title else []
    numbered = [
        NumberedSentence(sentence.text, (token.lemma_.lower() for token in sentence.span if token.text[0].isalnum()), number)
        for number, sentence in enumerate(sentences)
    ]
    paragraphs = groupby(numbered, key=lambda sentence: sentences[sentence.number].paragraph)
    return dom.ObjectDocumentModel([*heading, *(dom.Paragraph(group) for _, group in paragraphs)])


def _by_worth(summarizer: type) -> Callable[[], Any]:
    """The same summarizer, but one that gives its sentences best first, and not in the text's order."""

    def best_sentences(sentences: Any, count: int, rating: Any, *arguments: Any) -> list[Any]:  # noqa: ANN401
        worth = rating.__getitem__ if isinstance(rating, dict) else lambda sentence: rating(sentence, *arguments)
        return sorted(sentences, key=worth, reverse=True)[:count]

    return type(summarizer.__name__, (summarizer,), {"_get_best_sentences": staticmethod(best_sentences)})


def _title_words(title: str | None) -> list[str]:
    """The words of the headline in lower case, without the marks around them."""
    return [word for word in (part.strip(EDGE_MARKS).lower() for part in (title or "").split()) if word]
