"""A line of input that takes its keys in the order in which they are typed."""

from textual import events
from textual.widgets import Input


class Line(Input):
    """An input that `enter` ends at once: Textual's lets in what was typed behind it meanwhile."""

    _is_taken = False

    async def on_key(self, event: events.Key) -> None:
        """Take what stands here when `enter` comes, and nothing behind it."""
        if event.key != "enter" and not self._is_taken:
            return
        event.stop()
        event.prevent_default()
        if not self._is_taken:
            self._is_taken = True
            await self.action_submit()
