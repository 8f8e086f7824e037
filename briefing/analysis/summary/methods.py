"""sumy's methods, for readers who prefer one of them: fed with spaCy's sentences and lemmas.

sumy and NLTK behind it are imported here, on first use: they take a second. Nothing that NLTK would download is used:
no tokenizer and no stemmer of sumy's, whose place spaCy takes.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from spacy.lang.en.stop_words import STOP_WORDS

from briefing.analysis.lexicon import words
from briefing.analysis.summary.centrality import TermMatrix, lexrank
from briefing.analysis.summary.sentences import Sentence

METHODS: Final = ("briefing", "lexrank", "textrank", "luhn", "reduction", "sum-basic", "kl", "edmundson")
"""The names of the methods: the program's own, and sumy's."""

_SECONDS: Final = {"textrank": 4e-5, "reduction": 8e-5, "sum-basic": 3e-7, "kl": 2e-4}
"""Seconds that a method takes for each pair of sentences; the others grow with the text alone."""


def expected_seconds(method: str, sentences: int) -> float:
    """About how long a method takes for a text of so many sentences: some compare every sentence with every other."""
    return _SECONDS.get(method, 0.0) * sentences**2


def rank_with_sumy(method: str, sentences: Sequence[Sentence], title: str | None, most: int) -> list[int]:
    """The numbers of the best sentences, best first, by one of sumy's methods.

    Raises:
        KeyError: sumy has no method of that name.
    """
    document = _document(sentences, title)
    summarizer = _summarizer(method, title)
    return [chosen.number for chosen in summarizer(document, most)]


def _document(sentences: Sequence[Sentence], title: str | None) -> Any:  # noqa: ANN401 - sumy has no types
    """The sentences as sumy's document, with the title as a heading; sumy's order of sentences is ours."""
    from sumy.models import dom  # noqa: PLC0415

    class Numbered(dom.Sentence):  # type: ignore[misc]
        """A sentence of ours: it brings its words, and is equal to itself alone (sumy's would collapse repetitions)."""

        def __init__(self, text: str, own_words: Iterable[str], number: int, *, is_heading: bool = False) -> None:
            super().__init__(text, None, is_heading)
            self.own_words = tuple(own_words)
            self.number = number

        @property
        def words(self) -> tuple[str, ...]:
            return self.own_words

        def __eq__(self, other: object) -> bool:
            return self is other

        def __hash__(self) -> int:
            return id(self)

    heading = [dom.Paragraph([Numbered(title, _title_words(title), -1, is_heading=True)])] if title else []
    numbered = [
        Numbered(sentence.text, (token.lemma_.lower() for token in sentence.span if token.text[0].isalnum()), number)
        for number, sentence in enumerate(sentences)
    ]
    paragraphs = [
        dom.Paragraph([numbered[number] for number, _ in group])
        for _, group in groupby(enumerate(sentences), key=lambda pair: pair[1].paragraph)
    ]
    return dom.ObjectDocumentModel([*heading, *paragraphs])


def _summarizer(method: str, title: str | None) -> Any:  # noqa: ANN401 - sumy has no types
    """The summarizer of sumy for a method, made to give its sentences by worth and not in the text's order."""
    from sumy.summarizers.edmundson import EdmundsonSummarizer  # noqa: PLC0415
    from sumy.summarizers.kl import KLSummarizer  # noqa: PLC0415
    from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: PLC0415
    from sumy.summarizers.luhn import LuhnSummarizer  # noqa: PLC0415
    from sumy.summarizers.reduction import ReductionSummarizer  # noqa: PLC0415
    from sumy.summarizers.sum_basic import SumBasicSummarizer  # noqa: PLC0415
    from sumy.summarizers.text_rank import TextRankSummarizer  # noqa: PLC0415

    class QuickLexRank(LexRankSummarizer):  # type: ignore[misc]
        """LexRank on arrays: the same figures (a test says so) in a fraction of the time."""

        def __call__(self, document: Any, count: int) -> tuple[Any, ...]:  # noqa: ANN401
            ranks = lexrank(TermMatrix([self._to_words_set(sentence) for sentence in document.sentences]))
            ratings = dict(zip(document.sentences, ranks, strict=True))
            return tuple(self._get_best_sentences(document.sentences, count, ratings))

    kind = {
        "lexrank": QuickLexRank,
        "textrank": TextRankSummarizer,
        "luhn": LuhnSummarizer,
        "reduction": ReductionSummarizer,
        "sum-basic": SumBasicSummarizer,
        "kl": KLSummarizer,
        "edmundson": EdmundsonSummarizer,
    }[method]

    class ByWorth(kind):  # type: ignore[misc, valid-type]
        """Gives the sentences best first, so that their ranks nest."""

        @staticmethod
        def _get_best_sentences(sentences: Any, count: int, rating: Any, *args: Any) -> list[Any]:  # noqa: ANN401
            worth = rating.__getitem__ if isinstance(rating, dict) else lambda sentence: rating(sentence, *args)
            return sorted(sentences, key=worth, reverse=True)[:count]

    summarizer = ByWorth()
    if method == "edmundson":
        # Edmundson 1969 asks for cue words: the headline's words speak for a sentence, words that lean on others against it.
        summarizer.bonus_words = frozenset(_title_words(title or "")) or frozenset({"significant"})
        summarizer.stigma_words = words("summary_pointers") | words("summary_connectives")
        summarizer.null_words = STOP_WORDS
    else:
        summarizer.stop_words = frozenset(STOP_WORDS)
    return summarizer


def _title_words(title: str) -> list[str]:
    """The words of the headline in lower case, without marks around them."""
    return [word for word in (part.strip("“”\"'‘’.,:;!?()—–-").lower() for part in title.split()) if word]
