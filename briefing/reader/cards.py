"""What the panels show: an item for every finding, and the rows it takes at a width. Pure: nothing here knows Textual.

A row is a sequence of (words, style); styles are names that the panels look up in the style sheet. Widths are in cells.
"""

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct
from rich.cells import cell_len

from briefing.model import Actor, Briefing, Mention, Question, Quote, Span, SummarySentence
from briefing.panels.speakers import REPORTED, UNATTRIBUTED, apart, own_words, reporting
from briefing.places import Places
from briefing.reader.layout import ELLIPSIS, fit, pad, wrap
from briefing.visible import safe

Row = tuple[tuple[str, str], ...]
Finding = SummarySentence | Actor | Quote | Question

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


class Item(Struct, frozen=True):
    """A finding in a panel."""

    panel: str
    """Id of the panel."""
    finding: Finding
    """What was found."""
    spans: tuple[Span, ...]
    """Where the article says it; the first is where a jump goes."""
    heading: str | None = None
    """What stands over the item when it begins a group."""
    is_grouped: bool = False
    """Whether it stands in a group of the same speaker."""

    @property
    def key(self) -> str:
        """What the reading state calls the item."""
        return key(self.panel, self.spans[0] if self.spans else None)


def key(panel: str, span: Span | None) -> str:
    """What the reading state calls an item: its panel and its first span."""
    return f"{panel}:{span.start}:{span.end}" if span else f"{panel}::"


class View(Struct, frozen=True):
    """What the drawing of an item depends on besides the item."""

    briefing: Briefing
    """The briefing it belongs to."""
    places: Places
    """The article's paragraphs."""
    is_noted: Callable[[Item], bool] = lambda _item: False
    """Whether the person wrote a note on the item."""
    followed: str | None = None
    """Id of the actor that is followed."""
    longest_name: int = 20
    """Cells of the longest name of an actor."""
    longest_count: int = 4
    """Digits of the greatest count of mentions."""


def summary_items(briefing: Briefing, length: int) -> list[Item]:
    """The best `length` sentences in the article's order."""
    return [Item("summary", sentence, (sentence,)) for sentence in briefing.summary if sentence.rank <= length]


def actor_items(briefing: Briefing) -> list[Item]:
    """The actors, the most salient first."""
    return [Item("actors", actor, _mentions(actor, briefing)) for actor in briefing.actors]


def _mentions(actor: Actor, briefing: Briefing) -> tuple[Mention, ...]:
    """The mentions, the one that a jump goes to before the others."""
    first = briefing.first_mention(actor)
    return () if first is None else (first, *(mention for mention in actor.mentions if mention is not first))


def quote_items(briefing: Briefing, *, followed: str | None = None, by_speaker: bool = False) -> list[Item]:
    """The quotes in the article's order, reported speech apart behind them under a heading of its own.

    By speaker, who is quoted first comes first, and those without a speaker last. With `followed`, only those of that actor.
    """
    quotes = [quote for quote in briefing.quotes if followed is None or (quote.speaker and quote.speaker.actor == followed)]
    quoted, reported = apart(quotes)
    items = [Item("quotes", quote, (quote,)) for quote in quoted]
    items += [
        Item("quotes", quote, (quote,), heading=None if number or by_speaker else REPORTED)
        for number, quote in enumerate(reported)
    ]
    if not by_speaker:
        return items
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(_speaker(item.finding, briefing), []).append(item)
    unnamed = groups.pop("", [])
    ordered = [*groups.items(), *([(UNATTRIBUTED.capitalize(), unnamed)] if unnamed else [])]
    return [
        Item("quotes", item.finding, item.spans, heading=heading if index == 0 else None, is_grouped=True)
        for heading, group in ordered
        for index, item in enumerate(group)
    ]


def question_items(briefing: Briefing, *, followed: str | None = None) -> list[Item]:
    """The open questions, the most important first; with `followed`, only those about that actor."""
    return [
        Item("questions", question, question.evidence)
        for question in briefing.questions
        if followed is None or followed in question.actors
    ]


def draw(item: Item, view: View, width: int, *, is_open: bool) -> list[Row]:
    """The rows of an item at a width; an open one tells more."""
    finding = item.finding
    rows: list[Row] = [((fit(safe(item.heading), width), "heading"),)] if item.heading else []
    if isinstance(finding, SummarySentence):
        rows += _summary_rows(item, finding, view, width, is_open=is_open)
    elif isinstance(finding, Actor):
        rows += _actor_rows(item, finding, view, width, is_open=is_open)
    elif isinstance(finding, Quote):
        rows += _quote_rows(item, finding, view, width, is_open=is_open)
    else:
        rows += _question_rows(item, finding, view, width)
    return rows


