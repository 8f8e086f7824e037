"""A text with unseen characters or accents apart is analysed by a copy with whole words; the findings are put back on it."""

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from briefing.model import Actor, Article, Briefing, Gap, Span, Words
from briefing.wholeness import WholeText

Finding = TypeVar("Finding")


def copied(article: Article, whole: WholeText) -> Article:
    """The article with the copy for its text, and its blocks and gaps where they are in that."""
    return replace(
        article,
        text=whole.text,
        blocks=tuple(replace(one, start=whole.forth(one.start), end=whole.forth(one.end)) for one in article.blocks),
        gaps=tuple(Gap(whole.forth(gap.at), gap.kind, gap.certainty) for gap in article.gaps),
    )


def put_back(briefing: Briefing, article: Article, whole: WholeText) -> Briefing:
    """The briefing of the copy as one of the article itself: every span and its words are the article's."""
    return replace(
        briefing,
        article=replace(article, gaps=tuple(Gap(whole.back(gap.at), gap.kind, gap.certainty) for gap in briefing.article.gaps)),
        summary=_moved(briefing.summary, article.text, whole),
        actors=tuple(_named(actor, _moved(actor, article.text, whole)) for actor in briefing.actors),
        quotes=_moved(briefing.quotes, article.text, whole),
        questions=_moved(briefing.questions, article.text, whole),
    )


def _named(actor: Actor, moved: Actor) -> Actor:
    """The actor with the names that the article has, as it writes them."""
    written = {copy.text: mention.text for copy, mention in zip(actor.mentions, moved.mentions, strict=True)}
    name, *aliases = (written.get(name, name) for name in (actor.name, *actor.aliases))
    return replace(moved, name=name, aliases=tuple(aliases))


def _moved(finding: Finding, text: str, whole: WholeText) -> Finding:
    """A finding, and all that it holds, with its spans where they are in the text."""
    if isinstance(finding, tuple):
        return tuple(_moved(one, text, whole) for one in finding)  # type: ignore[return-value]
    if not isinstance(finding, Struct):
        return finding
    moved = {name: _moved(value, text, whole) for name, value in asdict(finding).items()}
    if isinstance(finding, Span):
        moved["start"], moved["end"] = whole.back(finding.start), whole.back(finding.end)
    if isinstance(finding, Words):
        moved["text"] = text[moved["start"] : moved["end"]]
    return replace(finding, **moved)
