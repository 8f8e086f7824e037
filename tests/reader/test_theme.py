"""The colours can be read, in our themes and in Textual's."""

from itertools import product

import pytest
from session import reading
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from briefing.reader.theme import completed, contrast, marks_of, own_themes

OWN = {theme.name: theme for theme in own_themes()}


def test_there_are_a_dark_a_light_and_a_plain_theme():
    assert set(OWN) == {"ink", "paper", "contrast"}
    assert [OWN[name].dark for name in ("ink", "paper", "contrast")] == [True, False, True]


@pytest.mark.parametrize("theme", OWN.values(), ids=OWN)
def test_words_have_a_contrast_of_seven_and_dim_words_of_four_and_a_half(theme: Theme):
    ground = Color.parse(theme.background)
    assert contrast(Color.parse(theme.foreground), ground) >= 7
    assert contrast(Color.parse(theme.variables["dim"]), ground) >= 4.5
    for name in ("person", "organization", "place", "group"):
        assert contrast(Color.parse(theme.variables[name]), ground) >= 4.5
    assert contrast(Color.parse(theme.accent), ground) >= 4.5


@pytest.mark.parametrize(
    ("theme", "tint"), list(product(OWN.values(), ("evidence", "trace"))), ids=lambda value: getattr(value, "name", value)
)
def test_words_can_be_read_on_a_tint(theme: Theme, tint: str):
    assert contrast(Color.parse(theme.foreground), Color.parse(theme.variables[tint])) >= 7
    for name in ("person", "organization", "place", "group"):
        assert contrast(Color.parse(theme.variables[name]), Color.parse(theme.variables[tint])) >= 3.5


@pytest.mark.parametrize("theme", [theme for theme in BUILTIN_THEMES.values() if not theme.ansi], ids=lambda theme: theme.name)
def test_what_textuals_themes_lack_is_legible_too(theme: Theme):
    ground = Color.parse(theme.to_color_system().generate()["background"])
    colours = completed(theme)
    for name in ("person", "organization", "place", "group", "dim"):
        assert contrast(Color.parse(colours[name]), ground) >= 4.5, name


@pytest.mark.parametrize("name", ["textual-dark", "textual-light", "nord", "ansi-dark", "ansi-light"])
async def test_textuals_own_themes_work(name: str):
    async with reading(theme=name) as session:
        assert session.app.theme == name
        await session.press("2", "j", "F")
        assert "following Tomas Brandt" in session.picture


async def test_an_unknown_theme_is_told():
    async with reading(theme="mauve") as session:
        assert session.app.theme == "ink"
        assert "no theme “mauve”" in session.notices()


async def test_without_colours_weight_and_lines_take_their_place(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as session:
        marks = marks_of(session.app)
        assert session.app.theme == "contrast"
        assert marks["person"].underline
        assert marks["evidence"].reverse
        assert marks["gap"].bold


@pytest.mark.parametrize(("size", "row"), [((60, 24), 2), ((100, 24), -2)])
async def test_without_colours_the_line_that_tells_how_far_one_has_read_has_none(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], row: int
):
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(size) as session:
        session.app.theme = "paper"
        await session.press("1", "0")
        for part in session.app.screen._compositor.render_strips()[row]:
            for colour in (part.style.color, part.style.bgcolor) if part.style else ():
                assert colour is None or len(set(colour.get_truecolor())) == 1, part


async def test_with_sixteen_colours_tints_are_not_relied_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM")
    async with reading() as session:
        assert session.app.theme == "contrast"
        assert marks_of(session.app)["cursor"].reverse
