"""What a sentence takes for granted, and which sentences give it: shown after one of those, it is clear.

A summary is read from the top, so "the vessel" or "Porter" is clear where a sentence above has said which. Needs and gifts
are keys, such as a noun's lemma or a sentence's number: a need is met by a sentence above, or a headline, that gives its key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span, Token

from briefing.analysis.document.symbols import EDGE_MARKS, SUBJECTS
from briefing.analysis.lexicon import words
from briefing.analysis.summary.body_sentences import BodySentence

Need = Literal["connective", "pointing", "definite", "name"]
"""What is taken for granted: the sentence before ("But …"), what "this case" points to, which "the vessel" is meant, who
Porter is."""
Key = tuple[Literal["sentence", "noun", "name"], int | str]

LONGEST_SHORT_NAME: Final = 6
"""Letters of the longest short form of a name, as in "Coastal Harbour Board (CHB)"."""
_POINTING: Final = frozenset({"this", "these", "that", "those", "such"})
_SAYS_WHICH: Final = frozenset({"prep", "relcl", "acl", "appos", "poss"})
_PARTS: Final = frozenset({"compound", "nmod"})
_ALONE: Final = SUBJECTS | frozenset({"dobj", "pobj"})
_FORMS_OF_ADDRESS: Final = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr."})


@dataclass(frozen=True, slots=True)
class Context:
    """What each sentence of a text needs and gives."""

    needs: tuple[Mapping[Key, Need], ...]
    """For each sentence the keys that it needs from above, unless the headline gives them."""
    gives: tuple[frozenset[Key], ...]
    """For each sentence the keys that it gives to those below."""

    def unmet(self, chosen: Sequence[int]) -> dict[int, set[Need]]:
        """For each of the chosen sentences what it needs that none of the chosen ones above it gives."""
        given: set[Key] = set()
        found = {}
        for number in sorted(chosen):
            found[number] = {need for key, need in self.needs[number].items() if key not in given}
            given |= self.gives[number]
        return found


class Debts:
    """What the needs still unmet cost each sentence, while sentences are chosen one by one."""

    def __init__(self, context: Context, costs: Mapping[str, float]) -> None:
        """Nothing is chosen yet; `costs` has a cost for each kind of need."""
        self._gives = context.gives
        self._waiting: dict[Key, list[tuple[int, float]]] = {}
        self.costs: NDArray[np.float64] = np.zeros(len(context.needs))
        """What each sentence's unmet needs cost; shape (n,)."""
        for number, needs in enumerate(context.needs):
            for key, need in needs.items():
                self.costs[number] += costs[need]
                self._waiting.setdefault(key, []).append((number, costs[need]))

    def choose(self, chosen: int) -> None:
        """Meet the needs of all sentences below the one chosen that it meets."""
        for key in self._gives[chosen] & self._waiting.keys():
            for number, cost in self._waiting[key]:
                if number > chosen:
                    self.costs[number] -= cost
            self._waiting[key] = [waiting for waiting in self._waiting[key] if waiting[0] <= chosen]


def find_context(sentences: Sequence[BodySentence], title: str | None) -> Context:
    """What each sentence needs of the others and gives them, in one pass over the text."""
    given = _from_headline(title)
    seen: set[Key] = set()
    needs: list[dict[Key, Need]] = []
    gives: list[frozenset[Key]] = []
    for number, sentence in enumerate(sentences):
        full, short = _names(sentence)
        wanted = _of_words(sentence, number, seen)
        wanted.update(dict.fromkeys(short & seen - full, "name"))
        needs.append({key: need for key, need in wanted.items() if key not in given})
        nouns: set[Key] = {("noun", token.lemma_.lower()) for token in sentence.span if token.pos_ in {"NOUN", "PROPN"}}
        gives.append(frozenset({("sentence", number), *nouns, *full}))
        seen |= full
        seen.update(("noun", token.lemma_.lower()) for token in sentence.own_words() if token.pos_ == "NOUN")
    return Context(tuple(needs), tuple(gives))


