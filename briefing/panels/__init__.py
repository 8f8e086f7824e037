"""The panels of a briefing, each declared once: layout, keys, commands, what is saved, and every export loop over them.

To add a panel, declare it here, and register in `briefing.reader.cards.VIEWS` how the reader draws its items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.panels.entries import Line, Profile, Quotation
from briefing.panels.speakers import REPORTED, UNATTRIBUTED, apart, fullest_name, own_words, reporting, speaker_name
from briefing.panels.spec import Group, PanelSpec, Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Actor, Briefing, Mention, Question, Quote, SummarySentence

__all__ = ["ACTORS", "KEY_ACTORS", "PANELS", "PANELS_BY_ID", "Group", "PanelSpec", "Selection", "entry_of_quote"]

KEY_ACTORS: Final = 10
"""Actors that a saved briefing has."""


def _mentions(actor: Actor, briefing: Briefing) -> tuple[Mention, ...]:
    """The mentions, the one that a jump goes to before the others."""
    first = briefing.first_mention(actor)
    return () if first is None else (first, *(mention for mention in actor.mentions if mention is not first))


def _profile(actor: Actor, briefing: Briefing) -> Profile:
    return Profile(actor.name, actor.type, actor.role or "", len(actor.mentions), briefing.first_mention(actor))


def _is_by(quote: Quote, selection: Selection) -> bool:
    """Whether the actor followed said it."""
    return selection.followed is None or (quote.speaker is not None and quote.speaker.actor == selection.followed)


def _is_about(question: Question, selection: Selection) -> bool:
    """Whether it is about the actor followed."""
    return selection.followed is None or selection.followed in question.actors


def _quote_groups(quotes: Sequence[Quote], briefing: Briefing, selection: Selection) -> list[Group[Quote]]:
    """In the article's order, reported speech after the others; or by speaker, who is quoted first before the others."""
    quoted, reported = apart(quotes)
    if not selection.by_speaker:
        return [Group(quoted), *([Group(reported, REPORTED)] if reported else [])]
    by_name: dict[str, list[Quote]] = {}
    for quote in (*quoted, *reported):
        by_name.setdefault(fullest_name(quote, briefing), []).append(quote)
    unnamed = by_name.pop("", [])
    if unnamed:
        by_name[UNATTRIBUTED.capitalize()] = unnamed
    return [Group(said, name, is_by_speaker=True) for name, said in by_name.items()]


def entry_of_quote(quote: Quote, briefing: Briefing) -> Quotation:
    """What a document has of a quote."""
    return Quotation(
        words=quote,
        is_verbatim=quote.kind != "indirect",
        speaker=speaker_name(quote, briefing),
        actor=briefing.actor(quote.speaker.actor) if quote.speaker else None,
        own_words=own_words(quote, briefing),
        reporting=reporting(quote),
    )


_SUMMARY: Final[PanelSpec[SummarySentence]] = PanelSpec(
    id="summary",
    title="Summary",
    short="Summary",
    waiting="Choosing the sentences that matter …",
    empty="Nothing to sum up: the text has no sentence, only headings or single lines.",
    field="summary",
    is_selected=lambda sentence, selection: sentence.rank <= selection.sentences,
    spans=lambda sentence, _briefing: (sentence,),
    entry=lambda sentence, _briefing: Line(sentence, (sentence,)),
    letter="s",
)

_ACTORS: Final[PanelSpec[Actor]] = PanelSpec(
    id="actors",
    title="Key actors",
    short="Actors",
    waiting="Looking who is in it …",
    empty="The article names nobody.",
    field="actors",
    spans=_mentions,
    entry=_profile,
    most_saved=KEY_ACTORS,
    letter="a",
)

_QUOTES: Final[PanelSpec[Quote]] = PanelSpec(
    id="quotes",
    title="Quotes",
    short="Quotes",
    waiting="Looking who said what …",
    empty="Nobody is quoted.",
    field="quotes",
    is_selected=_is_by,
    is_narrowed=True,
    grouped=_quote_groups,
    spans=lambda quote, _briefing: (quote,),
    entry=entry_of_quote,
    letter="q",
)

_QUESTIONS: Final[PanelSpec[Question]] = PanelSpec(
    id="questions",
    title="Open questions",
    short="Questions",
    waiting="Looking for what is left open …",
    empty="Nothing is left open that the text would show.",
    field="questions",
    is_selected=_is_about,
    is_narrowed=True,
    spans=lambda question, _briefing: question.evidence,
    entry=lambda question, _briefing: Line(question.question, question.evidence, label=question.kind, is_task=True),
    letter="o",
)

PANELS: Final[tuple[PanelSpec[Any], ...]] = (_SUMMARY, _ACTORS, _QUOTES, _QUESTIONS)
"""In their order on the screen and in what is saved; the keys 1, 2, 3 … lead to them."""

PANELS_BY_ID: Final = {panel.id: panel for panel in PANELS}

ACTORS: Final = _ACTORS.id
"""The panel that a name in the article leads to."""
