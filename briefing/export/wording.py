"""What every format says in the same words: who spoke, and what is wrong with the text."""

from collections.abc import Iterable
from typing import Final

from briefing.model import Actor, Article, Block, Briefing, Quote, Span

KEY_ACTORS: Final = 10
"""Actors that a saved briefing has."""

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
REPORTED: Final = "Reported speech"
"""Heading of what is reported without quotation marks."""
UNATTRIBUTED: Final = "unattributed"
"""What stands in place of a speaker where the text tells none, or not surely enough."""

ADRIFT: Final = "about words that are no longer in the text"
"""What stands behind a note whose stretch is empty: the article was changed under it."""

_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "i", "we"})
"""Speakers that are nobody's name: the text's word stands in quotation marks."""


def note_words(span: Span, note: str) -> str:
    """A note of the reader's, and whether the words it is about are gone."""
    return note if span.start < span.end else f"{note} ({ADRIFT})"


def speaker_name(quote: Quote, briefing: Briefing) -> str | None:
    """Who said it, as far as the text tells; None where it does not."""
    if quote.speaker is None:
        return None
    actor = briefing.actor(quote.speaker.actor)
    if actor is not None:
        name = _with_article(actor, briefing.article)
    elif quote.speaker.text.casefold() in _PRONOUNS:
        name = f"“{quote.speaker.text}”"
    else:
        name = quote.speaker.text
    return name[:1].upper() + name[1:]


def own_words(quote: Quote, briefing: Briefing) -> str:
    """The article's own word for the speaker ("he", "the minister") where it is no name of the actor's; else nothing."""
    actor = briefing.actor(quote.speaker.actor) if quote.speaker else None
    if quote.speaker is None or actor is None:
        return ""
    words = quote.speaker.text.casefold()
    names = [name.casefold() for name in (actor.name, *actor.aliases)]
    return "" if any(name in words or words in name.split() for name in names) else quote.speaker.text


def reporting(quote: Quote) -> str:
    """The article's words that report what stands in no quotation marks ("has ruled out"): they say how it was meant."""
    return quote.cue.text if quote.kind == "indirect" and quote.cue is not None else ""


def apart(quotes: Iterable[Quote]) -> tuple[list[Quote], list[Quote]]:
    """What stands in quotation marks, and what is reported without them, each in the article's order."""
    found = list(quotes)
    return [quote for quote in found if quote.kind != "indirect"], [quote for quote in found if quote.kind == "indirect"]


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


def _with_article(actor: Actor, article: Article) -> str:
    """The actor's name with the "the" that the text has before it, unless it is a person's or a place's."""
    first = next((mention for mention in actor.mentions if mention.text == actor.name), None)
    if first is None or actor.type in ("person", "place"):
        return actor.name
    before = article.text[max(0, first.start - 4) : first.start]
    return f"the {actor.name}" if before.casefold() == "the " else actor.name


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
