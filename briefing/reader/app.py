"""Starting the reader."""

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefing.config import Settings
from briefing.errors import StoreError
from briefing.model import Article, Briefing
from briefing.streams import complain

if TYPE_CHECKING:
    from briefing.opener import Opener
    from briefing.store import Store

HANDOVER: Final = 0.0005
"""Seconds after which the thread that writes to the terminal gets its turn, while the other goes on with its work.

Python's own 0.005 stand between every frame that is drawn and its being seen, as long as there is more to be done.
"""


def run_reader(  # noqa: PLR0913 - what a reader is made of
    article: Article | str,
    *,
    briefing: Briefing | None = None,
    settings: Settings,
    store: "Store | None",
    opener: "Opener | None" = None,
    library: Sequence[str] = (),
    path: str | None = None,
) -> int:
    """Read an article in the terminal, or what `opener` finds in a source; gives the exit status.

    `briefing` is what is remembered of it; where it is None the worker analyses, and `store` keeps the result. `library` are
    the sources of all articles that were given, when there are several; `path` is what the article was opened by.
    """
    # Textual makes objects by the ten thousand while it starts, and drops none: a collector that looks through them again
    # and again takes a tenth of the time to the first paint. The program turns it on again when the article is shown.
    gc.disable()
    sys.setswitchinterval(HANDOVER)
    from briefing.reader.program import ReaderApp  # noqa: PLC0415 - brings Textual, which the line above is for

    app = ReaderApp(article, briefing=briefing, settings=settings, store=store, opener=opener, library=library, path=path)
    try:
        status = app.run()
    except StoreError as error:
        complain(str(error))
        return 1
    status = status if status is not None else app.return_code or 0
    if status and app.last_words:
        complain(app.last_words)
    return status
