"""Shapes of newspapers that tell the speaker by themselves, and that the annotated articles hardly hold.

A name behind a dash signs the quote before it. In a headline, a quote behind a colon is said by whom the headline is about.
"""

from briefing.analysis.quotes.candidates import SUBJECTS, Candidate, Link
from briefing.analysis.quotes.scene import Scene
from briefing.model import Article


def signatures(scene: Scene) -> dict[int, Candidate]:
    """For the segments that a name signs, the name: "“…” — Ann Lee", and its other paragraphs where it has several."""
    tokens, found = scene.tokens, {}
    for candidate in scene.candidates:
        if candidate.link != Link.SIGNED:
            continue
        at = candidate.first - 1
        while at >= 0 and not tokens.is_quoted(at):
            at -= 1
        number = tokens.segment[at]
        found[number] = candidate
        while number and scene.segments[number].continues:
            number -= 1
            found[number] = candidate
    return found


def is_announced(scene: Scene, article: Article, number: int) -> bool:
    """Whether the segment ends a headline and stands behind a colon in it."""
    segment = scene.segments[number]
    block = article.read_blocks[segment.block]
    before = article.text[block.start : segment.outer_start].rstrip()
    return block.role == "headline" and before.endswith(":") and not article.text[segment.outer_end : block.end].strip(" .")


def headline_subject(scene: Scene, number: int) -> Candidate | None:
    """The subject of the headline's main clause; where there is none, the name right before the colon."""
    block = scene.segments[number].block
    inside = [candidate for candidate in scene.candidates if scene.tokens.block[candidate.head] == block]
    subjects = [c for c in inside if scene.tokens.dep[c.head] in SUBJECTS and c.cue == scene.tokens.head[c.head]]
    main = [c for c in subjects if scene.tokens.head[c.cue] == c.cue]
    labels = [c for c in inside if c.link == Link.LABEL]
    return next(iter(main or labels or subjects), None)
