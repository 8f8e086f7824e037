"""What an extractor left out of an article, from the page read in order: captions, headings, quotations, entries' times."""

import re
from collections import defaultdict
from itertools import groupby
from typing import Final

from msgspec import Struct

from briefing.model import Role
from briefing.sources.bylines import is_date_line
from briefing.sources.furniture import is_furniture
from briefing.sources.markup import Outline, role_of
from briefing.sources.parts import Part, one_line, same_words, under
from briefing.sources.pieces import LONGEST_SPEAKER, Piece

ASIDE: Final = 5
"""Words of the shortest sentence that has an ``aside`` kept as text."""

LONGEST_HEAD: Final = 6
"""Lines of the longest head of an entry: its heading, its time, its author."""

MOST_LEFT: Final = 200
"""Paragraphs that an extractor left out for no reason that is seen, and that are set aside; more are another text."""

_NAMES = re.compile(r"(?:[Bb]y )?[A-ZÀ-Þ][\w.’'-]*(?:,? (?:and |[A-ZÀ-Þ])[\w.’'-]*){1,5}")


def completed(parts: list[Part], seen: Outline, title: str, description: str) -> list[Part]:
    """The parts under their headline, with what the page has between them and the extractor left out, each only once.

    `description` is what the page says that it is about, which tells the dek.
    """
    top, *story = under(_headline(seen, title), parts)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, part in enumerate(story):
        places[same_words(part.text)].append(place)
    keys = [same_words(piece.text) for piece in seen.pieces]
    known = [at for at, key in enumerate(keys) if key in places]
    if not known:
        return [top, *story]
    page = _Page(seen.pieces, keys, set(places), "\n".join(same_words(part.text) for part in story), _boxes(seen.pieces))
    repeated: set[int] = set()
    chosen: dict[int, Part] = {}
    below: defaultdict[int, list[Part]] = defaultdict(list)
    place, unseen = -1, MOST_LEFT
    headline = same_words(top.text)
    known_keys = {*places, headline}
    first = keys.index(headline) + 1 if headline in keys else known[0]
    last = _last(seen.pieces, known[-1])
    for at in range(first, last + 1):
        piece, key = seen.pieces[at], keys[at]
        here = next((later for later in places.get(key, ()) if later > place), -1)
        role = _role(piece, description, is_on_top=max(place, here) < 1)
        if here >= 0 and page.is_repeated(at):
            repeated.add(here)
        elif here >= 0:
            place = here
            chosen[here] = _as_seen(story[here], piece, "byline" if page.names_author(at) else role)
        elif (piece.label == "time" or key not in known_keys) and (missing := page.left_out(at, role)):
            known_keys.add(key)
            below[place].append(missing)
        elif key not in known_keys and unseen and page.is_left_in_silence(at):
            known_keys.add(key)
            below[place].append(Part(piece.text, "boilerplate"))
            unseen -= 1
    body = [[chosen.get(at, found), *below[at]] for at, found in enumerate(story) if at not in repeated]
    return [top, *below[-1], *(part for group in body for part in group)]


def _last(pieces: tuple[Piece, ...], known: int) -> int:
    """Place of the last piece that may belong to the article: quotations and notes may follow the last paragraph known."""
    last = known
    while last + 1 < len(pieces) and pieces[last + 1].label in {"quote", "speaker", "note", "bio"}:
        last += 1
    return last


def _as_seen(part: Part, piece: Piece, role: Role | None) -> Part:
    """A paragraph that the extractor found, with what the markup says of it: quotation marks, a speaker's dash, its role."""
    is_marked = piece.label in {"quote", "speaker"}
    return Part(piece.text if is_marked else part.text, role or part.role)


def paragraphs_of(part: Part, seen: Outline) -> list[Part]:
    """The paragraphs that the page has where the extractor ran them together, as it does with a short article."""
    keys = [same_words(piece.text) for piece in seen.pieces]
    whole = same_words(part.text)
    if part.role is not None or whole in keys:
        return [part]
    for first, key in enumerate(keys):
        joined, last = key, first + 1
        while last < len(keys) and whole.startswith(f"{joined} ") and len(joined) < len(whole):
            joined, last = f"{joined} {keys[last]}", last + 1
        if joined == whole and last > first + 1:
            return [Part(piece.text, role_of(piece)) for piece in seen.pieces[first:last]]
    return [part]


