"""How the reader draws the items of each panel: the rows they take at a width. Pure: nothing here knows Textual.

A row is a sequence of (words, style); styles are names that the panels look up in the style sheet. Widths are in cells.
`VIEWS`, at the end, has what the reader needs of every panel beside its declaration in `briefing.panels`.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from msgspec import Struct
from rich.cells import cell_len

from briefing.model import Actor, Briefing, Question, Quote, Span, SummarySentence
from briefing.panels.speakers import UNATTRIBUTED, fullest_name, own_words, reporting
from briefing.reader.items import Item, View
from briefing.reader.layout import ELLIPSIS, fit, pad, wrap
from briefing.wholeness import whole_words

Row = tuple[tuple[str, str], ...]

SYMBOLS: Final = {"person": "●", "organization": "■", "country": "◆", "place": "◆", "group": "▲"}
"""A sign for each type of actor: colour alone says nothing to some."""

KIND_STYLES: Final = {
    "person": "person",
    "organization": "organization",
    "country": "place",
    "place": "place",
    "group": "group",
}
"""The style of each type of actor."""

TAG_WIDTH: Final = 11
"""Cells for the kind of a question and the blank behind it."""

REFERENCE_WIDTH: Final = 5
"""Cells for the place at the right edge and the blank before it, at least."""

MOST_QUOTE_ROWS: Final = 6
"""Rows of a quote that is not open."""

LEAST_ROLE: Final = 5
"""Cells below which a role says nothing."""

LONGEST_TYPE: Final = 12
"""Cells of the longest type of an actor, which stands where there is no role."""

BARS: Final = " ▁▂▃▄▅▆▇█"
"""Heights of a bar, the lowest first."""

OWN_ROLES: Final = {"country", "place"}
"""Types of actors that say more than the role an article gives them."""


def summary_rows(item: Item, sentence: SummarySentence, view: View, width: int, is_open: bool) -> list[Row]:
    """A sentence; an open one tells why it was chosen."""
    rows = _with_reference(whole_words(sentence.text), "words", _reference(item, view), width)
    if is_open and sentence.because:
        rows += [
            ((line, "dim"),) for line in wrap(whole_words(f"why: {' · '.join(sentence.because)}"), width - REFERENCE_WIDTH)
        ]
    return rows


def actor_rows(item: Item, actor: Actor, view: View, width: int, is_open: bool) -> list[Row]:
    """An actor in columns: name, role, where its mentions are, how many; an open one tells its other names and what was cut."""
    style = KIND_STYLES[actor.type]
    count = str(len(actor.mentions))
    bars = 14 if width >= 64 else 8 if width >= 40 else 0
    count_width = view.longest_count + (2 if bars else 0)
    roomy = width - 2 - bars - count_width - 3
    has_role = bars > 0 or (actor.role is not None and actor.type not in OWN_ROLES)
    if not bars and has_role:  # too narrow for columns: the name comes first, and the role has what is left
        name_width = cell_len(fit(whole_words(actor.name), roomy - 1))
    else:
        most = max(roomy * 60 // 100, roomy - LONGEST_TYPE - 1)
        name_width = min(max(12, view.longest_name), most) if has_role else roomy - 1
    role_width = max(0, roomy - name_width - 1) if has_role else 0
    if role_width < LEAST_ROLE:
        name_width, role_width = name_width + role_width, 0
    role = whole_words(actor.type if actor.type in OWN_ROLES else actor.role or actor.type)
    followed = actor.id == view.followed
    name = fit(whole_words(actor.name), name_width)
    row: Row = (
        (SYMBOLS[actor.type], f"{style}-sign"),
        (" ", "name"),
        (name, f"{style}-name" if followed else "name"),
        (" " * (name_width + 1 - cell_len(name)), "name"),
        (pad(role, role_width) + "  ", "dim"),
        (density(item.spans, view.places.extent, bars) if bars else "", "density"),
        (("✎" if view.is_noted(item) else " ") + count.rjust(count_width), "dim"),
    )
    rows: list[Row] = [row]
    if is_open:
        rows += [((" " * 2, "dim"), (line, "dim")) for line in _actor_details(actor, width - 2, role_width)]
        if not bars:
            rows.append(((" " * 2, "dim"), (density(item.spans, view.places.extent, width - 2), "density")))
    return rows


def density(spans: Iterable[Span], extent: tuple[int, int], width: int) -> str:
    """How many spans are in each of `width` equal parts of a stretch of the article, as a line of small bars."""
    counts = [0] * width
    first, scale = extent[0], width / (extent[1] - extent[0])
    for span in spans:
        counts[max(0, min(width - 1, int((span.start - first) * scale)))] += 1
    most = max(counts, default=0)
    return "".join(BARS[-(-count * (len(BARS) - 1) // most)] if count else BARS[0] for count in counts)


def _actor_details(actor: Actor, width: int, role_width: int) -> list[str]:
    """What an open actor tells: the role where it was cut, the other names."""
    details = []
    if actor.role and (actor.type in OWN_ROLES or cell_len(whole_words(actor.role)) > role_width):
        details += wrap(whole_words(actor.role), width)
    if actor.aliases:
        details += wrap(whole_words(f"also {', '.join(actor.aliases)}"), width)[:2]
    return details


def quote_rows(item: Item, quote: Quote, view: View, width: int, is_open: bool) -> list[Row]:
    """What was said, cut where it is long and not open, and who said it."""
    indirect = quote.kind == "indirect"
    words = whole_words(quote.text if indirect else f"“{quote.text}”")
    rows = _with_reference(words, "words" if indirect else "quote", _reference(item, view), width)
    if not is_open and len(rows) > MOST_QUOTE_ROWS:
        ((last, style),) = rows[MOST_QUOTE_ROWS - 1]
        rows = [*rows[: MOST_QUOTE_ROWS - 1], ((fit(f"{last} {ELLIPSIS}", width), style),)]
    if item.is_grouped:
        aside = _aside(quote, view.briefing)
        return [*rows, ((fit(whole_words(aside), width), "dim"),)] if aside else rows
    name, style, aside = _speaker_line(quote, view.briefing)
    name = fit(whole_words(name), width)
    left = width - cell_len(name) - 2
    rows.append(((name, style), (f"  {fit(whole_words(aside), left)}" if aside and left > 3 else "", "dim")))
    return rows


def question_rows(item: Item, question: Question, view: View, width: int, _is_open: bool) -> list[Row]:
    """What is open, after a tag with its kind."""
    reference = _reference(item, view)
    style = "words" if question.form == "question" else "quote"
    if width >= 40:
        rows = _with_reference(whole_words(question.question), style, reference, width - TAG_WIDTH)
        tags = [pad(question.kind, TAG_WIDTH), *[" " * TAG_WIDTH] * (len(rows) - 1)]
        return [((tag, "kind"), *row) for tag, row in zip(tags, rows, strict=True)]
    head: Row = ((pad(question.kind, width - cell_len(reference)), "kind"), (reference, "dim"))
    return [head, *[((line, style),) for line in wrap(whole_words(question.question), width)]]


def _reference(item: Item, view: View) -> str:
    """Where the item stands: ``¶5``; with more evidence elsewhere ``¶5+2``; behind the sign of a note."""
    reference = view.places.place(item.spans[0].start) if item.spans else ""
    if len(item.spans) > 1 and not isinstance(item.finding, Actor):
        reference += f"+{len(item.spans) - 1}"
    return f"✎{reference}" if view.is_noted(item) else reference


def _with_reference(text: str, style: str, reference: str, width: int) -> list[Row]:
    """The text with the reference at the right edge of its first line, and room kept free under it."""
    reference = fit(reference, width // 2)
    room = width - max(REFERENCE_WIDTH, cell_len(reference) + 1)
    first, *others = wrap(text, room)
    return [((pad(first, width - cell_len(reference)), style), (reference, "dim")), *[((line, style),) for line in others]]


def _speaker_line(quote: Quote, briefing: Briefing) -> tuple[str, str, str]:
    """Name, its style, and what to say beside it."""
    aside = _aside(quote, briefing)
    if quote.speaker is None:
        return UNATTRIBUTED, "dim", aside
    actor = briefing.actor(quote.speaker.actor)
    if actor is None:
        return quote.speaker.text, "name", aside
    return actor.name, f"{KIND_STYLES[actor.type]}-sign", " · ".join(part for part in (aside, actor.role) if part)


def _aside(quote: Quote, briefing: Briefing) -> str:
    """The article's own word for the speaker, and what reports it, or the kind of quote where it is no whole utterance."""
    words = own_words(quote, briefing)
    kind = reporting(quote) or ("" if quote.kind == "direct" else quote.kind)
    return " · ".join(part for part in (f"“{words}”" if words else "", kind) if part)


