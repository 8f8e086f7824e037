"""The parts of an article by their roles, and the gaps that punctuation alone shows."""

import re

from briefing.model import Block, Gap

_LINE = re.compile(r"[^\n]*\S[^\n]*")


def find_blocks(text: str) -> tuple[Block, ...]:
    """One block a line that is not blank."""
    blocks: list[Block] = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        first = not blocks and end - start < 160 and line.rstrip()[-1] not in ".!?"
        blocks.append(Block(start, end, "headline" if first else "body"))
    return tuple(blocks)


def find_gaps(text: str, blocks: tuple[Block, ...]) -> tuple[Gap, ...]:
    """Places where punctuation stands without the words it belongs to."""
    return ()
