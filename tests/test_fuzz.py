"""A short round of the fuzzer; ``tests/tools/fuzz.py`` goes on for as long as one likes."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "tools"))

from fuzz import WAYS, faults, fuzz, mutated

for extra in ("trafilatura", "pypdf", "feedparser"):
    pytest.importorskip(extra)


def test_a_short_round_finds_nothing(tmp_path: Path):
    counts = fuzz(1.5, 7, tmp_path)
    assert sum(counts.values()) > 0
    assert counts["faults"] == 0


def test_the_fuzzer_sees_a_fault(tmp_path: Path):
    def broken(_article: object) -> None:
        raise KeyError("links")

    file = tmp_path / "a.txt"
    file.write_text("A story of the sea.")
    assert ["KeyError: 'links'" in fault for fault in faults(str(file), None, broken)] == [True]
    assert not list(faults(str(tmp_path / "missing.txt"), None, broken))


@pytest.mark.parametrize("suffix", WAYS)
def test_its_inputs_are_the_same_for_a_seed(suffix: str):
    from random import Random

    one, other = (mutated(WAYS[suffix](chance), chance) for chance in (Random(3), Random(3)))
    assert one == other or suffix in (".docx", ".epub"), "archives hold the time"
