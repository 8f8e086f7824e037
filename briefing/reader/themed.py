"""The part of the reader that has colours: our themes beside Textual's, and which of them is on."""

from typing import TYPE_CHECKING, Final

from briefing.config import shipped_folder
from briefing.reader import theme
from briefing.reader.guarded import GuardedApp

if TYPE_CHECKING:
    from briefing.config import Settings

MONOCHROME_THEME: Final = "contrast"
"""The theme where colours are few or not wanted: one that is not of the terminal's own colours, which would be lost."""


class ThemedApp(GuardedApp):
    """An app in the colours of the settings."""

    settings: "Settings"

    def __init__(self) -> None:
        super().__init__(css_path=str(shipped_folder("styles") / "briefing.tcss"), watch_css=False)
        for own in theme.own_themes():
            self.register_theme(own)

    def wanted_theme(self, chosen: str | None = None) -> str:
        """The theme that was chosen for the article, or that of the settings; what the terminal can show comes first."""
        if theme.lacks_colours(self):
            return MONOCHROME_THEME
        wanted = (chosen, self.settings.theme, theme.DEFAULT)
        return next(name for name in wanted if name in self.available_themes)

    def next_theme(self) -> str:
        """Take the next of our own themes."""
        names = [own.name for own in theme.own_themes()]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
        return self.theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, where a theme has none of its own."""
        return theme.completed(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:
        """Style what is there anew; before there is a screen, parsing the styles can wait until it comes."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())
