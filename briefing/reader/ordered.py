"""Keys, clicks and pastes in their order: each is taken when the one before has done all that it does.

Textual hands a key to the widget that has the focus when the key is read. Of a burst such as ``/bread`` every key would be
handed to the article before the first has opened the prompt. Here a key waits while an earlier one is still being worked on,
or while what that opened has not the focus yet. When nothing is going on, a key is taken at once.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Final

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

PATIENCE: Final = 2.0
"""Seconds after which the next key is taken whatever it waits for."""

STEP: Final = 0.002
"""Seconds between two looks at whether what a key opened has the focus."""


class OrderedApp(App[int]):
    """An app that takes keys, clicks and pastes one after the other."""

    def __init__(self, *, css_path: str | None = None, watch_css: bool = False) -> None:
        super().__init__(css_path=css_path, watch_css=watch_css)
        self._inputs: deque[events.Event] = deque()
        self._opening: list[Callable[[], bool]] = []

    @property
    def has_waiting_keys(self) -> bool:
        """Whether there are keys that wait for an earlier one."""
        return bool(self._inputs)

    def hold_keys_for(self, opened: Widget) -> None:
        """Let keys wait until a screen or prompt that was opened has the focus, or is closed again."""
        self._opening.append(lambda: _takes_keys(opened))

    def push_screen(self, screen: Screen[Any] | str, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as Textual's
        """Show a screen; keys wait until it takes them."""
        opened = super().push_screen(screen, *arguments, **options)
        self.hold_keys_for(self.screen)
        return opened

    async def on_event(self, event: events.Event) -> None:
        """Take what comes from the keyboard and the mouse in its turn, all else at once."""
        is_input = isinstance(event, events.Key | events.Paste | events.MouseEvent) and not event.is_forwarded
        if not is_input or not (self._inputs or self._is_busy()):
            await super().on_event(event)
            return
        self._inputs.append(event)
        if len(self._inputs) == 1:
            self._take_when_quiet()

    def _take_when_quiet(self) -> None:
        """Take the first input that waits when the work before it is done."""
        self._waiting = asyncio.create_task(self._wait_until_quiet())  # a task that nobody holds may be collected

    async def _wait_until_quiet(self) -> None:
        end = time.monotonic() + PATIENCE
        while self._is_busy() and time.monotonic() < end:
            await asyncio.sleep(STEP if self._opening else 0)
        self.call_later(self._take_next, end)

    async def _take_next(self, end: float) -> None:
        """Take an input that waited, unless the messages that came to the app before this one made new work."""
        if self._is_busy() and time.monotonic() < end:
            self._take_when_quiet()
            return
        self._opening.clear()
        await super().on_event(self._inputs[0])
        self._inputs.popleft()
        if self._inputs:
            self._take_when_quiet()

    def _is_busy(self) -> bool:
        """Whether a screen or prompt is being opened, or messages wait for those that a key or click goes to."""
        if self._opening:
            self._opening = [is_open for is_open in self._opening if not is_open()]
        return bool(self._opening) or any(
            node.message_queue_size
            for first in (self.focused or self.screen, self.mouse_over)
            for node in _up_to_the_screen(first)
        )


def _up_to_the_screen(node: DOMNode | None) -> Iterator[DOMNode]:
    while node is not None and not node.is_dom_root:
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
