"""Files are written whole, and never over another."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.errors import ExportError
from briefing.export import file_name, files, save
from briefing.export.files import LONGEST_SLUG, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Harbour of Eastmark stays shut", "harbour-of-eastmark-stays-shut"),
        ("The mayor’s “new” plan: 3 steps", "the-mayors-new-plan-3-steps"),
        ("São Tomé", "sao-tome"),
        ("Ärger in Zürich", "arger-in-zurich"),
        ("日本の港", "日本の港"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "article"),
        ("???", "article"),
        (".", "article"),
        ("CON", "article-con"),
        ("lpt1", "article-lpt1"),
        ("a\x00b\x1b[31m", "a-b-31m"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 300, "x" * LONGEST_SLUG),
    ],
)
def test_slug(title: str, expected: str):
    assert slug(title) == expected


@given(st.text())
@example("\u0130stanbul")
@example("\ufdfa" * 60)
def test_any_title_gives_a_name_that_any_system_takes(title: str):
    name = file_name(title, "2025-12-04")
    assert name.startswith("2025-12-04-")
    assert not set(name) & set('/\\:*?"<>|\0\n ')
    assert len(name.encode()) <= 255


def test_a_name_that_is_taken_goes_on_with_a_number(tmp_path: Path):
    target = tmp_path / "out.md"
    assert [save(text, target).name for text in ("one", "two", "three")] == ["out.md", "out-2.md", "out-3.md"]
    assert [path.read_text() for path in sorted(tmp_path.iterdir())] == ["two", "three", "one"]


def test_into_a_folder_under_the_name_given(tmp_path: Path):
    assert save("text", tmp_path, name="2025-12-04-a.md") == tmp_path / "2025-12-04-a.md"


def test_force_replaces_and_keeps_a_link(tmp_path: Path):
    real = tmp_path / "real.md"
    real.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(real)
    save("new", link, force=True)
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_force_replaces_a_link_that_leads_to_itself(tmp_path: Path):
    link = tmp_path / "link.md"
    link.symlink_to(link)
    assert save("text", link, force=True) == link
    assert link.read_text() == "text"


def test_a_dangling_link_is_not_written_through(tmp_path: Path):
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "elsewhere.md")
    assert save("text", link).name == "link-2.md"


def test_the_file_has_the_users_usual_permissions(tmp_path: Path):
    umask = os.umask(0o027)
    try:
        assert stat.S_IMODE(save("text", tmp_path / "out.md").stat().st_mode) == 0o640
    finally:
        os.umask(umask)


@pytest.fixture(params=["nameless", "hidden"])
def draft(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How a file is called while it is written: not every disk has files without a name."""
    if request.param == "hidden":
        monkeypatch.setattr(files, "_HANDLES", Path("/none"))
    elif sys.platform != "linux":
        pytest.skip("files without a name are Linux's")
    return request.param


def test_each_kind_of_draft_is_saved_and_replaced(draft: str, tmp_path: Path):
    names = [save(text, tmp_path / "out.md").name for text in ("one", "two")]
    save("three", tmp_path / "out.md", force=True)
    save("four", tmp_path / "new.md", force=True)
    got = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert names == ["out.md", "out-2.md"]
    assert got == {"out.md": "three", "out-2.md": "two", "new.md": "four"}


def test_a_folder_in_the_place_of_what_is_replaced(draft: str, tmp_path: Path):
    (tmp_path / "out.md" / "briefing.md").mkdir(parents=True)
    with pytest.raises(ExportError, match="is a directory"):
        save("text", tmp_path / "out.md", force=True)
    assert [path.name for path in tmp_path.rglob("*")] == ["out.md", "briefing.md"]


KILLED = """
import os, signal
from pathlib import Path
from briefing.export import save

def and_die(step):
    def do(*arguments, **options):
        step(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)
    return do

os.{step} = and_die(os.{step})
save("text", Path("out.md"))
"""


@pytest.mark.system
@pytest.mark.skipif(sys.platform != "linux", reason="files without a name are Linux's")
@pytest.mark.parametrize(("step", "left"), [("fsync", []), ("link", ["out.md"])])
def test_a_kill_at_any_step_leaves_the_whole_file_or_none(tmp_path: Path, step: str, left: list[str]):
    killed = subprocess.run([sys.executable, "-c", KILLED.format(step=step)], cwd=tmp_path, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [path.name for path in tmp_path.iterdir()] == left
    assert all(path.read_text() == "text" for path in tmp_path.iterdir())


def test_on_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def no_links(*_arguments, **_options):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    target = tmp_path / "out.md"
    assert [save(text, target).name for text in ("one", "two")] == ["out.md", "out-2.md"]
    assert target.read_text() == "one"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("step", ["write", "fsync", "link"])
def test_a_full_disk_leaves_nothing_behind(draft: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    (tmp_path / "out.md").write_text("the first")
    if step == "write":
        real = os.fdopen
        monkeypatch.setattr(os, "fdopen", lambda *arguments, **options: _Full(real(*arguments, **options)))
    else:
        monkeypatch.setattr(os, step, full)
    with pytest.raises(ExportError, match="the disk is full; make room"):
        save("text", tmp_path / "out.md")
    assert [path.name for path in tmp_path.iterdir()] == ["out.md"]
    assert (tmp_path / "out.md").read_text() == "the first"


class _Full:
    """A file on a disk without room."""

    def __init__(self, file):
        self._file = file

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._file.close()

    def write(self, _content):
        raise OSError(28, "No space left on device")


def test_no_such_folder(tmp_path: Path):
    with pytest.raises(ExportError, match="there is no such folder; make it"):
        save("text", tmp_path / "none" / "out.md")


def test_a_lone_surrogate_is_written_as_a_question_mark(tmp_path: Path):
    assert save("a\ud800b", tmp_path / "out.md").read_text() == "a?b"
