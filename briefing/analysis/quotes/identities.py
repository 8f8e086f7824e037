"""The actors behind the mentions that speak."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Actor, Mention, Quote, Speaker


def identify_speakers(quotes: Sequence[Quote], actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """The quotes with the actors behind their speakers' mentions."""
    owners = {(mention.start, mention.end): actor.id for actor in actors for mention in actor.mentions}
    mentions = sorted(((m, actor.id) for actor in actors for m in actor.mentions), key=lambda pair: pair[0].start)
    return tuple(
        replace(quote, speaker=_identified(quote.speaker, owners, mentions)) if quote.speaker else quote for quote in quotes
    )


def _identified(speaker: Speaker, owners: dict[tuple[int, int], str], mentions: Sequence[tuple[Mention, str]]) -> Speaker:
    """The speaker with the actor of the same mention, else of the last one inside that owns nothing else there."""
    exact = owners.get((speaker.start, speaker.end))
    if exact:
        return replace(speaker, actor=exact)
    inside = [(m, actor) for m, actor in mentions if m.start < speaker.end and speaker.start < m.end]
    heads = [(m, actor) for m, actor in inside if not speaker.text[m.end - speaker.start :].startswith(("'s", "’s"))]
    return replace(speaker, actor=heads[-1][1]) if heads else speaker