def _from_headline(title: str | None) -> frozenset[Key]:
    """What the headline gives: its words, as nouns in either number and as names."""
    found = {word.strip(EDGE_MARKS).lower().removesuffix("'s").removesuffix("’s") for word in (title or "").split()}
    return frozenset(key for word in found for key in (("noun", word), ("noun", word.removesuffix("s")), ("name", word)))


def _of_words(sentence: BodySentence, number: int, seen: set[Key]) -> dict[Key, Need]:
    """What the words outside quotes need."""
    needs: dict[Key, Need] = {}
    if number == 0:
        return needs
    before: Key = ("sentence", number - 1)
    own: set[Key] = set()
    opening, named = True, False
    for token in sentence.own_words():
        if opening and token.is_alpha:
            opening = False
            if token.tag_ == "CC" or token.lower_ in words("summary/connectives"):
                needs[before] = "connective"
        if token.pos_ == "NOUN":
            key: Key = ("noun", token.lemma_.lower())
            need = None if key in own else _of_noun(token, named=named, known=key in seen)
            if need == "pointing":
                needs[key if key in seen else before] = need
            elif need is not None:
                needs.setdefault(key if key in seen else before, need)
            own.add(key)
        elif token.tag_ == "DT" and token.lower_ in _POINTING and token.dep_ in _ALONE and not named:
            needs[before] = "pointing"
        named = named or (token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ not in {"DATE", "TIME"})
    return needs


def _of_noun(noun: Token, *, named: bool, known: bool) -> Need | None:
    """What a noun with "this" or "the" needs; `named` says whether a noun comes before it, `known` whether it came before."""
    determiner = next((child for child in noun.lefts if child.dep_ == "det"), None)
    if determiner is None or _is_clear(noun):
        return None
    children = [child for child in noun.children if child.i != determiner.i]
    if any(child.dep_ in _SAYS_WHICH for child in children):
        return None
    if determiner.lower_ in _POINTING:
        return "pointing"
    if determiner.lower_ != "the" or named or noun.dep_ not in SUBJECTS:
        return None
    if any(child.dep_ in _PARTS or child.pos_ == "PROPN" for child in children):
        return None
    return "definite" if known or not children else None


def _is_clear(noun: Token) -> bool:
    """Whether it means one thing for everybody: "the world", "this week", "the past year"."""
    times = words("summary/times")
    return (
        noun.lemma_.lower() in words("summary/unique")
        or noun.lemma_.lower() in times
        or any(child.lower_ in times for child in noun.lefts)
    )


def _names(sentence: BodySentence) -> tuple[set[Key], set[Key]]:
    """The names by which the sentence introduces somebody or something, and the short ones that it takes for known."""
    full: set[Key] = set()
    short: set[Key] = set()
    for entity in sentence.entities:
        if entity.label_ != "PERSON":
            continue
        parts = [token for token in entity if token.text[0].isalnum() and token.tag_ != "POS"]
        if len(parts) > 1:
            full.add(("name", parts[-1].lower_))
        elif parts and not _is_introduced(entity):
            short.add(("name", parts[0].lower_))
    for token in sentence.span:
        if token.is_upper and token.is_alpha and 1 < len(token) <= LONGEST_SHORT_NAME:
            in_brackets = token.i > 0 and token.nbor(-1).text == "("
            (full if in_brackets else short).add(("name", token.lower_))
    return full, short


def _is_introduced(name: Span) -> bool:
    """Whether the words beside a name say who it is: "President Porter", "Porter, the mayor"."""
    before = name[0].nbor(-1) if name.start else None
    return any(child.dep_ == "appos" for child in name.root.children) or (
        before is not None
        and before.pos_ in {"NOUN", "PROPN"}
        and before.ent_type_ not in {"DATE", "TIME"}
        and before.lower_ not in _FORMS_OF_ADDRESS
        and before.sent == name.sent
    )
