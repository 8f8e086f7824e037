"""Keys, clicks and pastes, one after the other: the next is taken when the one before has done all that it does.

Textual hands a key to the widget that has the focus when the key is read. Of a burst such as ``/bread`` every key would be
handed to the article before the first has opened the prompt. Here each waits for the one before, and for what that opened.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Final

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

PATIENCE: Final = 2.0
"""Seconds after which the next key is taken whatever the one before is waiting for."""

STEP: Final = 0.002
"""Seconds between two looks at whether what a key opened has the focus."""

ROUNDS: Final = 3
"""How often a message may lead to another: a key to a submission, that to the end of a prompt, that to another pane."""


class OrderedApp(App[int]):
    """An app that takes one key, click or paste at a time."""

    def __init__(self, *, css_path: str | None = None, watch_css: bool = False) -> None:
        super().__init__(css_path=css_path, watch_css=watch_css)
        self._inputs: deque[events.Event] = deque()
        self._settling: asyncio.Task[None] | None = None
        self._unopened: list[Callable[[], bool]] = []

    def hold_keys(self, until: Callable[[], bool]) -> None:
        """Let keys wait until something that was opened can take them."""
        self._unopened.append(until)

    def hold_keys_for(self, opened: Widget) -> None:
        """Let keys wait until a screen or prompt that was opened has the focus, or is closed again."""
        self.hold_keys(lambda: _takes_keys(opened))

    def push_screen(self, screen: Screen[Any] | str, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as Textual's
        """Show a screen; keys wait until it takes them."""
        opened = super().push_screen(screen, *arguments, **options)
        self.hold_keys_for(self.screen)
        return opened

    async def on_event(self, event: events.Event) -> None:
        """Take what comes from the keyboard and the mouse in its turn, all else at once."""
        is_input = isinstance(event, events.Key | events.Paste | events.MouseEvent) and not event.is_forwarded
        if not is_input:
            await super().on_event(event)
        elif self._settling is not None:
            self._inputs.append(event)
        else:
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        """Hand on an event; those that come next wait until it has done its work."""
        first = self.mouse_over if isinstance(event, events.MouseEvent) else self.focused
        moves = isinstance(event, events.MouseMove)
        if not moves:
            self._settling = asyncio.create_task(self._await_work(first or self.screen))
        await super().on_event(event)
        if moves:
            await self._take_next()

    async def _await_work(self, first: DOMNode) -> None:
        """Wait until an event that `first` was handed has done its work, then take the next."""
        try:
            await asyncio.wait_for(self._all_done(first), PATIENCE)
        except TimeoutError:
            self._unopened.clear()
        finally:
            self.call_later(self._take_next)

    async def _take_next(self) -> None:
        self._settling = None
        if self._inputs:
            await self._take(self._inputs.popleft())

    async def _all_done(self, first: DOMNode) -> None:
        """Go with the messages from `first` up to the app, as often as one leads to another."""
        await _handled(self)  # the event itself is on its way
        for _ in range(ROUNDS):
            for pump in (*_upwards(first), self.screen, self):
                await _handled(pump)
            while self._unopened:
                self._unopened = [is_open for is_open in self._unopened if not is_open()]
                await asyncio.sleep(STEP if self._unopened else 0)


async def _handled(pump: MessagePump) -> None:
    """Wait until all messages that are waiting for a widget are handled."""
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        await done.wait()


def _upwards(node: DOMNode | None) -> Iterator[MessagePump]:
    while node is not None:
        yield node
        node = node.parent


def _takes_keys(opened: Widget) -> bool:
    """Whether a widget is there with the focus in it, or with nothing to focus; one that is closed keeps nobody waiting."""
    if isinstance(opened, Screen):
        if opened not in opened.app.screen_stack:
            return True
        return opened.is_mounted and (opened.focused is not None or not opened.focus_chain)
    if opened.is_mounted and not opened.is_attached:
        return True
    focused = opened.app.focused
    return focused is not None and opened in focused.ancestors_with_self
