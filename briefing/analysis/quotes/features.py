"""What the models see: a row of numbers for each quoted stretch, and for each pair of a stretch and a candidate.

All rows of an article are built at once as numpy matrices; what lies between two places is read off running sums, so
that the cost grows with the number of pairs alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from briefing.analysis import lexicon
from briefing.analysis.quotes.candidates import NO_CUE, Candidate, Link
from briefing.analysis.quotes.segments import Segment
from briefing.analysis.quotes.tokens import Tokens
from briefing.model import Article

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Odds = dict[str, float]

NEAREST: Final = 12
"""How many candidates are looked at on each side of a stretch."""
BLOCKS_BACK: Final = 2
"""How many paragraphs back a speaker may be named."""
FAR: Final = 60
"""Distances are cut here, in tokens."""
UNKNOWN_ODDS: Final = -4.0
NO_CUE_ODDS: Final = -5.0

DASHES: Final = frozenset({"-", "—", "–", "--", "―"})
"""What stands before a name that signs a quote."""
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS: Final = frozenset({".", "!", "?"})
MENTION_KINDS: Final = ("he", "they", "i", "it", "who", "PERSON", "ORG", "GPE", "NORP", "proper", "noun", "other")
_PRONOUNS: Final = {
    **dict.fromkeys(("he", "she"), "he"),
    **dict.fromkeys(("they", "we"), "they"),
    **dict.fromkeys(("i", "you"), "i"),
    **dict.fromkeys(("it", "that", "this", "there", "which", "what", "these", "those"), "it"),
    "who": "who",
}
_GOVERNED: Final = ("ccomp", "ROOT", "dobj", "pobj", "amod", "compound", "attr", "appos", "dep", "parataxis")
_CLIMB: Final = 4
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as the models of this panel need it."""

    tokens: Tokens
    segments: Sequence[Segment]
    candidates: Sequence[Candidate]
    first: Ints
    """First token of each segment."""
    behind: Ints
    """Behind the last token of each segment."""
    cue_odds: Floats
    """For each token, how likely it reports speech."""
    words: Ints
    """Running count of words outside quotes; one longer than the tokens, as are the next ones."""
    stops: Ints
    """Running count of full stops outside quotes."""
    people: Ints
    """Running count of the first words of people's names outside quotes."""
    cues: Ints
    """Running count of likely reporting verbs outside quotes."""


def read_scene(tokens: Tokens, segments: Sequence[Segment], candidates: Sequence[Candidate], cue_odds: Odds) -> Scene:
    """Everything about an article that is worked out once."""
    outside = np.array(tokens.segment, dtype=np.int64) < 0
    surest = lexicon.words("quote_verbs")
    is_verb = np.array([pos in {"VERB", "AUX"} for pos in tokens.pos])
    is_surest = np.array([word in surest for word in tokens.lower])
    odds = np.where(is_surest, cue_odds.get("say", 0.0), [cue_odds.get(lemma, UNKNOWN_ODDS) for lemma in tokens.lemma])
    is_verb |= is_surest
    is_word = np.array([pos not in {"PUNCT", "SPACE"} for pos in tokens.pos])
    is_stop = np.array([word in _STOPS for word in tokens.lower])
    is_person = np.array([name == "PERSON" for name in tokens.name])
    starts_person = is_person & ~np.concatenate(([False], is_person[:-1]))
    return Scene(
        tokens=tokens,
        segments=segments,
        candidates=candidates,
        first=np.array([tokens.first_at(segment.start) for segment in segments], dtype=np.int64),
        behind=np.array([tokens.first_at(segment.end) for segment in segments], dtype=np.int64),
        cue_odds=np.where(is_verb, odds, UNKNOWN_ODDS),
        words=_running(outside & is_word),
        stops=_running(outside & is_stop),
        people=_running(outside & starts_person),
        cues=_running(outside & is_verb & (odds > -1.0)),
    )


def _running(flags: NDArray[np.bool_]) -> Ints:
    return np.concatenate(([0], np.cumsum(flags)))


