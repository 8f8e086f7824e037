"""Words with unseen characters and accents apart: made whole, searched, and found again at their places."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.wholeness import Folded, WholeText, is_broken, whole_words

LETTERS = st.text(alphabet="aé\u0301\u00ad\u200b\u2060 .\nß", max_size=60)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Wil\u00adhel\u00admina", "Wilhelmina"),
        ("long\u200bword", "longword"),
        ("cafe\u0301", "café"),
        ("cafe\u00ad\u0301s", "cafés"),
        ("plain", "plain"),
        ("\N{WOMAN}\u200d\N{ROCKET}", "\N{WOMAN}\u200d\N{ROCKET}"),
    ],
)
def test_words_are_made_whole(broken, whole):
    assert whole_words(broken) == whole
    assert is_broken(broken) == (broken != whole)


@given(LETTERS)
def test_the_copy_leads_back_to_the_same_words(text):
    copy = WholeText(text)
    assert copy.text == "".join(whole_words(piece) for piece in re.split(r"(\s)", text)) or not is_broken(text)
    places = [copy.back(offset) for offset in range(len(copy.text) + 1)]
    assert places == sorted(places)
    assert places[-1] <= len(text)
    for letter, place in zip(copy.text, places, strict=False):
        assert not letter.isascii() or text[place] == letter


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("query", ["café", "cafe", "CAFÉ", unicodedata.normalize("NFD", "café")])
def test_search_finds_either_form(form, query):
    text = unicodedata.normalize(form, "A quiet Ca\u00adfé by the sea. Two cafés. No cave.")
    found = [unicodedata.normalize("NFC", whole_words(text[start:end])) for start, end in Folded(text).find(query.split())]
    assert [words.lower()[:4] for words in found] == ["café", "café"]


def test_what_is_nothing_but_unseen_is_not_found():
    assert not list(Folded("abc").find(["\u00ad"]))
