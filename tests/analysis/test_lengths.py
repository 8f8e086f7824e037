"""Texts that no person wrote: words and sentences of any length cost no more than they may."""

import time
from collections.abc import Callable

import pytest
from spacy.language import Language

from briefing.analysis.lengths import LONG_SENTENCE_NOTICE, LONG_WORD_NOTICE, LONGEST_SENTENCE, LONGEST_WORD, readable
from briefing.analysis.pipeline import parse
from briefing.model import Briefing
from briefing.sources import article_from_text

PROSE = "The mayor of Velden said that the ferry would stop in May. “We lost a year,” Ann Berg told the council. "
SIZE = 12_000


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [("a" * LONGEST_WORD, False), ("a" * (LONGEST_WORD + 1), True), ("so it is " * 200, False), ("well-known-" * 50, True)],
)
def test_only_the_rest_of_a_long_word_is_blanked(text: str, is_cut: bool):
    read = readable(text)
    assert len(read) == len(text)
    assert (read != text) is is_cut
    assert text.startswith(read.rstrip())


@pytest.mark.parametrize("unit", ["he said that ", "who said who ", "Ann and "])
def test_a_sentence_without_an_end_is_read_in_pieces_and_others_are_not(nlp: Language, unit: str):
    text = unit * 300 + "\n\n" + PROSE * 3
    article = article_from_text(text, "article.txt")
    doc = parse(article, nlp)
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE
    assert all(token.is_space or text.startswith(token.text, token.idx) for token in doc)
    whole = [sentence.text.strip() for sentence in doc.sents]
    assert whole.count("The mayor of Velden said that the ferry would stop in May.") == 3
    assert all(token.head.sent == token.sent for token in doc)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PROSE * 3, ()),
        ("x" * 500 + " " + PROSE, (LONG_WORD_NOTICE,)),
        ("he said that " * 300, (LONG_SENTENCE_NOTICE,)),
    ],
)
def test_what_was_cut_is_told(brief: Callable[[str], Briefing], text: str, told: tuple[str, ...]):
    assert brief(text).analysis.notices == told


def seconds(brief: Callable[[str], Briefing], text: str) -> float:
    started = time.process_time()
    brief(text)
    return time.process_time() - started


@pytest.fixture(scope="module")
def usual(brief: Callable[[str], Briefing]) -> float:
    """Seconds of the processor that prose of the same size takes; the first time, tables are read."""
    paragraphs = [f"{PROSE}{number} people came. {PROSE}" for number in range(SIZE // 230)]
    text = "\n\n".join(paragraphs)
    brief(text)
    return seconds(brief, text)


HOSTILE = {
    "camels": "AbcDef",
    "hyphens": "well-known-",
    "reports": "he said that ",
    "doubts": "It is not clear whether ",
    "names": "Ann and ",
    "a word": "a",
    "quotes in a line": "“We saw it,” he said. ",
    "straight quotes": '"word" ',
    "brackets": "(word ",
    "opening marks": "“",
    "at signs": "@",
    "commas": "word, ",
    "accents": "a\u0301",
    "digits": "1234567890",
    "capitals": "THE CITY COUNCIL SAID IT WOULD VOTE ",
    "emoji": "👨‍👩‍👧 ",
    "an address": "https://example.org/a/",
    "one-word lines": "word\n",
    "a name": "Angela Berg ",
    "references": "&amp;",
    "clauses of clauses": "who said who ",
    "the same with capitals": "Who said Who ",
    "quoted letters": "‘a’ ",
    "empty quotes": "“”",
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_takes_under_ten_times_the_time_of_prose(brief: Callable[[str], Briefing], usual: float, hostile: str):
    unit = HOSTILE[hostile]
    assert seconds(brief, unit * (SIZE // len(unit))) < 10 * usual


def test_capitals_that_the_tagger_leaves_in_a_lemma_find_no_matter_and_break_nothing(brief: Callable[[str], Briefing]):
    assert brief("The PROPOSAl to close the school was made on Monday. The ALLEGATIONs of fraud are old. " * 2).article
