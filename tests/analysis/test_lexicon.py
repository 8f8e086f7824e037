"""The word lists."""

from importlib.resources import files

import pytest

from briefing.analysis import lexicon
from briefing.analysis.lexicon import entries, words


def test_a_list_is_a_file_or_a_section_of_its_panels_short_lists():
    assert "mother" in words("actors/kin")
    assert "spokesperson" not in words("quotes/verbs")
    assert words("quotes/verbs")


def test_no_list_is_both_a_file_and_a_section():
    for panel in files(lexicon).iterdir():
        if panel.is_dir() and panel.joinpath("lists.txt").is_file():
            lines = panel.joinpath("lists.txt").read_text(encoding="utf-8").splitlines()
            sections = [line.strip("[]") for line in lines if line.startswith("[")]
            assert len(sections) == len(set(sections))
            assert not [name for name in sections if panel.joinpath(f"{name}.txt").is_file()]
            assert all(entries(f"{panel.name}/{name}") for name in sections)


def test_a_list_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        words("actors/no such list")