def _quote_as_text(quote: Quote, briefing: Briefing) -> str:
    words = quote.text if quote.kind == "indirect" else f"“{quote.text}”"
    speaker = fullest_name(quote, briefing)
    return f"{words} — {speaker}" if speaker else words


def _of_all(shown: int, whole: int, is_following: bool) -> str:  # noqa: ARG001
    """How many of all are listed, even where it is all of them."""
    return f"{shown} of {whole}" if whole else "0"


def _listed(shown: int, whole: int, is_following: bool) -> str:  # noqa: ARG001
    """How many are listed."""
    return str(shown)


def _of_all_if_fewer(shown: int, whole: int, is_following: bool) -> str:
    """How many are listed, and of how many where it is not all of them."""
    return f"{shown} of {whole}" if is_following or shown != whole else str(whole)


Keys = tuple[tuple[str, ...], ...]

_REST_OF_BAR: Final[Keys] = (("hide",), ("note",), ("copy",), ("article",), ("zoom",), ("help",))


class PanelView(Struct, frozen=True, kw_only=True):
    """What the reader needs of a panel beside its declaration."""

    rows: Callable[[Item, Any, View, int, bool], list[Row]]
    """The rows of an item and its finding at a width; an open one tells more."""
    as_text: Callable[[Any, Briefing], str]
    """A finding as text, for the clipboard."""
    count: Callable[[int, int, bool], str] = _of_all_if_fewer
    """The count beside the title: how many are listed, how many there are, whether an actor is followed."""
    is_spaced: bool = True
    """Whether there is a blank row between items."""
    keys: Keys = (("choose",), *_REST_OF_BAR)
    """What the bar of keys shows in the panel, the most useful first; see `briefing.reader.keymap.BAR`."""
    choose: tuple[str, str] = ("To the words", "Go to the words in the article.")
    """What it is called, and what it does, to choose an item."""


