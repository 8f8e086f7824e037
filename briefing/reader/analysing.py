"""The part of the reader that has articles analysed: the one on the screen first, then the others that were given."""

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Final

from textual import work

from briefing.errors import BriefingError
from briefing.language import language_warning
from briefing.model import Feed
from briefing.reader.library import DONE, Standing
from briefing.reader.messages import AnalysisFailed, AnalysisFinished, AnalysisProgressed
from briefing.reader.opening import OpeningApp
from briefing.sources import is_text_file
from briefing.summarizers import slow_warning
from briefing.worker.protocol import Progress

if TYPE_CHECKING:
    from briefing.model import Article, Briefing
    from briefing.opener import Opener
    from briefing.reader.analyst import Analyst
    from briefing.reader.screens.opening import Opens
    from briefing.reader.screens.reading import ReadingScreen
    from briefing.store import Store
    from briefing.worker.protocol import Result

STOPPED: Final = "the analysis was stopped; r starts it again"


class AnalysingApp(OpeningApp):
    """Asks the analyst, one article after the other, and keeps what became of each."""

    _store: "Store | None"
    _analyst: "Analyst | None"

    def __init__(self, opener: "Opens | None") -> None:
        super().__init__(opener)
        self.standing: dict[str, Standing] = {}
        self._asked: object | None = None
        """Stands for the question that the analyst is at."""
        self._rests = False
        """Whether the person stopped the analyses of the other articles."""

    @property
    @abstractmethod
    def reading_screen(self) -> "ReadingScreen":
        """The screen with the article."""

    @abstractmethod
    def tell_standing(self) -> None:
        """Show in an open library what has become of the articles."""

    # -- the article on the screen

    def analyse(self) -> None:
        """Have the article analysed, and tell the screen what comes of it; the others that were given follow."""
        if self.has_article:
            self._stop()
            self._analyse()

    @work(group="analysis", exclusive=True, exit_on_error=False)
    async def _analyse(self) -> None:
        screen = self.reading_screen
        article = screen.opened
        for warning in (language_warning(article), slow_warning(self.settings.summarizer, article)):
            if warning is not None:
                self._warn(warning)
        standing = self._standing(self.path)
        standing.take(article)
        try:
            async for answer in self._answers(article, standing):
                if isinstance(answer, Progress):
                    screen.post_message(AnalysisProgressed(answer.stage, answer.share))
                else:
                    screen.post_message(AnalysisFinished(answer.briefing))
                    for notice in answer.briefing.analysis.notices:
                        self._warn(notice)
        except BriefingError as error:
            screen.post_message(AnalysisFailed(str(error)))
        self.analyse_others()

    def _warn(self, warning: str) -> None:
        self.notify(f"{warning[:1].upper()}{warning[1:]}.", severity="warning", timeout=15, markup=False)

    # -- the others

    def analyse_others(self) -> None:
        """Analyse the other articles that were given, one after the other, so that they open with their panels."""
        if self._store is not None and len(self.library) > 1 and not self._rests:
            self._analyse_others()

    @work(group="others", exclusive=True, exit_on_error=False)
    async def _analyse_others(self) -> None:
        from briefing.opener import Opener  # noqa: PLC0415 - only for several articles

        wanted = (source for source in self.library if source in self.held or source not in self.on_request)
        waiting = [source for source in wanted if self._standing(source).stage not in DONE]
        for source in waiting:
            self._standing(source).stage = "waits"
        with Opener(self.settings) as opener:
            for source in waiting:
                if not await self._analyse_other(source, opener):
                    self.standing.clear()
                    break  # nothing is remembered, so there is no use in going on
        self.tell_standing()

    async def _analyse_other(self, source: str, opener: "Opener") -> bool:
        """Analyse one of the others; tells whether its analysis is remembered, or there can be none."""
        standing = self._standing(source)
        standing.stage, standing.share = "analysing", 0.0
        self.tell_standing()
        try:
            kept = self.held.get(source)
            opened: Article | Feed = kept if kept is not None else await asyncio.to_thread(opener.open, source)
            if isinstance(opened, Feed):
                standing.stage = "feed"
                return True
            article = opened
            standing.take(article)
            if (briefing := self._remembered(article)) is not None:
                standing.finish(briefing)
                return True
            async for _ in self._answers(article, standing):
                pass
        except BriefingError as error:
            standing.stage, standing.reason = "failed", _without_source(str(error), source)
            return True
        return self._remembered(article) is not None

    def _remembered(self, article: "Article") -> "Briefing | None":
        """The analysis of an article, where there is one already."""
        return self._store.get(article, self.settings.model, self.settings.summarizer) if self._store else None

    # -- stopping

    def stop_analyses(self) -> bool:
        """Stop what is being analysed and what waits for it; tells whether there was anything."""
        stopped = [standing for standing in self.standing.values() if standing.stage in {"analysing", "waits"}]
        was_analysing = self._asked is not None
        is_ours = was_analysing and self.reading_screen.reading.briefing is None
        self._stop()
        self._rests = bool(stopped)
        for standing in stopped:
            standing.stage = "stopped"
        if is_ours:
            self.reading_screen.post_message(AnalysisFailed(STOPPED))
        self.tell_standing()
        return bool(stopped) or was_analysing

    def resume_analyses(self) -> bool:
        """Go on with what was stopped; tells whether there was anything."""
        if not self._rests:
            return False
        self._rests = False
        if self.reading_screen.reading.briefing is None:
            self.reading_screen.action_retry()
        else:
            self.analyse_others()
        return True

    def _stop(self) -> None:
        """End what is going on; the analyst begins anew when it is asked."""
        self.workers.cancel_group(self, "analysis")
        self.workers.cancel_group(self, "others")
        if self._asked is not None and self._analyst is not None:
            self._analyst.stop()
            self._asked = None

    # -- the analyst

    async def _answers(self, article: "Article", standing: Standing) -> "AsyncIterator[Progress | Result]":
        """What the analyst says of an article; the result is remembered."""
        if self._analyst is None:
            from briefing.worker.async_client import AsyncClient  # noqa: PLC0415 - not needed for an article analysed before

            self._analyst = AsyncClient(self.settings.model)
        self._asked = asked = object()
        standing.stage, standing.share = "analysing", 0.0
        try:
            async for answer in self._analyst.analyse(article, self.settings):
                if isinstance(answer, Progress):
                    standing.share = answer.share
                else:
                    standing.finish(answer.briefing)
                    if self._store is not None:
                        self._store.keep(answer.briefing, article, self.settings.model, self.settings.summarizer)
                        if is_text_file(article.source):
                            self._store.keep_opened(article)
                self.tell_standing()
                yield answer
        except BriefingError as error:
            standing.stage, standing.reason = "failed", str(error)
            raise
        finally:
            self._asked = None if self._asked is asked else self._asked  # another may have been asked since

    def _standing(self, source: str) -> Standing:
        """What is known of an article; of one that was not given, nothing is kept."""
        return self.standing.setdefault(source, Standing()) if source in self.library else Standing()


def _without_source(message: str, source: str) -> str:
    """A message without the name that stands beside it."""
    return message.removeprefix(source).lstrip(": ")
