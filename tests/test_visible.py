"""Text made safe to show."""

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from briefing.visible import is_safe, safe, safe_lines

DANGEROUS = (
    "\x00\x1b\t\n\r\x7f\x9b\xad\u061c\u115f\u1160\u180e\u200b\u200d\u200f\u2028\u202e\u2066\u3164\ufeff\ufffb\ud800\U000e0001"
)
HARMLESS = " abcÄß–“”…漢\u00a0\u0301א😀"


@given(st.text(alphabet=HARMLESS + DANGEROUS, max_size=40))
def test_what_is_safe_is_left_alone_and_all_else_becomes_so(text: str):
    shown = safe(text)
    assert len(shown) == len(text)
    assert (shown is text) == is_safe(text)
    assert not set(shown) & set(DANGEROUS) - {"\u200d"}
    assert all(unicodedata.category(character) not in {"Cc", "Cs"} for character in shown)


@given(st.text(alphabet=HARMLESS, max_size=40), st.sampled_from(DANGEROUS), st.text(alphabet=HARMLESS, max_size=40))
def test_one_dangerous_character_is_found_wherever_it_stands(before: str, character: str, behind: str):
    assert is_safe(before + behind)
    assert not is_safe(before + character + behind)


def test_ascii_characters_may_be_allowed():
    assert is_safe("a\nb", besides=b"\n")
    assert not is_safe("a\nb\tc", besides=b"\n")
    assert not is_safe("a\nb\u202ec", besides=b"\n")


INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u2800]")


def test_what_is_invisible_is_what_unicode_says():
    everything = map(chr, range(0x110000))
    wrong = [letter for letter in everything if is_safe(letter) == bool(INVISIBLE.match(letter))]
    assert [f"U+{ord(letter):04X}" for letter in wrong] == []


@pytest.mark.parametrize(
    "emoji", ["👩\u200d🚀", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "©\ufe0f", "☎\ufe0e", "🏳\ufe0f\u200d🌈", "👩🏽\u200d🚀"]
)
def test_an_emoji_keeps_what_holds_it_together(emoji: str):
    assert safe(emoji) == emoji
    assert is_safe(f"words {emoji} words")


@pytest.mark.parametrize(
    "text", ["a\u200d🚀", "👩\u200da", "a\ufe0f", "👩 \ufe0f", "👩a\u200db", "❤\ufe0f\ufe0f", "\u200d", "漢\ufe00"]
)
def test_what_holds_no_emoji_together_is_shown(text: str):
    assert not is_safe(text)
    assert safe(text).count("␣") == 1


def test_lines_stay_where_they_are_wanted():
    assert safe_lines("a\n\x1b[2Jb\n") == "a\n␛[2Jb\n"
    assert safe_lines("a\nb") == "a\nb"
