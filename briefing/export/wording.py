"""What every format says in the same words: what is wrong with the text, and whether a note has lost its place."""

from typing import Final

from briefing.model import Article, Block, Span

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ADRIFT: Final = "about words that are no longer in the text"
"""What stands behind a note whose stretch is empty: the article was changed under it."""


def note_words(span: Span, note: str) -> str:
    """A note of the reader's, and whether the words it is about are gone."""
    return note if span.start < span.end else f"{note} ({ADRIFT})"


def note_on_the_text(article: Article, *, whole: bool = True) -> str:
    """What is wrong with the text, and what was done about it: nothing. Empty where nothing is wrong.

    `whole` says that the article itself follows, with the lines set aside.
    """
    sentences = list(article.notices)
    if article.gaps:
        where = f"{_number(len(article.gaps))} {_plural('place', len(article.gaps))}"
        sentences.append(
            f"Words are missing in {where}, probably links lost when the page was copied; they are shown as ⟦…⟧. "
            "Nothing was changed or filled in."
        )
    aside = len(set_aside(article))
    if aside and whole:
        sentences.append(
            f"{_number(aside).capitalize()} {_plural('line', aside)} {'is' if aside == 1 else 'are'} set aside at the end."
        )
    return " ".join(sentences)


def set_aside(article: Article) -> list[Block]:
    """The lines that a saved briefing has at its end: captions stay in their places."""
    return [block for block in article.set_aside if block.role != "caption" or block.duplicate_of is not None]


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
