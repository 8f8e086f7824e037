"""A process in which a fifth panel is declared, as a developer would: prints as JSON what becomes of it everywhere.

Two declarations make it: the `PanelSpec`, and the reader's `PanelView`.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime

from briefing import panels
from briefing.panels import PanelSpec, Selection
from briefing.panels.entries import Line
from briefing.reader import cards

REPORTS = PanelSpec(
    id="reports",
    title="Reported words",
    short="Reports",
    waiting="Looking for reports …",
    empty="Nothing is reported.",
    field="quotes",
    belongs=lambda quote: quote.kind == "indirect",
    is_selected=lambda quote, selection: selection.followed in (None, quote.speaker and quote.speaker.actor),
    is_narrowed=True,
    spans=lambda quote, _briefing: (quote,),
    entry=lambda quote, _briefing: Line(quote, (quote,), label="report"),
    letter="r",
)
panels.PANELS = (*panels.PANELS, REPORTS)
panels.PANELS_BY_ID["reports"] = REPORTS
cards.VIEWS["reports"] = cards.PanelView(
    rows=lambda _item, quote, _view, width, _is_open: [((cards.fit(f"» {quote.text}", width), "words"),)],
    as_text=lambda quote, _briefing: f"» {quote.text}",
)


async def screens() -> dict[str, str]:
    """What the reader shows of it."""
    import session

    found = {}
    async with session.reading((140, 40)) as wide:
        found["wide"] = wide.picture
        await wide.press("5")
        found["pane"] = wide.screen.pane
        await wide.press("5", "c")
        found["said"] = wide.notices()
        found["copied"] = wide.app.clipboard
        await wide.press("question_mark")
        found["help"] = wide.picture
        await wide.press("escape", "S")
        found["save"] = wide.picture
        await wide.press("escape", "x")
        found["hidden"] = wide.picture
        kept = wide.screen.reading.kept_briefing()
        found["kept"] = json.dumps([quote.text for quote in kept.quotes if quote.kind == "indirect"] if kept else None)
        found["palette"] = " ".join(command.title for command in wide.app.get_system_commands(wide.screen))
    async with session.reading((79, 30)) as narrow:
        found["narrow"] = narrow.picture
    return found


def documents() -> dict[str, str]:
    """What every format has of it."""
    import lighthouse

    from briefing.export import Wanted, render

    briefing, created = lighthouse.briefing(), datetime(2026, 1, 1, tzinfo=UTC)
    wanted = [("md", "gfm"), ("md", "obsidian"), ("html", "gfm"), ("txt", "gfm")]
    return {
        f"{form} {flavor}": render(briefing, form, Wanted(sections=["reports", "evidence"], flavor=flavor), created=created)
        for form, flavor in wanted
    }


def main() -> None:
    """Print what was found."""
    import lighthouse

    from briefing.formats import SECTIONS, chosen_sections
    from briefing.reader.keymap import describe_keys

    reported = REPORTS.groups(lighthouse.briefing(), Selection())[0].findings
    found = {
        **asyncio.run(screens()),
        **documents(),
        "sections": [list(SECTIONS), chosen_sections("Reports")],
        "keys": describe_keys(),
        "words": [quote.text for quote in reported],
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
