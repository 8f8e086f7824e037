"""What the reader remembers of articles: how each was left, and what others wrote meanwhile. Knows nothing of Textual."""

from typing import TYPE_CHECKING

from briefing.errors import StoreError
from briefing.reader.carrying import joined
from briefing.reader.reading import Reading
from briefing.state import Look, ReadingState

if TYPE_CHECKING:
    from briefing.store import Store


class Memory:
    """Brings articles back as they were left, and keeps how they are left; without a store it does nothing."""

    def __init__(self, store: "Store | None") -> None:
        self._store = store
        self._before: ReadingState | None = None

    @property
    def recalled(self) -> ReadingState | None:
        """How the article that was recalled or kept last was left."""
        return self._before

    def recall(self, sha256: str) -> ReadingState | None:
        """How the article with this digest was left; what cannot be read is told by the store's notices."""
        self._before = None
        if self._store is not None:
            try:
                self._before = self._store.reading_state(sha256)
            except StoreError as error:
                self._store.notices.append(str(error))
        return self._before

    def keep(self, reading: Reading, position: int, share: float, look: Look) -> None:
        """Keep how an article is left; what another reader of the same article did comes in.

        Raises:
            StoreError: it cannot be kept.
        """
        if self._store is None:
            return
        mine = reading.state(position, share, look)
        state = self._store.merge_reading_state(reading.article.sha256, lambda theirs: joined(mine, theirs, self._before))
        self._before = state
        if state != mine:
            reading.take_marks(state)

    def recent(self, most: int = 100) -> list[ReadingState]:
        """How the articles read last were left, the latest first; none where that cannot be read."""
        try:
            return [state for _, state in self._store.recently_read(most)] if self._store else []
        except StoreError:
            return []
