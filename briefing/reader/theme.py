"""The look: our own themes from ``styles/themes``, the marks of ``styles/marks.toml``, and what other themes lack for both.

Marks are no component classes of the style sheet: Textual would match the sheet against each of them in every widget, which
takes longer than all the rest of a start.
"""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from briefing.config import shipped_folder

DEFAULT: Final = "ink"


@cache
def own_themes() -> tuple[Theme, ...]:
    """The themes that come with the program, in the order of their names' files."""
    files = sorted((shipped_folder("styles") / "themes").glob("*.toml"))
    return tuple(_theme(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def _theme(colours: dict[str, str | bool]) -> Theme:
    """A theme from the colours of its file."""

    def colour(name: str) -> str:
        return str(colours[name])

    return Theme(
        name=colour("name"),
        dark=bool(colours["dark"]),
        primary=colour("accent"),
        secondary=colour("people"),
        accent=colour("accent"),
        warning=colour("accent"),
        error=colour("error"),
        success=colour("places"),
        foreground=colour("ink"),
        background=colour("ground"),
        surface=colour("raised"),
        panel=colour("raised"),
        variables={
            "person": colour("people"),
            "organization": colour("organisations"),
            "place": colour("places"),
            "group": colour("groups"),
            "dim": colour("dim"),
            "rule": colour("border"),
            "evidence": colour("evidence"),
            "trace": colour("trace"),
            "scrollbar": colour("border"),
            "scrollbar-hover": colour("dim"),
            "scrollbar-active": colour("accent"),
            "scrollbar-background": colour("ground"),
            "scrollbar-background-hover": colour("ground"),
            "scrollbar-background-active": colour("ground"),
            "input-selection-background": colour("evidence"),
        },
    )


def completed(theme: Theme) -> dict[str, str]:
    """Values for the variables of our style sheet that a theme of Textual's does not know."""
    if theme.ansi:
        return {
            "person": "ansi_blue", "organization": "ansi_magenta", "place": "ansi_green", "group": "ansi_cyan",
            "dim": "ansi_bright_black", "rule": "ansi_bright_black",
            "evidence": "ansi_bright_black", "trace": "ansi_bright_black",
        }  # fmt: skip
    palette = theme.to_color_system().generate()
    ground, ink = Color.parse(palette["background"]), Color.parse(palette["foreground"])
    accent, person = Color.parse(palette["accent"]), Color.parse(palette["primary"])

    def legible(colour: str) -> str:
        """The colour, drawn to the ink until it can be read on the ground."""
        found = Color.parse(colour)
        for step in range(10):
            mixed = found.blend(ink, step / 10)
            if contrast(mixed, ground) >= 5:
                return mixed.hex
        return ink.hex

    return {
        "person": legible(palette["primary"]),
        "organization": legible(palette["secondary"]),
        "place": legible(palette["success"]),
        "group": legible(palette["primary-lighten-2"]),
        "dim": legible(ground.blend(ink, 0.5).hex),
        "rule": ground.blend(ink, 0.2).hex,
        "evidence": ground.blend(accent, 0.2).hex,
        "trace": ground.blend(person, 0.25).hex,
    }


def marks_of(app: App[int]) -> Mapping[str, Style]:
    """The styles of all marks in the app's theme, by name; without colours where there are none, or too few for tints."""
    names = _names_of_colours()
    return _marks(tuple((name, app.theme_variables[name]) for name in names), lacks_colours(app))


def lacks_colours(app: App[int]) -> bool:
    """Whether the person wants no colours, or the terminal has but 16: the tints of a theme all look alike there."""
    return app.no_color or app.console.color_system in {None, "standard", "windows"}


@cache
def _marks_file() -> tuple[dict[str, str], dict[str, str]]:
    """The marks as they are written, and those without colours."""
    tables = tomllib.loads((shipped_folder("styles") / "marks.toml").read_text(encoding="utf-8"))
    return tables["marks"], {**tables["marks"], **tables["plain"]}


@cache
def _names_of_colours() -> tuple[str, ...]:
    """The theme's colours that marks use."""
    words = {word for mark in _marks_file()[0].values() for word in mark.split()}
    return tuple(sorted(word[1:] for word in words if word.startswith("$")))


@lru_cache(maxsize=8)
def _marks(colours: tuple[tuple[str, str], ...], plain: bool) -> Mapping[str, Style]:
    """The marks in these colours."""
    known = {f"${name}": Color.parse(colour).rich_color for name, colour in colours}
    found = {}
    for name, mark in _marks_file()[plain].items():
        words = mark.split()
        behind = words.index("on") if "on" in words else len(words)
        colour = next((known[word] for word in words[:behind] if word in known), None)
        ground = next((known[word] for word in words[behind:] if word in known), None)
        weights = {word: True for word in words[:behind] if word not in known}
        found[name] = Style(color=colour, bgcolor=ground, **weights)  # type: ignore[arg-type]
    return found


def contrast(one: Color, other: Color) -> float:
    """Ratio of two colours' luminances, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    """Relative luminance of sRGB (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (value / 255 for value in colour.rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