def nearby_pairs(scene: Scene) -> tuple[Ints, Ints]:
    """Pairs to judge: (index of the segment, index of the candidate), at most 2 × `NEAREST` a segment."""
    heads = [candidate.head for candidate in scene.candidates]
    blocks = [scene.tokens.block[head] for head in heads]
    signed = {c.head for c in scene.candidates if c.first and scene.tokens.lower[c.first - 1] in DASHES}
    rows: list[tuple[int, int]] = []
    positions = np.searchsorted(np.array(heads, dtype=np.int64), scene.first)
    for number, at in enumerate(positions.tolist()):
        block = scene.segments[number].block
        low, high = max(0, at - NEAREST), min(len(heads), at + NEAREST)
        rows += [
            (number, index)
            for index in range(low, high)
            if block - BLOCKS_BACK <= blocks[index] <= block or (blocks[index] == block + 1 and heads[index] in signed)
        ]
    pairs = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def segment_rows(scene: Scene, article: Article) -> Floats:
    """One row a segment: its own shape, and what stands around it."""
    in_block = Counter(segment.block for segment in scene.segments)
    repeated = Counter(article.text[segment.start : segment.end].strip(".,").lower() for segment in scene.segments)
    rows = []
    order = 0
    for number, segment in enumerate(scene.segments):
        order = order + 1 if number and scene.segments[number - 1].block == segment.block else 0
        rows.append(
            [
                *_shape(scene, article, number),
                *_surroundings(scene, article, number),
                order,
                in_block[segment.block],
                repeated[article.text[segment.start : segment.end].strip(".,").lower()],
            ]
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), -1)


def _shape(scene: Scene, article: Article, number: int) -> list[float]:
    """The words inside the marks."""
    segment, tokens = scene.segments[number], scene.tokens
    text = article.text[segment.start : segment.end]
    first, behind = int(scene.first[number]), int(scene.behind[number])
    inside = range(first, min(behind, first + FAR))
    words = text.split(maxsplit=FAR)
    lower = {tokens.lower[token] for token in inside}
    governor = governing_token(tokens, first, behind)
    dep = tokens.dep[governor]
    return [
        len(words),
        text[0].isupper(),
        text[0].isdigit(),
        text[-1] == ",",
        text[-1] in ".!",
        text[-1] == "?",
        text[-1] in "-—–…",
        sum(word[0].isupper() for word in words) / len(words),
        any(tokens.pos[token] in {"VERB", "AUX"} for token in inside),
        any(tokens.tag[token] in _FINITE for token in inside),
        not lower.isdisjoint({"i", "we", "my", "our", "me", "us", "i'm", "’m"}),
        not lower.isdisjoint({"you", "your"}),
        any(tokens.name[token] == "WORK_OF_ART" for token in inside),
        sum(bool(tokens.name[token]) for token in inside) / max(1, len(inside)),
        segment.closed,
        segment.continues,
        segment.single,
        *(dep == kind for kind in _GOVERNED),
        tokens.pos[governor] in {"VERB", "AUX"},
        tokens.pos[governor] == "NOUN",
        tokens.pos[governor] == "ADJ",
        scene.cue_odds[tokens.head[governor]],
    ]


def governing_token(tokens: Tokens, first: int, behind: int) -> int:
    """The token of a stretch that hangs on something outside of it: a verb if there is one."""
    behind = min(max(behind, first + 1), len(tokens))
    first = min(first, behind - 1)
    loose = [
        token
        for token in range(first, min(behind, first + FAR))
        if (tokens.head[token] == token or not first <= tokens.head[token] < behind)
        and tokens.pos[token] not in {"PUNCT", "SPACE"}
    ]
    return next((token for token in loose if tokens.pos[token] in {"VERB", "AUX"}), loose[0] if loose else first)


