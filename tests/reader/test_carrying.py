"""Places, notes and hidden items in a text that was changed, or that two readers read at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Span
from briefing.reader.carrying import carried, joined, returned
from briefing.state import Note, ReadingState

OLD = "The ferry stops in May, the council said. Nobody knows who will pay for a new one. The goats stay on the hill."
NEW = "A correction stands here now. " + OLD.replace("Nobody knows who will pay for a new one.", "The state will pay.")


def note(words: str, text: str = "why") -> Note:
    start = OLD.index(words)
    return Note(Span(start, start + len(words)), text)


def test_places_and_notes_go_where_their_words_are_now():
    goats = OLD.index("The goats")
    state = ReadingState(
        position=goats,
        jumps=(0, goats),
        bookmarks=(goats,),
        notes=(note("the council"), note("Nobody knows")),
        hidden=(f"quotes:{goats}:{goats + 9}", "questions:42:81", "actors::"),
        finished=True,
    )
    found, lost = carried(state, OLD, NEW)
    assert NEW[found.position :].startswith("The goats stay")
    assert [NEW[jump : jump + 9] for jump in found.jumps] == ["The ferry", "The goats"]
    assert found.bookmarks == (found.position,)
    assert [(NEW[one.span.start : one.span.end], one.text) for one in found.notes] == [("the council", "why"), ("", "why")]
    assert NEW[: found.notes[1].span.start].endswith("the council said. "), "a note on words that are gone stays at their place"
    assert lost == 1
    assert found.hidden == (f"quotes:{found.position}:{found.position + 9}",)
    assert not found.finished


@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_whatever_the_texts_places_lie_in_the_new_one_and_notes_on_the_same_words(old: str, new: str, one: int, other: int):
    start, end = sorted((min(one, len(old)), min(other, len(old))))
    state = ReadingState(position=start, bookmarks=(end,), notes=(Note(Span(start, end), "x"),) if start < end else ())
    found, lost = carried(state, old, new)
    assert 0 <= found.position <= len(new)
    assert all(0 <= mark <= len(new) for mark in found.bookmarks)
    assert len(found.notes) == len(state.notes)
    assert all(new[one.span.start : one.span.end] == ("" if lost else old[start:end]) for one in found.notes)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), unique=True), st.text("ab ", max_size=80))
def test_no_note_is_ever_lost_or_joined_with_another(stretches: list[tuple[int, int]], new: str):
    old = "a b " * 15
    notes = tuple(Note(Span(min(pair), max(pair)), str(number)) for number, pair in enumerate(stretches))
    unlike = {(one.span.start, one.span.end): one for one in notes}
    found, lost = carried(ReadingState(notes=tuple(unlike.values())), old, new)
    assert sorted(one.text for one in found.notes) == sorted(one.text for one in unlike.values())
    assert len({(one.span.start, one.span.end) for one in found.notes}) == len(found.notes)
    assert lost <= len(found.notes)
    again, lost = carried(found, new, new)
    assert len(again.notes) == len(found.notes)
    assert not lost, "it is told once"


def test_an_unchanged_text_keeps_everything():
    state = ReadingState(position=24, jumps=(3,), bookmarks=(42,), notes=(note("the council"),), hidden=("quotes:4:9",))
    assert carried(state, OLD, OLD) == (state, 0)


def test_what_another_reader_wrote_meanwhile_is_kept():
    before = ReadingState(notes=(note("the council"),), bookmarks=(1,))
    mine = ReadingState(position=7, notes=(note("the council", "mine"), note("in May")), bookmarks=())
    theirs = ReadingState(position=9, notes=(note("the council"), note("in May", "theirs"), note("goats")), bookmarks=(1, 5))
    found = joined(mine, theirs, before)
    assert [one.text for one in found.notes] == ["why / theirs", "mine", "why"], "both where both wrote on the same words"
    assert [one.span.start for one in found.notes] == sorted(one.span.start for one in found.notes)
    assert found.bookmarks == (5,), "the mark that I took away stays away"
    assert found.position == 7


def test_how_much_was_read_is_of_this_text_and_the_most_of_two_readers():
    state = ReadingState(share=0.9, finished=True)
    assert carried(state, OLD, OLD + " More.")[0].share == 0.0
    assert joined(ReadingState(share=0.2), ReadingState(share=0.5), None).share == 0.5


def test_what_another_reader_changed_or_took_away_is_as_they_left_it():
    before = ReadingState(notes=(note("the council"), note("goats")), bookmarks=(1, 5))
    mine = ReadingState(notes=(note("the council"), note("goats"), note("in May")), bookmarks=(1, 5, 7))
    theirs = ReadingState(notes=(note("the council", "theirs"),), bookmarks=(5,))
    found = joined(mine, theirs, before)
    assert set(found.notes) == {note("the council", "theirs"), note("in May")}
    assert found.bookmarks == (5, 7)


def test_what_i_wrote_stays_where_another_reader_took_it_away():
    before = ReadingState(notes=(note("the council"),))
    assert joined(ReadingState(notes=(note("the council", "mine"),)), ReadingState(), before).notes[0].text == "mine"


@given(st.text("ab c", min_size=1, max_size=60), st.text("ab c", max_size=60), st.data())
def test_a_text_that_is_what_it_was_has_what_was_there_and_what_was_written_meanwhile(old: str, new: str, data: st.DataObject):
    def notes(text: str, sign: str) -> tuple[Note, ...]:
        starts = data.draw(st.sets(st.integers(0, max(0, len(text) - 2)), max_size=3 if text else 0))
        return tuple(Note(Span(start, start + 2), f"{sign}{start}") for start in sorted(starts))

    known = ReadingState(
        notes=notes(old, "old "), bookmarks=tuple(sorted(data.draw(st.sets(st.integers(0, len(old)), max_size=3))))
    )
    there, _ = carried(known, old, new)
    found = returned(carried(there, new, old)[0], known, new, old)
    assert (found.notes, found.bookmarks) == (known.notes, known.bookmarks)
    spans = {one.span for one in there.notes}
    written = tuple(one for one in notes(new, "new ") if one.span not in spans)
    there = ReadingState(notes=tuple(sorted((*there.notes, *written), key=lambda one: (one.span.start, one.span.end))))
    found = returned(carried(there, new, old)[0], known, new, old)
    kept = {part for one in found.notes for part in one.text.split(" / ")}
    assert {one.text for one in written} <= kept, "two notes on the same words are one with both texts"
    assert {one.span for one in known.notes} <= {one.span for one in found.notes}, "at most with a newer text beside its own"


def test_what_i_took_away_stays_away_when_nobody_else_was_there():
    before = ReadingState(notes=(note("the council"),), bookmarks=(1,))
    assert joined(ReadingState(), before, before) == ReadingState()


def test_what_either_reader_hid_is_hidden_and_what_either_brought_back_is_not():
    before = ReadingState(hidden=("quotes:1:2", "quotes:3:4"))
    mine = ReadingState(hidden=("quotes:3:4", "questions:5:6"))
    theirs = ReadingState(hidden=("quotes:1:2", "quotes:3:4", "actors:7:8"))
    assert joined(mine, theirs, before).hidden == ("actors:7:8", "quotes:3:4", "questions:5:6"), "mine is undone first"


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [("a", "b", "a / b"), ("a", "a", "a"), ("a", "b / a", "a / b"), ("no", "not now", "no / not now")],
)
def test_two_notes_on_the_same_words_are_kept_as_one(mine: str, theirs: str, kept: str):
    found = joined(ReadingState(notes=(note("goats", mine),)), ReadingState(notes=(note("goats", theirs),)), None)
    assert found.notes == (note("goats", kept),)
    assert joined(found, ReadingState(notes=(note("goats", theirs),)), None) == found, "it does not grow"


@pytest.mark.parametrize(
    "key", ["", "quotes", "quotes::", "quotes:a:b", "quotes:1:2:3", f"quotes:{'9' * 5000}:1", "quotes:-1:4"]
)
def test_a_malformed_key_of_a_hidden_item_is_dropped(key: str):
    assert carried(ReadingState(hidden=(key, "quotes:4:9")), OLD, OLD)[0].hidden == ("quotes:4:9",)
