"""The shown text and the way back to the article."""

import lighthouse
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article, Block, Gap
from briefing.places import GAP
from briefing.reader.display import DisplayText
from briefing.wholeness import is_broken


def shown(*, everything: bool = False) -> tuple[Article, DisplayText]:
    article = lighthouse.article()
    return article, DisplayText(article, everything=everything)


def test_lines_set_aside_are_hidden_until_asked_for():
    _, display = shown()
    _, whole = shown(everything=True)
    assert "Read also" not in display.text
    assert "Photo" not in display.text
    assert "Read also" in whole.text
    assert display.text.count("goes dark") == 1
    assert whole.text.count("goes dark") == 2


def test_a_gap_is_seen_where_the_words_are_missing():
    _, display = shown()
    assert f"approved by {GAP}, and the price" in display.text


def test_brackets_are_no_markup():
    _, display = shown()
    assert "two dogs [and a radio]" in display.text


def test_nothing_that_steers_a_terminal_is_shown():
    _, display = shown(everything=True)
    assert "␛[31mred␛[0m" in display.text
    assert "⇄turned⇄" in display.text
    assert all(character == "\n" or (character.isprintable() or character in "\u200d\ufe0f") for character in display.text)


def test_every_shown_character_leads_back_to_its_own():
    article, display = shown()
    for position, character in enumerate(display.text):
        offset = display.offset(position)
        if character in article.text[offset : offset + 1]:
            continue
        assert character in GAP or character == "\n" or not article.text[offset].isprintable()


def test_every_offset_that_is_shown_leads_there_and_back():
    article, display = shown()
    for block in article.read_blocks:
        for offset in range(block.start, block.end):
            assert display.offset(display.position(offset)) == offset


def test_a_span_across_a_gap_holds_its_symbol_and_one_beside_it_does_not():
    article, display = shown()
    start = article.text.index("The sale was approved by")
    end = article.text.index("and the price")
    gap = article.gaps[0].at
    assert GAP in display.text[display.position(start) : display.end_position(end)]
    assert GAP not in display.text[display.position(start) : display.end_position(gap)]
    assert GAP not in display.text[display.position(gap) : display.end_position(end)]


TEXTS = st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=8)


def test_a_paragraph_of_line_ends_is_none_between_paragraphs():
    text = "a\n\n\n\nb"
    blocks = (Block(0, 1, "body"), Block(1, 3, "body"), Block(5, 6, "body"))
    article = Article("x", None, None, None, None, "en", "", text, blocks, (Gap(0, "name", "certain"),))
    assert DisplayText(article).text == "⟦…⟧ a\n\n  \n\nb"


@settings(deadline=None)  # the machine may be busy
@given(TEXTS, st.data())
def test_any_text_is_shown_character_by_character(paragraphs: list[str], data: st.DataObject):
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(len(text), len(text) + len(paragraph), data.draw(st.sampled_from(["body", "boilerplate"]))))
        text += paragraph + "\n"
    at = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=4))))
    gaps = tuple(Gap(offset, "name", "certain") for offset in at)
    article = Article("x", None, None, None, None, "en", "", text, tuple(blocks), gaps)
    display = DisplayText(article)
    assert len(display.text.split("\n\n")) == max(1, len(article.read_blocks))
    for block in article.read_blocks:
        for offset in range(block.start, block.end):
            position = display.position(offset)
            if is_broken(text[offset]):  # a hint for setting lines is not shown
                continue
            assert display.offset(position) == offset
            character = text[offset]
            # Fillers and the selectors of the last planes hide, though Python calls them printable.
            hides = character in "\u3164\u115f\u1160" or 0xE0000 <= ord(character) <= 0xE0FFF
            if character.isprintable() and not hides:
                assert display.text[position] == character


def test_a_gap_stands_apart_from_the_word_behind_it():
    text = "The countries and, at talks in Holm, the others came from . They left."
    gaps = (Gap(14, "name", "likely"), Gap(text.index(" .") + 1, "name", "certain"))
    shown = DisplayText(Article("x", None, None, None, None, "en", "", text, (Block(0, len(text), "body"),), gaps))
    assert shown.text == "The countries ⟦…⟧ and, at talks in Holm, the others came from ⟦…⟧. They left."
    assert [shown.text[start:end] for start, end, _ in shown.gaps] == ["⟦…⟧", "⟦…⟧"]
    assert shown.text[shown.position(14) :].startswith("and, at talks")