def _surroundings(scene: Scene, article: Article, number: int) -> list[float]:
    """The words before and behind the marks, in the same paragraph."""
    segment, tokens = scene.segments[number], scene.tokens
    block = article.read_blocks[segment.block]
    before = article.text[max(block.start, segment.outer_start - FAR) : segment.outer_start]
    after = article.text[segment.outer_end : min(block.end, segment.outer_end + FAR)]
    mark = before.rstrip()[-1:]
    first = tokens.first_at(segment.outer_start)
    left = first - 1 if before.strip() and first else -1
    right = tokens.first_at(segment.outer_end) if after.strip() else -1
    right = right if right < len(tokens) else -1
    word = tokens.lower[left] if left >= 0 else ""
    lemma = tokens.lemma[left] if left >= 0 else ""
    return [
        not before.strip(),
        mark == ":",
        mark == ",",
        mark in ".!?”\"'" and bool(mark),
        mark in "—–-" and bool(mark),
        word in {"the", "a", "an"},
        word == "that",
        word in {"called", "as", "dubbed", "named", "titled", "calling", "entitled", "nicknamed", "termed", "known"},
        word in {"of", "in", "on", "for", "to", "with", "by", "from", "about", "at"},
        word in {"and", "or", "but"},
        word in {"is", "was", "are", "were", "be", "been"},
        lemma in lexicon.words("quote_works"),
        scene.cue_odds[left] if left >= 0 else NO_CUE_ODDS,
        left >= 0 and tokens.pos[left] == "PROPN",
        left >= 0 and tokens.pos[left] == "NOUN",
        left >= 0 and tokens.pos[left] == "ADJ",
        word in {"'s", "’s"},
        not after.strip(),
        after.lstrip()[:1] == ",",
        after.lstrip()[:1] in {".", ";"},
        after.lstrip()[:1].islower(),
        after.lstrip()[:1].isupper(),
        after.lstrip()[:1] in {"-", "—", "–", "("},
        after.lstrip()[:1] in {'"', "“", "'"},
        scene.cue_odds[right] if right >= 0 else NO_CUE_ODDS,
        right >= 0 and tokens.pos[right] == "NOUN",
        right >= 0 and tokens.pos[right] == "PROPN",
        right >= 0 and tokens.pos[right] == "PRON",
        right >= 0 and tokens.lemma[right] in lexicon.words("quote_works"),
        block.role == "headline",
        lemma in lexicon.words("quote_naming"),
        (segment.end - segment.start) / (block.end - block.start),
        article.text[block.end - 1].isalnum(),
    ]


def _neighbours(scene: Scene, article: Article, number: int) -> list[float]:
    """The quotes before and behind in the same paragraph: how far, and how they end and begin."""
    row: list[float] = []
    for other in (number - 1, number + 1):
        if not 0 <= other < len(scene.segments) or scene.segments[other].block != scene.segments[number].block:
            row += [31, 9, 0, 0, 0]
            continue
        left, right = int(scene.behind[min(number, other)]), int(scene.first[max(number, other)])
        text = article.text[scene.segments[other].start : scene.segments[other].end]
        row += [
            min(int(scene.words[right] - scene.words[left]), 30),
            int(scene.stops[right] - scene.stops[left]),
            text[-1] == ",",
            text[-1] in ".?!",
            text[0].isupper(),
        ]
    return row


def pair_rows(scene: Scene, segment_of: Ints, candidate_of: Ints, source_odds: Odds) -> Floats:
    """One row a pair: how the candidate stands to the segment."""
    tokens = scene.tokens
    column = _Columns(scene, source_odds)
    head, first, last, cue = (
        column.head[candidate_of],
        column.first[candidate_of],
        column.last[candidate_of],
        column.cue[candidate_of],
    )
    start, behind = scene.first[segment_of], scene.behind[segment_of]
    has_cue = cue != NO_CUE
    near_cue = has_cue & (np.abs(cue - head) < 25) & ~column.quoted_cue[candidate_of]
    low = np.where(near_cue, np.minimum(first, cue), first)
    high = np.where(near_cue, np.maximum(last, cue + 1), last)
    after = head >= behind
    left, right = np.where(after, behind, high), np.where(after, low, start)
    right = np.maximum(left, right)
    gap = right - left
    sentence = np.array(tokens.sentence, dtype=np.int64)
    edge = np.where(after, np.maximum(behind - 1, start), start)
    edge = np.minimum(edge, len(tokens) - 1)
    between = lambda sums: sums[right] - sums[left]  # noqa: E731 - a name for one line
    quotes = _quotes_between(scene, segment_of, after, head)
    block = np.array(tokens.block, dtype=np.int64)
    level = _attachment(scene, segment_of, cue)
    odds = column.odds[candidate_of]
    rank, rivals = _ranks(scene, segment_of, head, odds, after, gap)
    nearest = _nearest(segment_of, between(scene.words) + 10 * between(scene.stops), odds, after)
    columns = [
        after,
        np.minimum(gap, FAR),
        np.minimum(between(scene.words), FAR),
        between(scene.stops),
        between(scene.people),
        between(scene.cues),
        quotes,
        np.minimum(np.abs(sentence[head] - sentence[edge]), 9),
        block[np.minimum(start, len(tokens) - 1)] - block[head],
        level,
        odds,
        has_cue,
        near_cue,
        np.clip(np.where(has_cue, cue - head, 0), -25, 25),
        np.minimum(np.abs(np.where(has_cue, np.where(after, cue - behind, start - cue), FAR)), FAR),
        column.quoted_cue[candidate_of],
        rank,
        rivals,
        nearest[0],
        nearest[1],
        _named_inside(scene, segment_of, head),
        np.minimum(column.count[candidate_of], 20),
        column.source[candidate_of],
        *_beyond(scene, segment_of, after, low, high),
        *column.flags[:, candidate_of],
    ]
    return np.stack([np.asarray(values, dtype=np.float64) for values in columns], axis=1)


