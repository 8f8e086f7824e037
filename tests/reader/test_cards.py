"""What the panels say, and the state of a reading: no screen needed."""

import lighthouse
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.model import Actor, Mention, Span
from briefing.panels import PANELS
from briefing.places import Places
from briefing.reader import cards
from briefing.reader.items import Item, View
from briefing.reader.keymap import COMMANDS, bar_entries, describe_keys, keys_of, unknown_ids
from briefing.reader.reading import Reading

BRIEFING = lighthouse.briefing()
VIEW = View(BRIEFING, Places(BRIEFING.article))


def reading() -> Reading:
    return Reading(BRIEFING.article, BRIEFING)


def text(rows: list[cards.Row]) -> str:
    return "\n".join("".join(words for words, _ in row) for row in rows)


@pytest.mark.parametrize("panel", [panel.id for panel in PANELS])
@given(width=st.integers(24, 120), is_open=st.booleans())
def test_every_row_fits(panel: str, width: int, is_open: bool):
    for item in reading().items(panel):
        for row in cards.draw(item, VIEW, width, is_open=is_open):
            assert cell_len("".join(words for words, _ in row)) <= width


def test_a_card_has_its_place_at_the_right_edge():
    first, *_ = text(cards.draw(reading().items("summary")[0], VIEW, 50, is_open=False)).split("\n")
    assert first.endswith("¶1")
    assert cell_len(first) == 50


def test_paragraphs_have_numbers_and_other_lines_have_names():
    named = [VIEW.places.place(block.start) for block in BRIEFING.article.blocks]
    assert named[:8] == ["headline", "byline", "dek", "¶1", "¶2", "subhead", "¶3", "caption"]
    assert named[8:] == ["¶4", "¶5", "line set aside", "line set aside"]


def test_a_quote_names_its_speaker_by_the_fullest_name_and_tells_its_kind():
    direct, _, fragment, indirect, nameless = (
        text(cards.draw(item, VIEW, 60, is_open=False)) for item in reading().items("quotes")
    )
    assert "“We cannot heat a tower that nobody climbs,”" in direct
    assert "Mira Oduya" in indirect
    assert indirect.startswith("Reported speech\n")  # what has no quotation marks stands apart
    assert "“She”" in indirect  # the word that the article has for the speaker
    assert "· added" in indirect  # the word that reports it, which says how it was meant
    assert "Ostania’s monument office" in nameless
    assert "unattributed" in fragment


def test_a_long_quote_is_cut_with_an_ellipsis_until_it_is_open():
    item = reading().items("quotes")[1]
    closed, opened = (text(cards.draw(item, VIEW, 13, is_open=is_open)) for is_open in (False, True))
    assert "…\n" in closed
    assert "find them,”" in " ".join(opened.split())


def test_a_question_tells_how_much_evidence_there_is():
    assert "¶5+1" in text(cards.draw(reading().items("questions")[0], VIEW, 60, is_open=False))


def test_the_types_of_actors_have_signs_of_their_own():
    signs = [text(cards.draw(item, VIEW, 60, is_open=False))[0] for item in reading().items("actors")]
    assert signs == ["●", "●", "▲", "◆", "■", "◆"]


def test_a_name_is_whole_where_the_role_can_give_room():
    view = View(BRIEFING, VIEW.places, longest_name=21, longest_count=1)
    rows = [text(cards.draw(item, view, 50, is_open=False)) for item in reading().items("actors")]
    assert "▲ The council of Velden group" in rows[2]
    assert rows[0].startswith("● Mira Oduya            chair of ")


def test_a_question_in_the_articles_words_is_told_apart_at_every_width():
    heading = reading().items("questions")[2]
    for width in (30, 60):
        styles = {style for row in cards.draw(heading, VIEW, width, is_open=False) for _, style in row}
        assert "quote" in styles
        assert "words" not in styles


def test_an_open_actor_tells_the_whole_role_and_the_other_names():
    opened = text(cards.draw(reading().items("actors")[0], VIEW, 44, is_open=True))
    assert "chair of the council of Velden and of its" in " ".join(opened.split())
    assert "also Oduya" in opened


