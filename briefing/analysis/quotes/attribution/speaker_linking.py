"""The actors  of the mentions that speak."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.analysis.quotes.attribution.speaker_carryover import carry_speakers
from briefing.model import Actor, Mention, Quote, Speaker

_RELATIVES: Final = frozenset({"who", "which", "that"})
_HEAD_ENDS: Final = re.compile(r",|\(|\s(?:of|for|at|from|in|on|with|to|who|whose|which|that)\s|\s?[—–]")
"""What may follow the head of a noun phrase in English."""
_POSSESSIVE: Final = ("'s", "’s", "' ", "’ ")
_COLLECTIVE: Final = ("ese", "sh", "ch", "ss", "s")
"""Endings of words for a people that mean all of them, in the plural or without one."""
_GAP: Final = 2
"""Characters between a mention and the relative pronoun that stands for it: a comma and a blank."""

_Owned = tuple[Mention, str]


def identify_speakers(quotes: Sequence[Quote], actors: Sequence[Actor], text: str = "") -> tuple[Quote, ...]:
    """The quotes with the actors after their speakers' mentions; None where no actor owns the mention's head.

    `text` is the article's: with it, a pronoun that speaks may stand for the speaker who was named last.
    """
    owned = sorted(((m, actor.id) for actor in actors for m in actor.mentions), key=lambda pair: (pair[0].start, pair[0].end))
    starts = [mention.start for mention, _ in owned]
    longest = max((mention.end - mention.start for mention, _ in owned), default=0)

    def identified(speaker: Speaker) -> Speaker:
        low = bisect_left(starts, speaker.start - longest - _GAP)
        return replace(speaker, actor=_actor(speaker, owned[low : bisect_left(starts, speaker.end)]))

    found = tuple(replace(quote, speaker=identified(quote.speaker)) if quote.speaker else quote for quote in quotes)
    return carry_speakers(found, actors, text) if text else found


def _actor(speaker: Speaker, near: Sequence[_Owned]) -> str | None:
    """The actor that owns the same mention, else the one that owns its head."""
    if speaker.text.lower() in _RELATIVES:
        return next((actor for mention, actor in reversed(near) if 0 <= speaker.start - mention.end <= _GAP), None)
    touching = [(m, actor) for m, actor in near if m.end > speaker.start and not _is_one_of_them(speaker, m)]
    exact = next((actor for m, actor in touching if (m.start, m.end) == (speaker.start, speaker.end)), None)
    if exact is not None:
        return exact
    head_end = _head_end(speaker)
    heads = [(m, actor) for m, actor in touching if m.start < head_end <= m.end + 1 and not _owns(speaker, m)]
    if heads:
        return max(heads, key=lambda pair: _shared(speaker, pair[0]))[1]
    return next((actor for m, actor in touching if _is_apposition(speaker, m, head_end)), None)


def _is_one_of_them(speaker: Speaker, mention: Mention) -> bool:
    """Whether a word for a people or a party means one of them, and not all: "the Ostanian", not "Ostanians", "the French"."""
    return (
        mention.form == "demonym"
        and speaker.end == mention.end
        and speaker.text[: mention.start - speaker.start].lower().strip() in ("the", "a", "an", "this")
        and not mention.text.endswith(_COLLECTIVE)
    )


def _head_end(speaker: Speaker) -> int:
    """Offset after the head of the speaker's phrase: "mayor" in "the mayor of Lee", "Lee" in "Mayor Ann Lee"."""
    follows = _HEAD_ENDS.search(speaker.text)
    return speaker.start + (follows.start() if follows and follows.start() else len(speaker.text))


def _owns(speaker: Speaker, mention: Mention) -> bool:
    """Whether the mention is only the owner of the head: "Lee" in "Lee's spokeswoman"."""
    return speaker.text[mention.end - speaker.start :].startswith(_POSSESSIVE)


def _shared(speaker: Speaker, mention: Mention) -> int:
    return min(speaker.end, mention.end) - max(speaker.start, mention.start)


def _is_apposition(speaker: Speaker, mention: Mention, head_end: int) -> bool:
    """Whether the mention names the head from behind: "Ann Lee" in "the mayor, Ann Lee"."""
    between = speaker.text[head_end - speaker.start : mention.start - speaker.start]
    return mention.form == "name" and mention.start >= head_end and mention.end >= speaker.end and between.strip() == ","