VIEWS: Final[dict[str, PanelView]] = {
    "summary": PanelView(
        rows=summary_rows,
        as_text=lambda sentence, _briefing: sentence.text,
        count=_of_all,
        keys=(("choose",), ("longer", "shorter"), *_REST_OF_BAR),
    ),
    "actors": PanelView(
        rows=actor_rows,
        as_text=lambda actor, _briefing: f"{actor.name}, {actor.role}" if actor.role else actor.name,
        count=_listed,
        is_spaced=False,
        keys=(("choose",), ("follow",), ("next_mention", "previous_mention"), ("hide",), ("note",), ("article",), ("help",)),
        choose=("To the words", "Go to the first mention in the article, and follow the actor from there."),
    ),
    "quotes": PanelView(rows=quote_rows, as_text=_quote_as_text, keys=(("choose",), ("regroup",), *_REST_OF_BAR)),
    "questions": PanelView(rows=question_rows, as_text=lambda question, _briefing: question.question),
}
"""By the panels' ids."""


def draw(item: Item, view: View, width: int, *, is_open: bool) -> list[Row]:
    """The rows of an item at a width; an open one tells more."""
    heading: list[Row] = [((fit(whole_words(item.heading), width), "heading"),)] if item.heading else []
    return heading + VIEWS[item.panel].rows(item, item.finding, view, width, is_open)


def as_text(item: Item, briefing: Briefing) -> str:
    """The item as text, for the clipboard."""
    return VIEWS[item.panel].as_text(item.finding, briefing)
