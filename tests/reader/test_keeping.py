"""What a person keeps: notes, copies, saved files; and what is hidden."""

from pathlib import Path

from session import reading


async def test_x_hides_an_item_and_u_brings_it_back():
    async with reading() as session:
        await session.press("4", "x")
        assert [item.finding.kind for item in session.panel("questions").items] == ["missing", "unknown"]
        await session.press("u")
        assert len(session.panel("questions").items) == 3
        await session.press("u")
        assert "Nothing is hidden" in session.notices()


async def test_u_takes_what_it_brings_back():
    async with reading((80, 24)) as session:
        await session.press("4", "j", "x", "u")
        assert session.panel("questions").item.finding.kind == "missing"
        await session.press("x", "1", "u")
        assert "Brought back in the open questions" in session.notices()
        assert session.screen.pane == "summary"


async def test_a_note_in_the_article_shows_what_it_is_about():
    async with reading((100, 20)) as session:
        await session.press("j", "j", "j", "a")
        assert session.marked("here") == ["The island council wants to sell the tower; its"]
        assert "↵ takes it · esc takes it back" in session.rows()[-1]


async def test_a_name_that_was_scrolled_away_is_neither_noted_nor_copied():
    async with reading((80, 20)) as session:
        await session.press("n", "G", "c")
        assert "Nothing to copy" in session.notices()
        await session.press("a", "y", "enter")
        ((start, _),) = session.app.reading.notes
        assert session.view.in_sight[0] <= session.view.display_text.position(start) < session.view.in_sight[1]


async def test_x_in_the_article_says_what_it_is_for():
    async with reading() as session:
        await session.press("x")
        assert "hides an item of a panel" in session.notices()


async def test_a_note_is_marked_and_saved(tmp_path: Path):
    async with reading(folder=tmp_path) as session:
        await session.press("4", "a")
        await session.type("ask again")
        await session.press("enter")
        assert "✎¶5+1" in session.picture
        await session.press("s")
        (saved,) = tmp_path.glob("*.md")
        assert "ask again" in saved.read_text()


async def test_c_copies_the_item():
    async with reading() as session:
        await session.press("3", "c")
        assert session.app.clipboard == "“We cannot heat a tower that nobody climbs,” — Mira Oduya"


async def test_c_with_nothing_to_copy_says_so():
    async with reading() as session:
        await session.press("c")
        assert "Nothing to copy" in session.notices()


async def test_s_saves_what_is_shown(tmp_path: Path):
    async with reading(folder=tmp_path) as session:
        await session.press("4", "x", "1", "minus", "s")
        (saved,) = tmp_path.glob("*.md")
        text = saved.read_text()
        assert f"Saved: {saved}" in session.notices(), "the whole path: who knows where one is"
        assert "May the council sell" not in text
        assert "approved by ⟦…⟧" in text
        await session.press("s")
        assert len(list(tmp_path.glob("*.md"))) == 2, "the first file is left alone"


async def test_capital_s_saves_under_a_name(tmp_path: Path):
    async with reading(folder=tmp_path) as session:
        await session.press("S")
        await session.type(str(tmp_path / "mine.md"))
        await session.press("enter")
        assert (tmp_path / "mine.md").exists()


async def test_saving_where_one_may_not_is_told(tmp_path: Path):
    async with reading(folder=tmp_path / "nowhere" / "at" / "all") as session:
        await session.press("s")
        assert "Not saved" in session.notices()


async def test_ctrl_c_copies_what_is_selected_in_the_article():
    async with reading() as session:
        await session.press("n", "ctrl+c")
        assert session.app.clipboard == "Velden"
