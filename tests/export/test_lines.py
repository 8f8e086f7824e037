"""A file of lines belongs to one run at a time."""

from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.export.lines import LinesFile

LINE = '{"article": {"source": "a.txt"}}\n'


@pytest.mark.parametrize(("resume", "force"), [(True, False), (False, False), (False, True)])
def test_two_runs_on_one_file_are_told_apart(tmp_path: Path, resume: bool, force: bool):
    target = tmp_path / "all.jsonl"
    with LinesFile(target) as first:
        first.write(LINE)
        with pytest.raises(ExportError, match="another run is writing"):
            LinesFile(target, resume=resume, force=force)
        first.finish()
    assert target.read_text() == LINE, "the second run has lost nothing of the first"


def test_what_a_run_has_left_is_told_and_taken_up(tmp_path: Path):
    target = tmp_path / "all.jsonl"
    with LinesFile(target) as cut_off:
        cut_off.write(LINE)
    with pytest.raises(ExportError, match="from a run that was cut off"):
        LinesFile(target)
    with LinesFile(target, resume=True) as again:
        assert again.done == {"a.txt": 1}
    with LinesFile(target, force=True) as anew:
        assert not anew.done
