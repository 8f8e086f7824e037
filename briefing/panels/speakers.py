"""Who said something, and what reports it, in the words that every panel and format has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Actor, Article, Briefing, Quote

REPORTED: Final = "Reported speech"
"""Heading of what is reported without quotation marks."""
UNATTRIBUTED: Final = "unattributed"
"""What stands in place of a speaker where the text tells none, or not surely enough."""

_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "i", "we"})
"""Speakers that are nobody's name: the text's word stands in quotation marks."""


def fullest_name(quote: Quote, briefing: Briefing) -> str:
    """Who said it, by the actor's fullest name; empty where the text does not tell."""
    if quote.speaker is None:
        return ""
    actor = briefing.actor(quote.speaker.actor)
    return actor.name if actor else quote.speaker.text


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


def _with_article(actor: Actor, article: Article) -> str:
    """The actor's name with the "the" that the text has before it, unless it is a person's or a place's."""
    first = next((mention for mention in actor.mentions if mention.text == actor.name), None)
    if first is None or actor.type in ("person", "place"):
        return actor.name
    before = article.text[max(0, first.start - 4) : first.start]
    return f"the {actor.name}" if before.casefold() == "the " else actor.name