class _Columns:
    """What concerns the candidates alone, a column a property."""

    def __init__(self, scene: Scene, source_odds: Odds) -> None:
        tokens, candidates = scene.tokens, scene.candidates
        self.head = np.array([c.head for c in candidates], dtype=np.int64)
        self.first = np.array([c.first for c in candidates], dtype=np.int64)
        self.last = np.array([c.last for c in candidates], dtype=np.int64)
        self.cue = np.array([c.cue for c in candidates], dtype=np.int64)
        self.quoted_cue = np.array([c.cue != NO_CUE and tokens.is_quoted(c.cue) for c in candidates], dtype=bool)
        self.odds = np.array([NO_CUE_ODDS if c.cue == NO_CUE else scene.cue_odds[c.cue] for c in candidates])
        counts: dict[str, int] = {}
        for head in {c.head for c in candidates}:
            counts[tokens.lower[head]] = counts.get(tokens.lower[head], 0) + 1
        self.count = np.array([counts[tokens.lower[c.head]] for c in candidates], dtype=np.int64)
        self.source = np.array([_source_odds(tokens, c.head, source_odds) for c in candidates])
        self.flags = np.array([_flags(tokens, c) for c in candidates], dtype=np.float64).reshape(len(candidates), -1).T


def _source_odds(tokens: Tokens, head: int, odds: Odds) -> float:
    """How likely a description names a source: "spokesman" far more than "decision"."""
    return odds.get(tokens.lemma[head], -2.0) if tokens.pos[head] == "NOUN" else 0.0


def mention_kind(tokens: Tokens, head: int) -> str:
    """What kind of word or name the mention is, one of `MENTION_KINDS`."""
    pronoun = _PRONOUNS.get(tokens.lower[head])
    if pronoun:
        return pronoun
    if tokens.name[head] in MENTION_KINDS:
        return tokens.name[head]
    return {"PROPN": "proper", "NOUN": "noun"}.get(tokens.pos[head], "other")


def _flags(tokens: Tokens, candidate: Candidate) -> list[float]:
    """What the mention is, how it is tied to its cue, and what the cue is."""
    kind, cue = mention_kind(tokens, candidate.head), candidate.cue
    dep, tag = (tokens.dep[cue], tokens.tag[cue]) if cue != NO_CUE else ("", "")
    complements = {tokens.dep[child] for child in tokens.children[cue]} if cue != NO_CUE else set()
    lowest = max(0, candidate.first - 1)
    return [
        *(kind == other for other in MENTION_KINDS),
        *(candidate.link == link for link in Link),
        candidate.last - candidate.first,
        tokens.tag[candidate.head] in {"NNS", "NNPS"},
        tag in {"VBD", "VBZ", "VBP"},
        tag == "VBG",
        tag == "VBN",
        dep in {"relcl", "advcl", "acl"},
        dep == "ROOT",
        "ccomp" in complements or "parataxis" in complements,
        "dobj" in complements,
        "neg" in complements,
        candidate.steps,
        _depth(tokens, cue) if cue != NO_CUE else _DEEPEST,
        tokens.lower[lowest] in DASHES,
        tokens.lower[lowest] in DASHES and tokens.block[max(0, lowest - 1)] != tokens.block[candidate.head],
        cue != NO_CUE and tokens.lemma[cue] in lexicon.words("quote_naming"),
        tokens.dep[candidate.head] in {"appos", "poss", "conj"},
        candidate.first == 0 or tokens.block[lowest] != tokens.block[candidate.head] or tokens.lower[lowest] in _STOPS,
    ]


