"""Text made safe to show."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from briefing.visible import is_safe, safe

DANGEROUS = (
    "\x00\x1b\t\n\r\x7f\x9b\xad\u061c\u115f\u1160\u180e\u200b\u200d\u200f\u2028\u202e\u2066\u3164\ufeff\ufffb\ud800\U000e0001"
)
HARMLESS = " abcÄß–“”…漢\u00a0\u0301א😀\ufe0f"


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
