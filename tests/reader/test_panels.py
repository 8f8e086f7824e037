"""A panel is one declaration: layout, keys, commands, what is saved, and every export follow from it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.model import Briefing
from briefing.panels import ACTORS, PANELS
from briefing.reader.cards import VIEWS
from briefing.reader.keymap import COMMANDS


def test_every_panel_has_its_field_its_view_and_its_key():
    assert [panel.id for panel in PANELS] == list(VIEWS)
    assert {panel.field for panel in PANELS} <= set(Briefing.__struct_fields__)
    assert len({panel.letter for panel in PANELS} | {"n", "p"}) == len(PANELS) + 2  # those of notes and paragraphs
    assert [command.keys for command in COMMANDS if command.id in VIEWS] == ["1", "2", "3", "4"]
    assert ACTORS in VIEWS


@pytest.fixture(scope="module")
def fifth() -> dict[str, str]:
    """What becomes of a fifth panel that is declared in a process of its own."""
    script = Path(__file__).with_name("fifth_panel.py")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_new_panel_is_on_the_screen_at_every_width(fifth: dict[str, str]):
    assert "5 Reported words" in fifth["wide"]
    assert f"» {fifth['words'][0][:20]}" in fifth["wide"]
    assert "5 Reports" in fifth["narrow"]


def test_a_new_panel_has_its_key_its_command_and_its_words(fifth: dict[str, str]):
    assert fifth["pane"] == "reports"
    assert "You are in the reported words already." in fifth["said"]
    assert "1–5 Panels" in fifth["wide"]
    assert "Here: Reported words" in fifth["help"]
    assert "Reported words  5" in fifth["palette"]
    assert "Go to the reported words." in fifth["keys"]
    assert fifth["copied"] == f"» {fifth['words'][0]}"


def test_a_new_panel_can_be_chosen_for_what_is_saved(fifth: dict[str, str]):
    assert fifth["sections"] == [
        ["summary", "actors", "quotes", "questions", "reports", "notes", "evidence", "article"],
        ["reports"],
    ]
    assert "✓ Reported words" in fifth["save"]


def test_what_is_hidden_in_a_new_panel_is_not_saved(fifth: dict[str, str]):
    assert f"» {fifth['words'][0][:20]}" not in fifth["hidden"]
    assert json.loads(fifth["kept"]) == fifth["words"][1:]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("md gfm", "## Reported words\n\n- **report** {words}[^1]\n- **report** "),
        ("md obsidian", "- **report** {words}[^1] ^r1"),
        ("html gfm", '<h2>Reported words</h2>\n<ul>\n<li><div><span class="kind">report</span> {words}</div>'),
        ("txt gfm", "REPORTED WORDS\n- report: {words} [¶"),
    ],
)
def test_every_format_has_a_new_panel(fifth: dict[str, str], form: str, expected: str):
    assert expected.format(words=fifth["words"][0]) in fifth[form]