def _beyond(scene: Scene, segment_of: Ints, after: NDArray[np.bool_], low: Ints, high: Ints) -> list[Ints]:
    """How a candidate stands to the quote on its other side, if it lies between two quotes of a paragraph.

    "…," she said. "…" is told by this: the words and full stops between the candidate and that other quote.
    """
    count = len(scene.segments)
    block = np.array([segment.block for segment in scene.segments], dtype=np.int64)
    other = np.where(after, segment_of + 1, segment_of - 1)
    held = other.clip(0, count - 1)
    left = np.where(after, high, np.minimum(scene.behind[held] + 1, low))
    right = np.where(after, np.maximum(scene.first[held] - 1, high), low)
    inside = (other >= 0) & (other < count) & (block[held] == block[segment_of])
    inside &= np.where(after, scene.first[held] >= high, scene.behind[held] <= low)
    left, right = np.where(inside, left, 0), np.where(inside, right, 0)
    words = np.where(inside, np.minimum(scene.words[right] - scene.words[left], 30), 31)
    return [inside, words, np.where(inside, scene.stops[right] - scene.stops[left], 9)]


def _depth(tokens: Tokens, token: int) -> int:
    """Steps from a token up to the root of its sentence, at most `_DEEPEST`."""
    for depth in range(_DEEPEST):
        if tokens.head[token] == token:
            return depth
        token = tokens.head[token]
    return _DEEPEST


def _quotes_between(scene: Scene, segment_of: Ints, after: NDArray[np.bool_], head: Ints) -> Ints:
    """How many other quoted stretches lie between the two."""
    preceding = np.searchsorted(scene.first, head, side="right")
    return np.minimum(np.where(after, preceding - segment_of - 1, segment_of - preceding), 9)


def _attachment(scene: Scene, segment_of: Ints, cue: Ints) -> Ints:
    """How the parse ties the segment to the cue: 5 − steps up from the segment, or 0."""
    chains: list[dict[int, int]] = []
    for first, behind in zip(scene.first.tolist(), scene.behind.tolist(), strict=True):
        chain, at = {}, governing_token(scene.tokens, first, behind)
        for step in range(1, _CLIMB + 1):
            above = scene.tokens.head[at]
            if above == at:
                break
            chain.setdefault(above, _CLIMB + 1 - step)
            at = above
        chains.append(chain)
    pairs = zip(segment_of.tolist(), cue.tolist(), strict=True)
    return np.array([chains[segment].get(verb, 0) for segment, verb in pairs], dtype=np.int64)


def _ranks(scene: Scene, segment_of: Ints, head: Ints, odds: Floats, after: NDArray[np.bool_], gap: Ints) -> tuple[Ints, Ints]:
    """Place among the good candidates on its side of the segment by nearness, and how many stand on the other side."""
    rank = np.full(len(head), 6, dtype=np.int64)
    rivals = np.zeros(len(head), dtype=np.int64)
    good = odds > -1.0
    order = np.lexsort((gap, after, segment_of))
    seen: dict[tuple[int, bool], set[int]] = {}
    for row in order.tolist():
        if good[row]:
            mentions = seen.setdefault((int(segment_of[row]), bool(after[row])), set())
            rank[row] = min(len(mentions), 5)
            mentions.add(int(head[row]))
    for row, (segment, side) in enumerate(zip(segment_of.tolist(), after.tolist(), strict=True)):
        rivals[row] = min(len(seen.get((segment, not side), ())), 3)
    return rank, rivals


def _nearest(segment_of: Ints, gap: Ints, odds: Floats, after: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Distance of the nearest likely cue before the segment, and behind it."""
    count = int(segment_of.max(initial=-1)) + 1
    sides = []
    for side in (False, True):
        nearest = np.full(count, FAR, dtype=np.int64)
        chosen = (odds > -1.0) & (after == side)
        np.minimum.at(nearest, segment_of[chosen], gap[chosen])
        sides.append(nearest[segment_of])
    return sides[0], sides[1]


def _named_inside(scene: Scene, segment_of: Ints, head: Ints) -> NDArray[np.bool_]:
    """Whether the quote itself holds the mention's word: people seldom name themselves."""
    tokens = scene.tokens
    inside = [
        frozenset(tokens.lower[first : min(behind, first + 4 * FAR)])
        for first, behind in zip(scene.first.tolist(), scene.behind.tolist(), strict=True)
    ]
    pairs = zip(segment_of.tolist(), head.tolist(), strict=True)
    return np.array([tokens.lower[token] in inside[segment] for segment, token in pairs], dtype=bool)
