"""Who "he said" is: the speaker who was named last, where nobody else has taken the floor since.

References read a pronoun as grammar and salience suggest; of the pronouns that speak, a text tells more. A speaker named in
the same paragraph or the one before continues speaking until another person opens a sentence.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from briefing.analysis import lexicon
from briefing.analysis.actors.mentions.given_names import first_name_gender
from briefing.model import Actor, Mention, Quote, Speaker

_GENDERS: Final = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_OPENS: Final = re.compile(r"(?:[.!?][”\"’']?|[\n”])\s*$")
"""What comes before the first word of a sentence."""
_ABBREVIATED: Final = re.compile(r"\b([A-Z][a-z]+)\.[ \xa0]$")
"""What looks so, and may be a title: "Mr.", "Sen."."""
_FARTHEST: Final = 1_500
"""Characters back to look for a speaker."""


def carry_speakers(quotes: Sequence[Quote], actors: Sequence[Actor], text: str) -> tuple[Quote, ...]:
    """The quotes, whose speakers' pronouns now stand for the speaker who was named last."""
    by_id = {actor.id: actor for actor in actors}
    named = sorted(
        {
            (quote.speaker.start, quote.speaker.end, quote.speaker.actor)
            for quote in quotes
            if quote.speaker and quote.speaker.actor and quote.speaker.text.lower() not in _GENDERS
        }
    )
    spans = sorted((quote.start, quote.end) for quote in quotes)
    named = [mention for mention in named if by_id[mention[2]].type == "person" and not _is_inside(mention[0], spans)]
    starts = [mention[0] for mention in named]
    people = sorted(
        (m.start, actor.id) for actor in actors if actor.type == "person" for m in actor.mentions if m.form == "name"
    )

    def carried(speaker: Speaker) -> Speaker:
        gender = _GENDERS.get(speaker.text.lower())
        at = bisect_left(starts, speaker.start) - 1
        if gender is None or at < 0 or speaker.start - starts[at] > _FARTHEST:
            return speaker
        _, end, ident = named[at]
        between = people[bisect_left(people, (end, "")) : bisect_left(people, (speaker.start, ""))]
        others = (start for start, other in between if other != ident and not _is_inside(start, spans))
        if len(re.findall(r"\n+", text[end : speaker.start])) > 1 or not _may_be(by_id[ident], gender, speaker.start):
            return speaker
        if any(_opens_sentence(text, start) for start in others):
            return speaker
        return replace(speaker, actor=ident)

    return tuple(replace(quote, speaker=carried(quote.speaker)) if quote.speaker else quote for quote in quotes)


def _opens_sentence(text: str, name: int) -> bool:
    """Whether the name at an offset begins a sentence, with or without its title."""
    before = text[max(0, name - 12) : name]
    title = _ABBREVIATED.search(before)
    if title and title.group(1) in _titles():
        before = before[: title.start()]
    return not before.strip() or bool(_OPENS.search(before))


@cache
def _titles() -> frozenset[str]:
    """Titles without their stop; the gender that some tell comes after a colon in the list."""
    return frozenset(entry.split(":")[0] for entry in lexicon.words("actors/titles"))


def _is_inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the spans; quotes and reports hardly overlap, so the last few tell."""
    at = bisect_left(spans, (offset + 1, 0))
    return any(start <= offset < end for start, end in spans[max(0, at - 4) : at])


def _may_be(actor: Actor, gender: str, except_at: int) -> bool:
    """Whether a person can be of a gender: by the pronouns that stand for them, and by the first name."""
    told = Counter(_gender_of(mention) for mention in actor.mentions if mention.start != except_at)
    other = "f" if gender == "m" else "m"
    if told[other] or told[gender]:
        return told[gender] >= told[other]
    return first_name_gender(actor.name.split()[0]) in (None, gender)


def _gender_of(mention: Mention) -> str | None:
    return _GENDERS.get(mention.text.lower()) if mention.form == "pronoun" else None