class _Page(Struct, frozen=True):
    """A page beside the story that was found in it."""

    pieces: tuple[Piece, ...]
    keys: list[str]
    """The words of each piece, as they are compared."""
    found: set[str]
    """Those of the story's paragraphs."""
    said: str
    """The whole story's."""
    boxes: frozenset[int]
    """Places of the lines of every ``aside`` that tells something, and is not a heading or a list alone."""

    def left_out(self, at: int, role: Role | None) -> Part | None:
        """The part that an extractor left out, if this piece of the page is one."""
        piece = self.pieces[at]
        match piece.label:
            case "heading" | "time":
                part = self._heading(at)
            case "quote" | "speaker":
                part = None if self.is_repeated(at) else Part(piece.text, "body")
            case "aside":
                part = self._beside(at)
            case "caption" | "dek" | "note" | "bio" if role:
                part = Part(piece.text, role)
            case None if self.names_author(at):
                part = Part(piece.text, "byline")
            case _:
                part = None
        return part

    def is_left_in_silence(self, at: int) -> bool:
        """Whether a piece is prose that the extractor left out unseen, or for a name like "related"."""
        piece = self.pieces[at]
        return piece.label in {None, "teaser"} and piece.is_prose and self.keys[at] not in self.said

    def _heading(self, at: int) -> Part | None:
        """A heading or the time of an entry, if what it stands over belongs to the story."""
        piece = self.pieces[at]
        following = next(
            (other for other in range(at + 1, min(at + LONGEST_HEAD, len(self.pieces))) if not self._heads(other)), at
        )
        if self.keys[following] not in self.found or piece.is_link or (at > 0 and self.pieces[at - 1].is_link):
            return None
        if is_date_line(piece.text):
            return Part(piece.text, "byline")
        return Part(piece.text, "boilerplate" if is_furniture(piece.text, len(piece.text.split())) else "subhead")

    def _heads(self, at: int) -> bool:
        """Whether a piece stands at an entry's head: a heading, a time, or a name beside a time."""
        return self.pieces[at].label in {"heading", "time"} or (self._follows_time(at) and self.keys[at] not in self.found)

    def names_author(self, at: int) -> bool:
        """Whether a piece at an entry's head names who wrote it: after its time, or its time and its heading."""
        heads = at > 1 and self.pieces[at - 1].label == "heading" and self._follows_time(at - 1)
        return (
            self.pieces[at].label is None
            and (heads or self._follows_time(at))
            and _NAMES.fullmatch(self.pieces[at].text) is not None
        )

    def _follows_time(self, at: int) -> bool:
        return at > 0 and self.pieces[at - 1].label == "time" and not is_date_line(self.pieces[at - 1].text)

    def is_repeated(self, at: int) -> bool:
        """Whether a piece is a pulled quotation, which the story has in a paragraph of its own, or the speaker of one."""
        of = at - 1 if self.pieces[at].label == "speaker" and at > 0 and self.pieces[at - 1].label == "quote" else at
        if self.pieces[of].label != "quote":
            return False
        return self.said.count(self.keys[of]) > int(self.keys[of] in self.found)

    def _beside(self, at: int) -> Part | None:
        """A line of an ``aside`` that the story does not have: prose, or who said the words before."""
        piece, before, words = self.pieces[at], self.pieces[max(0, at - 1)], len(self.pieces[at].text.split())
        is_said = self.keys[at] in (self.said if words >= ASIDE else self.found)
        if piece.is_link or is_said:
            return None
        if before.label == "aside" and before.text[-1] in '”"' and words <= LONGEST_SPEAKER:
            return Part(piece.text if piece.text[0] in "—–-" else f"— {piece.text}", "body")
        return Part(piece.text, "boilerplate" if is_furniture(piece.text, words) else "body") if at in self.boxes else None


def _boxes(pieces: tuple[Piece, ...]) -> frozenset[int]:
    """Places of the lines in each ``aside`` that has a sentence."""
    groups = (list(group) for is_aside, group in groupby(enumerate(pieces), lambda item: item[1].label == "aside") if is_aside)
    return frozenset(at for group in groups if any(_tells(piece) for _, piece in group) for at, _ in group)


def _tells(piece: Piece) -> bool:
    """Whether a line of an ``aside`` is a sentence."""
    return not piece.is_link and len(piece.text.split()) >= ASIDE and piece.text[-1] in '.!?…”"’'


def _headline(seen: Outline, title: str) -> str:
    """The heading of the page that is its title or begins it, as the page's title often has the site's name after it."""
    key = same_words(title)
    headings = [piece.text for piece in seen.pieces if piece.label == "h1"]
    fitting = (heading for heading in headings if key.startswith(same_words(heading)) or same_words(heading).startswith(key))
    return next(fitting, one_line(title))


def _role(piece: Piece, description: str, *, is_on_top: bool) -> Role | None:
    """What the markup says of a paragraph; a dek, which is also what the page says it is about, stands on top alone."""
    is_dek = piece.label == "dek" or (bool(description) and same_words(piece.text) == same_words(description))
    if piece.label == "time" and is_date_line(piece.text):
        return "byline"
    if is_dek:
        return "dek" if is_on_top and len(piece.text.split()) > 3 else None
    return role_of(piece) if piece.label not in {"h1", "heading", "quote", "speaker", "row"} else None
