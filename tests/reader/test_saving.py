"""Save as …: the name, the parts, the kind of Markdown."""

from pathlib import Path

from session import reading


async def test_save_as_takes_the_parts_that_are_ticked_and_the_format_of_the_name(tmp_path: Path):
    async with reading(folder=tmp_path) as session:
        await session.press("S", *["tab", "space", "end", "space", "shift+tab"])
        await session.type("parts.md")
        await session.press("home", *str(tmp_path), "slash", "enter")
        saved = (tmp_path / "parts.md").read_text()
        assert "## Summary" not in saved
        assert "> [!quote] [[Mira Oduya]]" in saved
        await session.press("S", *str(tmp_path / "page.html"), "enter")
        assert (tmp_path / "page.html").read_text().startswith("<!DOCTYPE html>")
        await session.press("S", "enter")
        assert len(list(tmp_path.glob("*-*.md"))) == 1, "without a name, the usual one in the usual folder"
        await session.press("S", "escape")
        assert len(list(tmp_path.iterdir())) == 3


async def test_the_name_stays_while_parts_are_ticked_and_enter_saves_from_there_too(tmp_path: Path):
    async with reading(folder=tmp_path) as session:
        await session.press("S", *str(tmp_path / "parts.m"), "tab", "space", "shift+tab", "d", "tab", "enter")
        assert "## Summary" not in (tmp_path / "parts.md").read_text()
