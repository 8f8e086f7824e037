"""The user's settings, and where the program's files live."""

import difflib
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
import platformdirs
from msgspec import Struct, field

from briefing.errors import ConfigError
from briefing.formats import FLAVORS, SECTIONS, chosen_sections
from briefing.language import DEFAULT_MODEL
from briefing.summarizers import SUMMARIZERS

PROGRAM: Final = "briefing"


class Settings(Struct, frozen=True, kw_only=True):
    """What the user may set in the settings file, each with its default."""

    model: str = DEFAULT_MODEL
    """Language model: "md", "sm", the name of an installed spaCy package, the path of a model, or "auto" for the best one."""
    summarizer: str = "briefing"
    """How sentences are chosen for the summary: "briefing", or sumy's "lexrank", "textrank", "luhn", "reduction", …"""
    sentences: int = 5
    """Sentences that the summary shows at first, 1 to 10."""
    jobs: int = 0
    """Articles that a batch analyses at the same time; 0 for as many as the machine has cores, but at most 4."""
    theme: str = "ink"
    """Colours of the reader: "ink", "paper", "contrast" or the name of one of Textual's themes."""
    flavor: str = "gfm"
    """Kind of Markdown that is saved: "gfm", which every program reads, or "obsidian" with links, callouts and block ids."""
    sections: list[str] = field(default_factory=lambda: list(SECTIONS))
    """Parts of the briefing that are saved; JSON always has all that was found."""
    save_folder: str = "."
    """Folder that the reader saves into; "." is the one that it was started from."""
    text_limit: int = 10
    """Longest text that is opened, in megabytes."""
    html_limit: int = 5
    """Largest web page or feed that is opened, in megabytes."""
    document_limit: int = 50
    """Largest PDF, Word file, e-book or mail that is opened, in megabytes."""
    unpacked_limit: int = 200
    """What a Word file or an e-book may unpack to, in megabytes."""
    member_limit: int = 5000
    """Files that a Word file or an e-book may be packed from."""
    page_limit: int = 2000
    """Pages of the longest PDF that is opened."""
    feed_limit: int = 200
    """Articles that are listed of a feed, the first of it."""
    redirect_limit: int = 5
    """How often a web server may send the program on to another address."""
    private_names: bool = False
    """Whether names of the open network may lead into a private one, as those of a company do."""
    fetch_seconds: int = 30
    """Seconds that fetching one web page may take."""
    open_seconds: int = 60
    """Seconds that opening one article may take, fetching included."""
    analysis_seconds: int = 300
    """Seconds that the analysis of one article may take, for each million characters of it that is begun."""
    memory_limit: int = 2500
    """Memory that opening or analysing an article may take, in megabytes; a third more for each million characters."""
    cache_limit: int = 200
    """Room that remembered analyses may take on the disk, in megabytes."""
    keymap: dict[str, str] = field(default_factory=dict)
    """Keys of the reader that you want otherwise, as a table of an action's id and its keys: {"save" = "s,f2"}."""


RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "sentences": (1, 10),
    "jobs": (0, 64),
    "text_limit": (1, 1000),
    "html_limit": (1, 1000),
    "document_limit": (1, 10_000),
    "unpacked_limit": (1, 10_000),
    "member_limit": (1, 1_000_000),
    "page_limit": (1, 1_000_000),
    "feed_limit": (1, 100_000),
    "redirect_limit": (0, 50),
    "fetch_seconds": (1, 3600),
    "open_seconds": (1, 3600),
    "analysis_seconds": (1, 86_400),
    "memory_limit": (500, 1_000_000),
    "cache_limit": (1, 100_000),
}
"""Least and greatest value of the settings that are numbers."""


def settings_file() -> Path:
    """The file that the user may write settings into."""
    return _own_folder(platformdirs.user_config_path) / "settings.toml"


def cache_file() -> Path:
    """The database of remembered analyses; safe to delete."""
    return _own_folder(platformdirs.user_cache_path) / "analyses.sqlite3"


def state_file() -> Path:
    """The database of what a reader did: places, bookmarks, notes."""
    return _own_folder(platformdirs.user_data_path) / "reading.sqlite3"


def _own_folder(find: Callable[..., Path]) -> Path:
    """A folder of the program's; one that begins with ~, and is not to be used, where nobody knows whose home that is."""
    try:
        folder = find(PROGRAM, appauthor=False)
    except RuntimeError:
        folder = Path("~")
    return folder if folder.is_absolute() else Path("~") / PROGRAM


def shipped_folder(name: Literal["styles", "seeds"]) -> Path:
    """A folder that comes with the program: inside the package in a wheel, beside it in a checkout and an sdist.

    Raises:
        ConfigError: the installation lacks it.
    """
    package = Path(__file__).parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise ConfigError(f"the installation lacks its folder {name!r}; install briefing again")


def read_settings(file: Path | None = None) -> Settings:
    """The settings in `file` (the user's own by default), with defaults for what it does not set.

    Raises:
        ConfigError: the file cannot be read, sets something unknown, or sets it to a wrong value.
    """
    file = file or settings_file()
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read the settings in {file}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}") from error
    return _checked(table, file)


def describe_settings() -> str:
    """Every setting with its meaning and default, as a settings file that changes nothing."""
    defaults = Settings()
    parts = [f"# Settings of briefing, read from {settings_file()}", "# A line shows the default; remove its # to change it."]
    for setting, meaning in _meanings().items():
        value = getattr(defaults, setting)
        shown = "{}" if value == {} else msgspec.json.encode(value).decode()
        parts.append(f"\n# {meaning}\n#{setting} = {shown}")
    return "\n".join(parts) + "\n"


def _checked(table: Mapping[str, Any], file: Path) -> Settings:
    """The settings that a parsed file holds."""
    known = Settings.__struct_fields__
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "briefing --config lists what there is"
            raise ConfigError(f"{file}: there is no setting {key!r}; {hint}")
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$.")
        raise ConfigError(f"{file}: {place.rstrip('`') or 'a setting'}: {reason}") from error
    for key, (least, greatest) in RANGES.items():
        if not least <= getattr(settings, key) <= greatest:
            raise ConfigError(f"{file}: {key}: from {least} to {greatest}, not {getattr(settings, key)}")
    if settings.summarizer not in SUMMARIZERS:
        raise ConfigError(f"{file}: summarizer: one of {', '.join(SUMMARIZERS)}, not {settings.summarizer!r}")
    if settings.flavor not in FLAVORS:
        raise ConfigError(f"{file}: flavor: one of {', '.join(FLAVORS)}, not {settings.flavor!r}")
    try:
        chosen_sections(",".join(settings.sections))
    except ValueError as error:
        raise ConfigError(f"{file}: sections: {error}") from error
    return settings


def _meanings() -> dict[str, str]:
    """The docstring under each setting."""
    import ast  # noqa: PLC0415 - for people who ask for the list, not for every start
    import inspect  # noqa: PLC0415

    body = ast.parse(inspect.getsource(sys.modules[__name__].Settings)).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - for the type checker
    meanings = {}
    for statement, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            meanings[ast.unparse(statement.target)] = str(below.value.value)
    return meanings
