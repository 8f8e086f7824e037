"""The settings file, and where things lie."""

import tomllib
from pathlib import Path

import pytest
from msgspec.structs import fields

from briefing.config import RANGES, Settings, describe_settings, read_settings, shipped_folder
from briefing.errors import ConfigError


def test_no_file_means_defaults(tmp_path: Path):
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_what_the_file_sets(tmp_path: Path):
    file = tmp_path / "settings.toml"
    file.write_text('model = "sm"\nsentences = 3\n[keymap]\nsave = "s,f2"\n')
    assert read_settings(file) == Settings(model="sm", sentences=3, keymap={"save": "s,f2"})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('modell = "sm"', "there is no setting 'modell'; did you mean 'model'?"),
        ("zzz = 1", "there is no setting 'zzz'; briefing --config lists what there is"),
        ('sentences = "five"', "sentences: Expected `int`, got `str`"),
        ("sentences = 0", "sentences: from 1 to 10, not 0"),
        ("cache_limit = -5", "cache_limit: from 1 to 100000, not -5"),
        ('summarizer = "magic"', "summarizer: one of briefing, lexrank"),
        ('flavor = "word"', "flavor: one of gfm, obsidian, not 'word'"),
        ('sections = ["quotes", "sums"]', "sections: 'sums' is none of summary"),
        ("sections = []", "sections: name at least one of summary"),
        ("[keymap]\nsave = 1", "keymap[...]: Expected `str`, got `int`"),
        ("model =", "is not valid TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, content: str, message: str):
    file = tmp_path / "settings.toml"
    file.write_text(content)
    with pytest.raises(ConfigError) as raised:
        read_settings(file)
    assert message in str(raised.value)
    assert str(file) in str(raised.value)


def test_a_file_that_is_no_utf8(tmp_path: Path):
    file = tmp_path / "settings.toml"
    file.write_bytes(b"theme = '\xff'")
    with pytest.raises(ConfigError, match="cannot read the settings"):
        read_settings(file)


def test_the_description_lists_every_setting_and_is_a_settings_file_itself(tmp_path: Path):
    description = describe_settings()
    file = tmp_path / "settings.toml"
    file.write_text(description)
    assert read_settings(file) == Settings()
    lines = [line[1:] for line in description.splitlines() if line.startswith("#") and not line.startswith("# ")]
    assert list(tomllib.loads("\n".join(lines))) == [setting.name for setting in fields(Settings)]
    assert Settings(**tomllib.loads("\n".join(lines))) == Settings()


def test_every_number_has_a_range():
    assert {setting.name for setting in fields(Settings) if setting.type in (int, "int")} == set(RANGES)


def test_the_shipped_folders_are_found():
    assert list(shipped_folder("seeds").glob("*.txt"))
    assert list(shipped_folder("styles").glob("*.tcss"))
