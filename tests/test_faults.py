"""What a machine does to a program: kill -9, full and read-only disks, a clock that goes back, no locale, no home, no streams.

Each kind of kill is tried a few times; BRIEFING_ROUNDS=100 tries it a hundred times.
"""

import contextlib
import json
import os
import pwd
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import TEXT, launch
from export import harbour
from fake_worker import FAKE_WORKER
from msgspec.structs import replace

from briefing.errors import StoreError
from briefing.state import ReadingState
from briefing.store import Store

pytestmark = pytest.mark.system

ROUNDS = int(os.environ.get("BRIEFING_ROUNDS", "3"))
TESTS = Path(__file__).parent


def kill_at_random(code: str, folder: Path, chance: random.Random) -> int:
    """Run `code`, which prints numbers, in `folder`, and kill it at some moment; the last number it printed."""
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])},
    )
    last = 0
    for _ in range(chance.randint(1, 5)):
        last = int(process.stdout.readline())
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(chance.uniform(0, 0.02))
    process.kill()
    rest = process.stdout.read().splitlines(keepends=True)
    process.wait()
    return int(rest[-1]) if rest and rest[-1].endswith(b"\n") else max([last, *(int(line) for line in rest[:-1])])


SAVING = """
from itertools import count
from pathlib import Path
from briefing.export import save
for number in count(1):
    text = f"begin {number}\\n" + "words and words\\n" * 20_000 + f"end {number}\\n"
    save(text, Path("new.md"))
    save(text, Path("replaced.md"), force=True)
    print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_kill_while_saving_leaves_no_half_file(tmp_path: Path, seed: int):
    saved = kill_at_random(SAVING, tmp_path, random.Random(seed))
    files = [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
    for path in files:
        first, *_, last = path.read_text().splitlines()
        assert first.replace("begin", "end") == last, path.name
    assert len(files) >= saved + 1
    assert int((tmp_path / "replaced.md").read_text().split()[1]) >= saved
    drafts = [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert len(drafts) <= 1, "at most the one that was about to replace another, under a hidden name"


CACHING = """
from msgspec.structs import replace
from itertools import count
from pathlib import Path
from export import harbour
from briefing.state import ReadingState
from briefing.store import Store
store = Store(Path("cache.sqlite3"), Path("state.sqlite3"))
known = store.reading_state("ab")
for number in count(known.position + 1 if known else 1):
    article = replace(harbour.article(), sha256=f"{number:064d}")
    question = replace(harbour.briefing().questions[0], question="x" * 50_000)
    store.keep(replace(harbour.briefing(), article=article, questions=(question,)), article, "md", "briefing")
    store.keep_reading_state("ab", ReadingState(position=number))
    print(number, flush=True)
