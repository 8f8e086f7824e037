"""A line in which a person types something: words to look for, a note, the name of a file."""

from collections.abc import Callable
from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

LONGEST: Final = 4_000
"""Characters that are taken: a megabyte that was pasted by mistake is neither a name nor a search."""


class Prompt(Horizontal):
    """Asks for one line at the bottom of the screen; `enter` takes it, `esc` takes it back."""

    BINDINGS = [Binding("escape", "cancel", "Cancel", show=False, priority=True)]  # noqa: RUF012 - Textual's way

    class Closed(Message):
        """The question was answered or taken back."""

    def __init__(
        self,
        label: str,
        value: str,
        *,
        on_submit: Callable[[str], None],
        on_change: Callable[[str], None] | None = None,
        on_cancel: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._label = label
        self._value = value
        self._on_submit = on_submit
        self._on_change = on_change
        self._on_cancel = on_cancel

    def compose(self) -> ComposeResult:
        """The label and the line."""
        from textual.widgets import Input, Label  # noqa: PLC0415 - the first paint does without them

        yield Label(self._label, markup=False)
        yield Input(self._value, placeholder="↵ takes it · esc takes it back", select_on_focus=True, max_length=LONGEST)

    def on_mount(self) -> None:
        """Type here."""
        self._line().focus()

    def on_input_changed(self, event: Message) -> None:
        """Tell what stands there now."""
        event.stop()
        value = str(getattr(event, "value", ""))
        if self._on_change is not None and value != self._value:
            self._value = value
            self._on_change(value)

    def on_input_submitted(self, event: Message) -> None:
        """Take what stands there."""
        event.stop()
        self._close()
        self._on_submit(str(getattr(event, "value", "")))

    def action_cancel(self) -> None:
        """Take it back."""
        self._close()
        if self._on_cancel is not None:
            self._on_cancel()

    def _line(self) -> Widget:
        return self.query_one("Input", Widget)

    def _close(self) -> None:
        self.post_message(self.Closed())
        self.remove()
