"""The gaps that punctuation alone shows."""

from briefing.model import Block, Gap


def find_gaps(text: str, blocks: tuple[Block, ...]) -> tuple[Gap, ...]:
    """Places where punctuation stands without the words it belongs to."""
    return ()
