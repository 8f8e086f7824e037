"""What comes back with an article."""

from pathlib import Path

import lighthouse
from lighthouse import FakeAnalyst
from session import reading

from briefing.model import Span
from briefing.reader.memory import Memory
from briefing.reader.reading import Reading
from briefing.state import Look, Note, ReadingState
from briefing.store import Store


async def test_a_first_start_explains_itself_and_later_ones_do_not(store: Store):
    async with reading(store=store) as session:
        assert "? shows the keys" in session.notices()
        await session.press("q")
    async with reading(store=store) as session:
        assert "? shows the keys" not in session.notices()


async def test_everything_comes_back_with_the_article(store: Store):
    async with reading((80, 20), store=store) as session:
        await session.press("4", "x", "a")
        await session.type("why")
        await session.press("enter", "1", "minus", "0", "space", "m", "j")
        place = session.view.top
        await session.press("q")
    async with reading((80, 20), store=store) as session:
        assert session.view.top == place
        assert len(session.panel("questions").items) == 2
        assert list(session.app.reading.notes.values()) == ["why"]
        assert len(session.panel("summary").items) == 3
        assert len(session.app.reading.bookmarks) == 1
        await session.press("u")
        assert len(session.panel("questions").items) == 3


async def test_theme_sizes_and_what_is_shown_come_back_with_the_article(store: Store):
    async with reading(store=store) as session:
        await session.press("t", ">", ">", "v", "3", "w", "z", "e", "p", "escape", "1", "minus", "3", "q")
        theme, share = session.app.theme, session.screen.share
        assert theme != "ink"
    async with reading(store=store) as session:
        assert session.app.theme == theme
        assert session.screen.share == share == 70
        assert session.screen.pane == "quotes"
        assert session.panel("quotes").size.width > 130, "the whole screen"
        assert session.panel("quotes").items[0].heading == "Mira Oduya"
        assert len(session.app.reading.items("summary")) == 3
        await session.press("z", "0")
        assert "Mira Oduya" not in session.marked("names")
        assert "Ostania" in session.marked("names")
        assert session.app.reading.look.everything


async def test_the_place_is_kept_where_the_article_was_not_looked_at(store: Store):
    async with reading((60, 20), store=store) as session:
        await session.press("space", "space", "3", "q")
    place = store.reading_state(lighthouse.article().sha256).position
    assert place > 0
    async with reading((60, 20), store=store) as session:
        assert session.screen.pane == "quotes"
        await session.press("q")
    assert 0 <= store.reading_state(lighthouse.article().sha256).position - place <= 2, "but for a blank line"


async def test_another_article_keeps_its_own_theme_and_a_new_one_takes_the_present(tmp_path: Path, store: Store):
    for name in ("ferry", "goats"):
        (tmp_path / f"{name}.txt").write_text(f"About the {name}\n\nThey have come back in the spring, it was said.\n")
    ferry, goats = str(tmp_path / "ferry.txt"), str(tmp_path / "goats.txt")
    async with reading(store=store, analyst=FakeAnalyst()) as session:
        session.app.open(ferry)
        await session.press("t")
        theme = session.app.theme
        session.app.open(goats)
        assert session.app.theme == theme
        await session.press("t", "t")
        assert session.app.theme == "ink"
        session.app.open(ferry)
        assert session.app.theme == theme
        session.app.open(goats)
        assert session.app.theme == "ink"


async def test_a_theme_of_the_settings_is_not_held_against_later_settings(store: Store):
    async with reading(store=store) as session:
        await session.press("q")
    async with reading(theme="paper", store=store) as session:
        assert session.app.theme == "paper"


async def test_nonsense_in_a_look_is_no_obstacle(store: Store):
    look = Look(theme="none such", pane="cellar", share=4_000)
    store.keep_reading_state(lighthouse.article().sha256, ReadingState(look=look))
    async with reading(store=store) as session:
        assert session.app.theme == "ink"
        assert session.screen.pane == "article"
        assert "Mira Oduya" in session.picture


async def test_what_the_analysis_found_is_remembered(store: Store):
    from briefing.worker.protocol import Result

    analyst = FakeAnalyst(lambda article: [Result(1, lighthouse.briefing(article))])
    async with reading(store=store, analyst=analyst) as session:
        await session.app.workers.wait_for_complete()
    assert store.get(lighthouse.article(), "md", "briefing") is not None


async def test_the_terminal_may_be_closed_at_any_time(store: Store):
    async with reading((80, 20), store=store) as session:
        await session.press("space")
        session.app.leave()
    assert store.reading_state(lighthouse.article().sha256).position > 0


async def test_a_state_that_cannot_be_kept_does_not_keep_one_from_leaving(tmp_path: Path):
    (tmp_path / "file").touch()
    broken = Store(tmp_path / "cache.sqlite3", tmp_path / "file" / "state.sqlite3")
    async with reading(store=broken) as session:
        assert "not kept" in session.notices()
        await session.press("q")
        assert session.app.return_value == 0


async def test_notes_that_cannot_be_kept_are_shown_at_the_end(tmp_path: Path):
    (tmp_path / "file").touch()
    broken = Store(tmp_path / "cache.sqlite3", tmp_path / "file" / "state.sqlite3")
    async with reading(store=broken) as session:
        await session.press("4", "a")
        await session.type("ask again")
        await session.press("enter", "q")
        assert session.app.return_value == 1
        assert "not kept" in session.app.last_words
        assert "“ask again”" in session.app.last_words


def test_two_readers_of_one_article_keep_what_both_did(tmp_path: Path):
    files = tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3"
    article = lighthouse.article()
    readers = []
    for words in ("first", "second"):
        memory, one = Memory(Store(*files)), Reading(article, lighthouse.briefing(article))
        assert memory.recall(article.sha256) is None, "both begin before either ends"
        one.write_note(Span(0, 9), words)
        one.hide(one.items("quotes" if words == "first" else "summary")[0])
        readers.append((memory, one))
    for memory, one in [*readers, *readers]:  # each keeps its state more than once
        memory.keep(one, 0, 0.5, Look())
    state = Store(*files).reading_state(article.sha256)
    assert state.notes == (Note(Span(0, 9), "second / first"),)
    assert sorted(key.split(":")[0] for key in state.hidden) == ["quotes", "summary"]
    assert [one.notes[0, 9] for _, one in readers] == ["second / first"] * 2, "both see it from then on"


async def test_a_state_with_places_that_the_text_does_not_have_is_no_obstacle(store: Store):
    far = 10**15
    state = ReadingState(
        position=-far,
        jumps=(-1, far),
        bookmarks=(-5, far),
        hidden=("", "cellar:1:2", "quotes:x:y", "quotes:-1:-2"),
        notes=(
            Note(Span(far, far + 9), "far"),
            Note(Span(9, 2), "turned"),
            Note(Span(-4, -2), "before"),
            Note(Span(far, far), "too"),
        ),
        sentences=-3,
        share=-7.0,
    )
    store.keep_reading_state(lighthouse.article().sha256, state)
    async with reading(store=store) as session:
        assert "Mira Oduya" in session.picture
        await session.press("A", "escape", "u", "backspace", "apostrophe", "1", "j", "q")
    texts = " / ".join(note.text for note in store.reading_state(lighthouse.article().sha256).notes)
    assert {"far", "turned", "before", "too"} <= set(texts.split(" / ")), "no note is dropped"
