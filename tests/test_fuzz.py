"""A short round of the fuzzer; ``tests/tools/fuzz.py`` goes on for as long as one likes."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "tools"))

from fuzz import WAYS, command_faults, faults, fuzz, mutated

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


@pytest.mark.parametrize(
    ("status", "output", "errors", "found"),
    [
        (0, b"{}\n{}\n", b"", []),
        (1, b"{}\n", b"briefing: a.pdf is damaged\na.txt: a notice\n", []),
        (0, b"{}\n", b"briefing: a.pdf is damaged\n", ["exit status 0"]),
        (0, b"{}\n", b"", ["1 briefings and 0 messages of 2 sources"]),
        (0, b"{}\n{\n", b"", ["a line that is no JSON"]),
        (0, b"{}\n{}\n", b"Traceback\n", ["b'Traceback' on standard error"]),
    ],
)
def test_the_fuzzer_sees_the_faults_of_the_command_line(status: int, output: bytes, errors: bytes, found: list[str]):
    told = list(command_faults(subprocess.CompletedProcess((), status, output, errors), 2))
    assert [fault.partition(": ")[0] for fault in told] == found


@pytest.mark.parametrize("suffix", WAYS)
def test_its_inputs_are_the_same_for_a_seed(suffix: str):
    from random import Random

    one, other = (mutated(WAYS[suffix](chance), chance) for chance in (Random(3), Random(3)))
    assert one == other or suffix in (".docx", ".epub"), "archives hold the time"
