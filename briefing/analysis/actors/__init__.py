"""Key actors: who is in the article, by every name and word it has for them."""

from collections.abc import Sequence

from spacy.tokens import Doc

from briefing.analysis.actors.clusters import cluster, vote_labels
from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.gazetteer import gazetteer
from briefing.analysis.actors.names import find_names
from briefing.analysis.actors.pronouns import link_pronouns
from briefing.analysis.actors.ranking import rank
from briefing.analysis.actors.roles import best_role, find_roles, without_parts_of_roles
from briefing.analysis.actors.syntax import read_syntax
from briefing.model import Actor, Article, Mention, Quote


def find_actors(doc: Doc, article: Article, quotes: Sequence[Quote]) -> tuple[Actor, ...]:
    """The actors, most salient first. `quotes` tell who "I" is; their speakers need no actor yet."""
    syntax = read_syntax(doc, article.text)
    names = find_names(doc, article, syntax, gazetteer())
    vote_labels(names, syntax)
    figures = cluster(names, syntax)
    find_roles(figures, syntax, gazetteer())
    figures = without_parts_of_roles(figures)
    link_pronouns(figures, syntax)
    ranked = rank(figures, article, syntax)
    return tuple(_actor(figure, number, ranked[0].score, article) for number, figure in enumerate(ranked, 1))


def _actor(figure: Figure, number: int, highest: float, article: Article) -> Actor:
    """The figure as it goes into the briefing; `highest` is the score of the most salient."""
    mentions = [
        Mention(
            name.start, name.end, article.text[name.start : name.end], "demonym" if name.is_demonym else "name", name.source
        )
        for name in figure.names
    ]
    mentions += [
        Mention(found.start, found.end, article.text[found.start : found.end], found.form, found.rule)
        for found in figure.references
    ]
    aliases = dict.fromkeys(name.text for name in figure.names if not name.is_demonym and name.text != figure.name)
    return Actor(
        id=f"a{number}",
        name=figure.name,
        type=figure.label,
        role=best_role(figure, article.text),
        aliases=tuple(aliases),
        salience=round(max(0.0, figure.score) / max(0.001, highest), 3),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))),
    )