""".replace('Path("', 'Path.cwd() / ("')


def test_a_kill_while_caching_loses_nothing_that_was_kept(tmp_path: Path):
    chance = random.Random(0)
    for _ in range(ROUNDS):
        kept = kill_at_random(CACHING, tmp_path, chance)
        store = Store(tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3")
        assert store.reading_state("ab").position >= kept
        assert store.get(replace(harbour.article(), sha256=f"{kept:064d}"), "md", "briefing") is not None
        store.close()
        assert store.notices == []
        for file in ("cache.sqlite3", "state.sqlite3"):
            with contextlib.closing(sqlite3.connect(tmp_path / file)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not list(tmp_path.glob("*damaged*"))


def test_a_batch_that_is_killed_again_and_again_comes_to_its_end(home: Path):
    names = [f"many/{number:03d}.txt" for number in range(80)]
    (home / "many").mkdir()
    for name in names:
        (home / name).write_text(TEXT + name + " word" * 20_000)
    chance, workers = random.Random(1), set()
    for _ in range(ROUNDS):
        process = launch("many", "-o", "all.jsonl", "--resume", "--no-cache", stdout=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.3, 1.5))
        process.kill()
        process.wait()
        part = next((path for path in (home / "all.jsonl.part", home / "all.jsonl") if path.exists()), None)
        lines = part.read_bytes().splitlines(keepends=True) if part else []
        whole = [json.loads(line) for line in lines if line.endswith(b"\n")]
        assert len(lines) - len(whole) <= 1, "only the last line may be cut"
        assert [line["article"]["source"] for line in whole] == names[: len(whole)]
        workers |= {int(line["analysis"]["program"]) for line in whole}
        if chance.random() < 0.2:
            (home / "all.jsonl.part").unlink(missing_ok=True)
            (home / "all.jsonl").unlink(missing_ok=True)
    process = launch("many", "-o", "all.jsonl", "--resume", "--no-cache", stdout=subprocess.DEVNULL)
    assert process.wait(60) == 0
    got = [json.loads(line)["article"]["source"] for line in (home / "all.jsonl").read_bytes().splitlines()]
    assert got == names
    assert sorted(path.name for path in home.iterdir() if path.name.startswith("all")) == ["all.jsonl"]
    end = time.monotonic() + 60
    while any(_is_worker(number) for number in workers):
        assert time.monotonic() < end, "a worker outlives the run that was killed"


def _is_worker(process: int) -> bool:
    """Whether a process is a worker of ours: numbers are given anew."""
    with contextlib.suppress(OSError):
        return FAKE_WORKER[-1].encode() in Path(f"/proc/{process}/cmdline").read_bytes()
    return False


def test_a_kill_between_the_two_names_of_a_whole_file(run, home: Path, article: Path):
    run(article, "-o", "all.jsonl")
    before = (home / "all.jsonl").read_bytes()
    (home / "all.jsonl.part").hardlink_to(home / "all.jsonl")
    assert run(article, "-o", "all.jsonl", "--resume").status == 0
    assert [path.name for path in home.glob("all*")] == ["all.jsonl"]
    assert (home / "all.jsonl").read_bytes() == before


# -- disks


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a quarter of a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip("no right to mount a disk here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def fill(disk: Path) -> Path:
    """Leave no room."""
    ballast = disk / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 1024)
    return ballast


@pytest.mark.parametrize(
    "options", [["-o", "disk/out.md"], ["-o", "disk/out.md", "--force"], ["-o", "disk/out.jsonl"], ["-o", "disk"]]
)
def test_a_full_disk_is_said_and_nothing_is_left_behind(run, article: Path, small_disk: Path, options: list[str]):
    ballast = fill(small_disk)
    got = run(article, *options)
    assert (got.status, got.out) == (1, "")
    assert "the disk is full; make room, or choose another folder" in got.err
    assert len(got.err.splitlines()) == 1
    assert list(small_disk.iterdir()) == [ballast]


def test_a_batch_that_fills_the_disk_goes_on_when_there_is_room(run, home: Path, small_disk: Path):
    for number in range(8):
        (home / f"{number}.txt").write_text(TEXT + str(number) + " word" * 8000)
    names = [f"{number}.txt" for number in range(8)]
    got = run(*names, "-o", "disk/all.jsonl")
    assert got.status == 1
    assert "the disk is full" in got.err
    lines = (small_disk / "all.jsonl.part").read_bytes().splitlines(keepends=True)
    assert 0 < len(lines) < 8
    assert all(json.loads(line) and line.endswith(b"\n") for line in lines)
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    assert run(*names, "-o", "disk/all.jsonl", "--resume").status == 0
    assert [json.loads(line)["article"]["source"] for line in (small_disk / "all.jsonl").read_bytes().splitlines()] == names


def test_a_full_disk_under_the_cache_costs_only_the_cache(
    run,
    article: Path,
    small_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(small_disk))
    fill(small_disk)
    got = run(article, "-f", "json")
    assert got.status == 0
    assert json.loads(got.out)
    assert got.err.startswith("analyses are not remembered: ")
    assert len(got.err.splitlines()) == 1


def test_a_full_disk_under_the_reading_state_is_said_and_what_was_kept_stays(small_disk: Path):
    store = Store(small_disk / "c.sqlite3", small_disk / "s.sqlite3")
    store.keep_reading_state("ab", ReadingState(position=7))
    ballast = fill(small_disk)
    with pytest.raises(StoreError, match="the reading state is not kept"):
        store.keep_reading_state("cd", ReadingState(source="x" * 300_000))
    assert store.reading_state("ab") == ReadingState(position=7)
    ballast.unlink()
    store.keep_reading_state("cd", ReadingState(position=9))
    store.close()
    again = Store(small_disk / "c.sqlite3", small_disk / "s.sqlite3")
    assert (again.reading_state("ab").position, again.reading_state("cd").position) == (7, 9)
    assert again.notices == []


def test_a_read_only_home_costs_only_what_is_remembered(
    run,
    article: Path,
    small_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for name in ("CONFIG", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(small_disk / name.lower()))
    got = run(article, "-f", "json")
    assert (got.status, bool(json.loads(got.out))) == (0, True)
    assert got.err == f"analyses are not remembered: {small_disk}/cache: Read-only file system\n"
    with pytest.raises(StoreError, match=r"the reading state is not kept: .*Read-only file system"):
        Store().keep_reading_state("ab", ReadingState())
    got = run(article, "-o", small_disk / "out.md")
    assert got.status == 1
    assert "it may not be written to; choose another folder" in got.err


def test_a_damaged_cache_on_a_read_only_disk(small_disk: Path):
    (small_disk / "c.sqlite3").write_bytes(b"no database at all" * 100)
    store = Store(small_disk / "c.sqlite3", small_disk / "s.sqlite3")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert store.get(harbour.article(), "md", "briefing") is None
    assert len(store.notices) == 1


# -- no home, no locale, no terminal


def test_without_a_home_nothing_is_remembered_and_that_is_said(
    run,
    article: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    def nobody(_number: int):
        raise KeyError

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    got = run(article, "-f", "json")
    assert (got.status, bool(json.loads(got.out))) == (0, True)
    assert got.err == "analyses are not remembered: ~/briefing: there is no home folder; set HOME\n"
    with pytest.raises(StoreError, match="there is no home folder; set HOME"):
        Store().reading_state("ab")
    assert not (home / "~").exists()


LOCALES = [
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "xx_YY.UTF-8"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.parametrize("locale", LOCALES, ids=["C", "POSIX", "none such", "ASCII"])
def test_the_same_bytes_in_any_locale(home: Path, monkeypatch: pytest.MonkeyPatch, locale: dict[str, str]):
    (home / "höfn.txt").write_text("Höfn stays “shut”\n\nThe harbour of Höfn stays shut, its board said on Monday.\n", "utf-8")
    as_usual = launch("höfn.txt", "-f", "jsonl", stdout=subprocess.PIPE).communicate(timeout=60)
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert launch("höfn.txt", "-f", "jsonl", stdout=subprocess.PIPE).communicate(timeout=60) == as_usual
    shown, complaints = launch("--help", stdout=subprocess.PIPE).communicate(timeout=60)
    assert shown.endswith(b"interrupted\n")
    assert complaints == b""
    _, complaints = launch("nö.txt", "-f", "md", stdout=subprocess.PIPE).communicate(timeout=60)
    assert b"Traceback" not in complaints
    assert complaints.startswith(b"briefing: there is no file n")


def test_a_name_that_the_locale_cannot_write(home: Path, monkeypatch: pytest.MonkeyPatch):
    (home / "a.txt").write_text("日本の港\n\nThe harbour stays shut, its board said on Monday.\n", "utf-8")
    for name, value in LOCALES[-1].items():
        monkeypatch.setenv(name, value)
    process = launch("a.txt", "-o", ".", stdout=subprocess.PIPE)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"choose another with -o, or set LC_ALL=C.UTF-8" in complaints
    assert len(complaints.splitlines()) == 1


STREAMS = {"in": 0, "out": 1, "error": 2}


@pytest.mark.parametrize("closed", [["in"], ["out"], ["error"], ["in", "out"], ["out", "error"], ["in", "out", "error"]])
def test_a_file_is_saved_whole_whichever_streams_are_closed(home: Path, article: Path, closed: list[str]):
    def close() -> None:
        for name in closed:
            os.close(STREAMS[name])

    process = launch(str(article), str(article), "none.txt", "-o", "out.jsonl", preexec_fn=close)
    complaints = process.stderr.read()
    assert process.wait(60) == 1
    assert len([json.loads(line) for line in (home / "out.jsonl").read_bytes().splitlines()]) == 2
    assert complaints.count(b"\n") == (0 if "error" in closed else 2)


def test_closed_standard_input_is_said(home: Path):
    process = launch("-", "-f", "md", stdout=subprocess.PIPE, preexec_fn=lambda: os.close(0))
    out, complaints = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, b"")
    assert complaints == b"briefing: standard input is closed; pipe an article into the program, or name a file\n"


@pytest.mark.parametrize("option", ["--version", "--help", "--schema", "--keys"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_what_is_printed_to_a_full_disk_is_one_line_of_complaint(home: Path, option: str):
    with Path("/dev/full").open("wb") as full:
        process = launch(option, stdout=full)
    complaints = process.stderr.read().decode()
    assert process.wait(60) == 1
    assert len(complaints.splitlines()) == 1
    assert "standard output: no space left on device" in complaints


@pytest.mark.parametrize("form", ["md", "jsonl", "html"])
def test_head_takes_a_line_and_the_program_leaves_in_peace(home: Path, form: str):
    (home / "long.txt").write_text(TEXT + "word " * 200_000)
    process = launch("long.txt", "long.txt", "-f", form, stdout=subprocess.PIPE)
    head = subprocess.run(["head", "-c", "10"], stdin=process.stdout, stdout=subprocess.PIPE, check=True)
    process.stdout.close()
    assert len(head.stdout) == 10
    assert process.stderr.read() == b""
    assert process.wait(60) == 1


ODD_NAMES = [
    b"h\xf6fn",
    b"c1 \x9b2J \xc2\x9b2J",
    b"esc \x1b[31m \x1b]0;owned\x07",
    b"two\nlines",
    "turned \u202e \u200b".encode(),
    b"\xff\xfe",
]
STEERING = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xa8-\xae]")
"""What may steer a terminal or hide, in UTF-8."""


@pytest.fixture(params=ODD_NAMES, ids=ascii)
def odd(request: pytest.FixtureRequest, home: Path) -> str:
    """The name of an article at home, without its suffix; Python keeps bytes of it that are no UTF-8 as surrogates."""
    if sys.platform == "darwin":
        pytest.skip("names are UTF-8 there")
    name = os.fsdecode(request.param)
    (home / f"{name}.txt").write_text(TEXT)
    return name


def shown(*arguments: str, status: int = 0) -> str:
    """What the command line prints and says, which steers nothing."""
    process = launch(*arguments, stdout=subprocess.PIPE)
    out, err = process.communicate(timeout=60)
    assert process.returncode == status, err
    assert b"Traceback" not in err
    assert not STEERING.search(out + err)
    return (out + err).decode()


@pytest.mark.parametrize("form", ["md", "txt", "html", "json", "jsonl"])
def test_a_file_whose_name_is_no_good_is_printed_in_every_format(home: Path, odd: str, form: str):
    assert "Ferry to Eastmark" in shown(f"{odd}.txt", "-f", form)


def test_a_name_that_is_no_good_for_what_is_saved_and_for_the_folder(home: Path, odd: str):
    (home / odd).mkdir()
    (home / f"{odd}.txt").rename(home / odd / f"{odd}.txt")
    for suffix in ("md", "html", "json", "jsonl"):
        assert shown(odd, "-o", f"{odd}.{suffix}").startswith("saved ")
        assert "will stop in May" in (home / f"{odd}.{suffix}").read_text()
        assert not STEERING.search((home / f"{odd}.{suffix}").read_bytes())
    shown(odd, "-o", f"{odd}.jsonl", "--resume")
    assert len((home / f"{odd}.jsonl").read_text().splitlines()) == 1, "it is known again"
    assert "no file" in shown(f"none {odd}.txt", "-f", "md", status=1)
    assert "no such folder" in shown(odd, "-o", f"none {odd}/out.md", status=1)
    assert "several articles need a folder" in shown(odd, odd, "-o", f"none {odd}.md", status=2)
    shown(odd, "-o", odd)
    assert len(list((home / odd).glob("*.md"))) == 1


def test_files_whose_names_read_the_same_are_not_taken_for_each_other(run, home: Path):
    for name in (b"h\xf6fn.txt", b"h\xe9fn.txt"):
        Path(os.fsdecode(os.fsencode(home) + b"/" + name)).write_text(TEXT + str(name))
    run(".", "-o", "all.jsonl")
    both = (home / "all.jsonl").read_text().splitlines(keepends=True)
    assert [json.loads(line)["article"]["source"] for line in both] == ["./h\ufffdfn.txt"] * 2
    (home / "all.jsonl").rename(home / "all.jsonl.part")
    (home / "all.jsonl.part").write_text(both[0])
    assert run(".", "-o", "all.jsonl", "--resume").status == 0
    assert [json.loads(line)["article"]["text"] for line in (home / "all.jsonl").read_text().splitlines()] == [
        json.loads(line)["article"]["text"] for line in both
    ]
