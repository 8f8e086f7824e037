"""Pronouns: who "he" and "she" is."""

from collections.abc import Sequence
from typing import Final

from briefing.analysis.actors.figures import Figure, Reference
from briefing.analysis.actors.persons import tell_gender
from briefing.analysis.actors.syntax import Syntax

GENDERS: Final = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


def link_pronouns(figures: Sequence[Figure], syntax: Syntax) -> None:
    """First version: the nearest fitting person, subjects first."""
    people = [figure for figure in figures if figure.label == "person"]
    genders = {id(figure): tell_gender(figure) for figure in people}
    at: dict[int, Figure] = {}
    for figure in people:
        for name in figure.names:
            at[syntax.root(name.first, name.stop)] = figure
    seen: list[tuple[int, Figure]] = []
    counts = {id(figure): len(figure.names) for figure in people}
    for token, word in enumerate(syntax.lower):
        if token in at:
            seen.append((token, at[token]))
        elif (gender := GENDERS.get(word)) is not None:
            best, best_score = None, -3.0
            tried: set[int] = set()
            for before, figure in reversed(seen[-40:]):
                distance = syntax.sentences[token] - syntax.sentences[before]
                if distance > 4:
                    break
                if id(figure) in tried or genders[id(figure)] not in (None, gender):
                    continue
                tried.add(id(figure))
                score = -0.75 * distance + 1.0 * syntax.is_subject(before) + 0.3 * (genders[id(figure)] == gender)
                score += 0.15 * min(5, counts[id(figure)]) - 0.01 * (token - before)
                if distance == 0 and syntax.heads[before] == syntax.heads[token] and word in ("him", "her"):
                    score -= 2
                if score > best_score:
                    best, best_score = figure, score
            if best is not None:
                best.references.append(
                    Reference(syntax.starts[token], syntax.ends[token], token, "pronoun", f"{word}: the last fitting person")
                )
                seen.append((token, best))