def test_an_open_actor_shows_where_its_mentions_are_where_the_column_has_no_room_for_it():
    for width in (30, 39):
        closed, opened = (
            text(cards.draw(reading().items("actors")[0], VIEW, width, is_open=is_open)) for is_open in (False, True)
        )
        assert "█" not in closed
        assert "█" in opened.splitlines()[-1]


def test_no_control_character_of_a_finding_reaches_a_row():
    actor = Actor("a1", "Eve\x1b[2J", "person", "spy\u202e", ("\x07",), 1.0, (Mention(0, 3, "Eve", "name", ""),))
    rows = text(cards.draw(Item("actors", actor, actor.mentions), VIEW, 60, is_open=True))
    assert all(character == "\n" or character.isprintable() for character in rows)


def test_density_shows_where_the_mentions_are():
    start, end = VIEW.places.extent
    spans = [Span(start, start + 1), Span(start, start + 1), Span(end - 1, end)]
    assert cards.density(spans, (start, end), 4) == "█  ▄"
    assert cards.density([], (start, end), 3) == "   "


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("TOWER", 5),
        ("tower", 5),
        ("the   lamp", 2),
        ("by ⟦…⟧", 1),
        ("", 0),
        ("  ", 0),
        ("(", 1),
        ("zürich", 1),
        ("zurich", 1),
        ("towér", 0),
    ],
)
def test_searching(query: str, found: int):
    assert len(reading().matches(query)) == found


def test_what_is_hidden_is_not_kept_and_the_summary_has_its_length():
    state = reading()
    state.hide(state.items("actors")[0])
    state.hide(state.items("quotes")[0])
    state.length = 2
    kept = state.kept_briefing()
    assert [actor.name for actor in kept.actors][:1] == ["Tomas Brandt"]
    assert len(kept.quotes) == 4
    assert [sentence.rank for sentence in kept.summary] == [1, 2]
    assert state.unhide() == "quotes"
    assert len(state.kept_briefing().quotes) == 5


def test_the_shortest_mention_at_a_place_wins():
    state = reading()
    actor, mention = state.actor_at(state.article.text.index("Velden will"))
    assert (actor.name, mention.text) == ("The council of Velden", "The council of Velden")
    assert state.actor_at(state.article.text.index("Monday")) is None


def test_a_state_that_does_not_fit_the_article_does_no_harm():
    from briefing.state import ReadingState

    state = reading()
    state.restore(ReadingState(position=10**9, jumps=(-5, 10**9, 3), bookmarks=(7, 10**9), hidden=("nonsense",)))
    assert state.position == len(state.article.text)
    assert [jump.offset for jump in state.jumps] == [3]
    assert state.bookmarks == [7]
    assert len(state.items("questions")) == 3


@given(st.integers(0, 10**7), st.lists(st.integers(0, 500)), st.lists(st.integers(0, 500), unique=True))
def test_a_state_comes_back_as_it_was(position: int, jumps: list[int], bookmarks: list[int]):
    one, other = reading(), reading()
    for jump in jumps:
        one.leave(jump, "article")
    one.bookmarks = sorted(bookmarks)
    one.write_note(Span(3, 9), "a note")
    one.hidden = ["quotes:1:2"]
    one.toggle_colour("place")
    one.lengthen(-1)
    state = one.state(min(position, len(one.article.text)), 0.5, one.look)
    other.restore(state)
    assert other.state(other.position, 0.5, other.look) == state


def test_what_was_read_to_the_end_stays_read():
    read = reading()
    assert read.state(90, 1.0, read.look).finished
    assert read.state(0, 0.2, read.look).finished


# -- keys


def test_no_key_does_two_things():
    keys = [key for command in COMMANDS for key in keys_of(command, {})]
    assert len(keys) == len(set(keys))


def test_ids_are_told_apart_and_every_command_has_words():
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    assert all(command.tooltip.endswith(".") and command.label for command in COMMANDS)


def test_the_bar_shows_the_users_keys():
    assert ("Z", "Maximise") in [(entry.keys, entry.label) for entry in bar_entries("article", {"zoom": "Z"})]
    assert unknown_ids({"zoom": "Z", "zooom": "Z"}) == ["zooom"]


def test_the_list_of_keys_names_every_command():
    listed = describe_keys({"zoom": "f5"})
    assert all(f"  {command.id} " in listed for command in COMMANDS)
    assert "f5" in listed