def plain(item: Item, briefing: Briefing) -> str:
    """The item as text, for the clipboard."""
    finding = item.finding
    if isinstance(finding, Quote):
        speaker = _speaker(finding, briefing)
        words = finding.text if finding.kind == "indirect" else f"“{finding.text}”"
        return f"{words} — {speaker}" if speaker else words
    if isinstance(finding, Question):
        return finding.question
    if isinstance(finding, Actor):
        return f"{finding.name}, {finding.role}" if finding.role else finding.name
    return finding.text


def _summary_rows(item: Item, sentence: SummarySentence, view: View, width: int, *, is_open: bool) -> list[Row]:
    rows = _with_reference(safe(sentence.text), "words", _reference(item, view), width)
    if is_open and sentence.because:
        rows += [((line, "dim"),) for line in wrap(safe(f"why: {' · '.join(sentence.because)}"), width - REFERENCE_WIDTH)]
    return rows


def _actor_rows(item: Item, actor: Actor, view: View, width: int, *, is_open: bool) -> list[Row]:
    style = KIND_STYLES[actor.type]
    count = str(len(actor.mentions))
    bars = 14 if width >= 64 else 8 if width >= 40 else 0
    count_width = view.longest_count + (2 if bars else 0)
    roomy = width - 2 - bars - count_width - 3
    has_role = bars > 0 or (actor.role is not None and actor.type not in OWN_ROLES)
    if not bars and has_role:  # too narrow for columns: the name comes first, and the role has what is left
        name_width = min(cell_len(safe(actor.name)), roomy - 1)
    else:
        most = max(roomy * 60 // 100, roomy - LONGEST_TYPE - 1)
        name_width = min(max(12, view.longest_name), most) if has_role else roomy - 1
    role_width = max(0, roomy - name_width - 1) if has_role else 0
    if role_width < LEAST_ROLE:
        name_width, role_width = name_width + role_width, 0
    role = safe(actor.type if actor.type in OWN_ROLES else actor.role or actor.type)
    followed = actor.id == view.followed
    name = fit(safe(actor.name), name_width)
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
    if actor.role and (actor.type in OWN_ROLES or cell_len(safe(actor.role)) > role_width):
        details += wrap(safe(actor.role), width)
    if actor.aliases:
        details += wrap(safe(f"also {', '.join(actor.aliases)}"), width)[:2]
    return details


def _quote_rows(item: Item, quote: Quote, view: View, width: int, *, is_open: bool) -> list[Row]:
    indirect = quote.kind == "indirect"
    words = safe(quote.text if indirect else f"“{quote.text}”")
    rows = _with_reference(words, "words" if indirect else "quote", _reference(item, view), width)
    if not is_open and len(rows) > MOST_QUOTE_ROWS:
        ((last, style),) = rows[MOST_QUOTE_ROWS - 1]
        rows = [*rows[: MOST_QUOTE_ROWS - 1], ((fit(f"{last} {ELLIPSIS}", width), style),)]
    if item.is_grouped:
        aside = _aside(quote, view.briefing)
        return [*rows, ((fit(safe(aside), width), "dim"),)] if aside else rows
    name, style, aside = _speaker_line(quote, view.briefing)
    name = fit(safe(name), width)
    left = width - cell_len(name) - 2
    rows.append(((name, style), (f"  {fit(safe(aside), left)}" if aside and left > 3 else "", "dim")))
    return rows


def _question_rows(item: Item, question: Question, view: View, width: int) -> list[Row]:
    reference = _reference(item, view)
    style = "words" if question.form == "question" else "quote"
    if width >= 40:
        rows = _with_reference(safe(question.question), style, reference, width - TAG_WIDTH)
        tags = [pad(question.kind, TAG_WIDTH), *[" " * TAG_WIDTH] * (len(rows) - 1)]
        return [((tag, "kind"), *row) for tag, row in zip(tags, rows, strict=True)]
    head: Row = ((pad(question.kind, width - cell_len(reference)), "kind"), (reference, "dim"))
    return [head, *[((line, style),) for line in wrap(safe(question.question), width)]]


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


def _speaker(finding: Finding, briefing: Briefing) -> str:
    """Who said it, by the fullest name; nothing where the text does not tell."""
    if not isinstance(finding, Quote) or finding.speaker is None:
        return ""
    actor = briefing.actor(finding.speaker.actor)
    return actor.name if actor else finding.speaker.text


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
