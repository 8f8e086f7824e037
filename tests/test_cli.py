"""The command line: what is printed where, what is saved, and the exit status of every mishap."""

import json
import os
import re
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest
from command import TEXT, launch

from briefing import __version__
from briefing.config import cache_file, settings_file, state_file
from briefing.state import ReadingState
from briefing.store import Store

pytestmark = pytest.mark.usefixtures("home")


def test_help_names_every_option_and_status(run):
    got = run("--help")
    assert got.status == 0
    for word in (
        "SOURCE",
        "--output",
        "--format",
        "--jobs",
        "--model",
        "--no-cache",
        "--schema",
        "--force",
        "--resume",
        "130 interrupted",
    ):
        assert word in got.out


def test_version(run):
    assert run("--version").out == f"briefing {__version__}\n"


def test_schema_config_and_keys_are_printed(run):
    assert "$defs" in json.loads(run("--schema").out)
    assert str(settings_file()) in run("--config").out
    assert "Search" in run("--keys").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run, shell: str):
    assert "_BRIEFING_COMPLETE" in run("--completion", shell).out


@pytest.mark.parametrize(
    ("form", "start"),
    [("md", "---\ntitle: "), ("json", "{\n"), ("jsonl", '{"schema":'), ("txt", "Ferry"), ("html", "<!DOCTYPE")],
)
def test_results_alone_are_on_standard_output(run, article: Path, form: str, start: str):
    got = run(article, "--format", form)
    assert (got.status, got.err) == (0, "")
    assert got.out.startswith(start)
    assert "Eastmark" in got.out


def test_a_folder_stands_for_its_articles_sorted_by_name(run, home: Path):
    (home / "news").mkdir()
    for name in ("b.txt", "a.md", "c.TXT", ".hidden.txt", "picture.png"):
        (home / "news" / name).write_text(TEXT)
    got = run("news/", "--format", "jsonl")
    assert [json.loads(line)["article"]["source"] for line in got.out.splitlines()] == ["news/a.md", "news/b.txt", "news/c.TXT"]


def test_an_article_that_fails_is_told_and_the_others_go_on(run, article: Path, home: Path):
    (home / "fail.txt").write_text("FAIL " + TEXT)
    got = run(article, "none.txt", "fail.txt", article, "--format", "jsonl")
    assert got.status == 1
    assert len(got.out.splitlines()) == 2
    assert len(got.err.splitlines()) == 2
    assert "none.txt" in got.err
    assert "fail.txt: no luck" in got.err


def test_an_article_that_takes_too_long_is_told_and_the_others_go_on(run, article: Path, home: Path):
    (home / "slow.txt").write_text("SLOW " + TEXT)
    (home / "crash.txt").write_text("CRASH " + TEXT)
    got = run(article, "slow.txt", "crash.txt", article, "--format", "jsonl", "--no-cache")
    assert got.status == 1
    assert len(got.out.splitlines()) == 2
    assert "slow.txt: it takes longer than 300 seconds; raise analysis_seconds" in got.err
    assert "crash.txt: the worker ended by itself (exit status 3)" in got.err


def test_an_article_in_another_language_says_what_still_works(run, home: Path):
    (home / "faro.txt").write_text(
        "El consejo de la ciudad dijo que no es el momento de hablar de los planes del puerto.\n" * 3
    )
    (home / "deng.txt").write_text("市议会主席周一表示，这座塔自春天以来一直空置。\n" * 3)
    got = run("faro.txt", "deng.txt", "--format", "jsonl")
    assert (got.status, len(got.out.splitlines())) == (0, 2)
    assert "faro.txt: not in English but in Spanish: reading" in got.err
    assert "deng.txt: not in English but in another language" in got.err


def test_saving_says_where_and_never_overwrites(run, article: Path, home: Path):
    assert run(article, "-o", "out.md").err == "saved out.md\n"
    assert run(article, "-o", "out.md").err == "saved out-2.md\n"
    (home / "out.md").write_text("mine")
    assert run(article, "-o", "out.md", "--force").err == "saved out.md\n"
    first, second = ((home / name).read_text() for name in ("out.md", "out-2.md"))
    assert re.sub("created: .*", "", first) == re.sub("created: .*", "", second)  # a second may have gone by
    assert sorted(path.name for path in home.iterdir()) == ["ferry.txt", "home", "out-2.md", "out.md"]


@pytest.mark.parametrize(
    ("name", "start"),
    [("o.json", "{\n"), ("o.jsonl", '{"schema'), ("o.html", "<!DOCTYPE"), ("o.txt", "Ferry"), ("o.note", "---")],
)
def test_the_suffix_names_the_format(run, article: Path, home: Path, name: str, start: str):
    assert run(article, "-o", name).status == 0
    assert (home / name).read_text().startswith(start)


def test_saving_into_a_folder_names_the_file(run, article: Path, home: Path):
    (home / "out").mkdir()
    run(article, article, "-o", "out")
    names = sorted(path.name for path in (home / "out").iterdir())
    assert [re.sub(r"^\d{4}-\d\d-\d\d-", "", name) for name in names] == [
        "ferry-to-eastmark-stops-2.md",
        "ferry-to-eastmark-stops.md",
    ]


@pytest.mark.parametrize(
    ("options", "headings"),
    [
        (["--no-article"], ["Summary", "Key actors", "Quotes", "Open questions", "Notes", "Evidence"]),
        (["--sections", "quotes, Summary"], ["Summary", "Quotes"]),
        (["--sections", "summary,article", "--no-article"], ["Summary"]),
    ],
)
def test_only_the_parts_that_are_wanted(run, article: Path, options: list[str], headings: list[str]):
    assert re.findall("(?m)^## (.*)$", run(article, "-f", "md", *options).out) == headings
    assert ("<article>" in run(article, "-f", "html", *options).out) == ("Article" in headings)


def test_the_settings_choose_parts_and_kind_too(run, article: Path):
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('flavor = "obsidian"\nsections = ["article"]')
    out = run(article, "-f", "md").out
    assert re.findall("(?m)^## (.*)$", out) == ["Article"]
    assert re.search(r"(?m) \^p1$", out)
    assert "^p1" not in run(article, "-f", "md", "--flavor", "gfm").out
    assert run(article, "-f", "json").status == 0


def test_several_articles_as_json_lines_in_one_file(run, article: Path, home: Path):
    assert run(article, article, "-o", "all.jsonl").status == 0
    assert len((home / "all.jsonl").read_text().splitlines()) == 2


def test_an_interrupted_file_of_lines_goes_on_where_it_stopped(run, home: Path):
    names = [f"{number}.txt" for number in range(4)]
    for name in names:
        (home / name).write_text(TEXT + name)
    run(*names, "-o", "whole.jsonl")
    lines = (home / "whole.jsonl").read_text().splitlines(keepends=True)
    (home / "all.jsonl.part").write_text("".join(lines[:2]) + lines[2][:50])
    assert "--resume goes on with it" in run(*names, "-o", "all.jsonl").err
    assert run(*names, "-o", "all.jsonl", "--resume").status == 0
    assert [json.loads(line)["article"]["source"] for line in (home / "all.jsonl").read_text().splitlines()] == names
    assert not (home / "all.jsonl.part").exists()


def test_resuming_a_whole_file_adds_what_is_new(run, home: Path):
    for name in ("a.txt", "b.txt"):
        (home / name).write_text(TEXT + name)
    run("a.txt", "-o", "all.jsonl")
    before = (home / "all.jsonl").read_text()
    run("a.txt", "b.txt", "-o", "all.jsonl", "--resume")
    assert (home / "all.jsonl").read_text().startswith(before)
    assert len((home / "all.jsonl").read_text().splitlines()) == 2


def test_an_analysis_is_remembered_unless_told_otherwise(run, article: Path):
    first, again, anew = (json.loads(run(article, "--format", "json", *option).out) for option in ((), (), ("--no-cache",)))
    assert first == again
    assert first["analysis"]["program"] != anew["analysis"]["program"]


@pytest.mark.system
def test_standard_input(home: Path):
    process = launch("-", "--format", "json", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, _ = process.communicate(TEXT.encode(), 60)
    assert json.loads(out)["article"]["source"] == "-"


BAD_FILES = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "article.txt": b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "zeros.txt": b"\0" * 5000,
}


@pytest.mark.parametrize("name", [*BAD_FILES, "none.txt", "empty folder", "long.txt"])
@pytest.mark.parametrize("way", [["--format", "jsonl"], ["-o", "out.md"], []])
def test_a_bad_source_is_one_line_on_standard_error(run, home: Path, name: str, way: list[str]):
    if name in BAD_FILES:
        (home / name).write_bytes(BAD_FILES[name])
    elif name == "empty folder":
        (home / name).mkdir()
    elif name == "long.txt":
        settings_file().parent.mkdir(parents=True)
        settings_file().write_text("text_limit = 1")
        (home / name).write_bytes(b"word " * 300_000)
    got = run(name, *way)
    assert (got.status, got.out) == (1, "")
    assert len(got.err.splitlines()) == 1
    assert got.err.startswith("briefing: ")
    assert name in got.err or (way == [] and "needs a terminal" in got.err)
    assert not list(home.glob("out*"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(run, article: Path):
    article.chmod(0)
    got = run(article, "--format", "json")
    assert got.status == 1
    assert "may not be read" in got.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read_does_not_keep_back_the_others(run, article: Path, tmp_path: Path):
    locked = tmp_path / "locked"
    locked.mkdir(0)
    got = run(locked, article, "--format", "jsonl")
    assert got.status == 1
    assert "cannot be read" in got.err
    assert got.out.count("\n") == 1


@pytest.mark.parametrize(
    "content",
    [
        "Café\n\nDer Fähre geht’s gut.".encode("cp1252"),
        TEXT.encode("utf-16"),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r").encode(),
        "A headline\n\nWords \x1b[31m and \x9b2J and \u202e here.".encode(),
    ],
)
def test_odd_encodings_and_controls_give_the_article(run, home: Path, content: bytes):
    (home / "odd.txt").write_bytes(content)
    got = run("odd.txt", "--format", "md")
    assert got.status == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff]", got.out)


def test_a_name_with_escape_sequences_does_not_reach_the_terminal(run):
    got = run("evil\x1b]0;title\x07\u202e.txt", "--format", "json")
    assert got.status == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", got.err)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "pdf"], "'pdf' is not one of"),
        (["--model", "none", "--format", "md"], "no language model 'none': use sm or md"),
        (["--summarizer", "magic", "--format", "md"], "none of briefing, lexrank"),
        (["--jobs", "0", "--format", "md"], "--jobs"),
        (["--sentences", "11", "--format", "md"], "--sentences"),
        (["--sections", "sumary", "-f", "md"], "'sumary' is none of summary, actors, quotes"),
        (["--sections", ",", "-f", "md"], "name at least one of summary"),
        (["seeds", "--sections", "quotes", "-f", "json"], "JSON always has all that was found"),
        (["seeds", "--no-article", "-o", "out.jsonl"], "JSON always has all that was found"),
        (["seeds", "--flavor", "obsidian", "-f", "html"], "--flavor is for Markdown, and this is html"),
        (["--flavor", "word", "-f", "md"], "'word' is not one of"),
        (["--unknown"], "No such option"),
        (["seeds", "--resume", "--format", "jsonl"], "--resume goes on with a file of JSON Lines"),
        (["-", "-", "--format", "md"], "standard input can be read only once"),
        (["seeds", "seeds", "-o", "none.md"], "several articles need a folder"),
        (["-", "--serve"], "standard input cannot be read in a browser"),
        (["seeds", "--serve", "--format", "md"], "--serve reads in a browser"),
    ],
)
def test_wrong_usage(run, home: Path, arguments: list[str], message: str):
    (home / "seeds").mkdir()
    (home / "seeds" / "a.txt").write_text(TEXT)
    got = run(*arguments)
    assert (got.status, got.out) == (2, "")
    assert message in got.err
    assert "Traceback" not in got.err


def test_what_is_kept_is_the_owners_alone_and_what_is_saved_goes_by_the_umask(run, article: Path, home: Path):
    umask = os.umask(0o002)
    try:
        run(article, "-o", "out.md")
        run(article, "-o", "out.jsonl")
        cache_file().write_bytes(b"damaged" * 1000)
        first = Store()
        first.keep_reading_state("ab", ReadingState())
        first.close()
        state_file().write_bytes(b"damaged" * 1000)
        run(article, "-f", "json")
        store = Store()
        store.keep_reading_state("ab", ReadingState())
    finally:
        os.umask(umask)
    kept = [home / "home", *(home / "home").rglob("*")]
    assert {path.name for path in kept} >= {"briefing", "analyses.sqlite3", "reading.sqlite3", "reading.sqlite3-wal"}
    assert any(".damaged-" in path.name for path in kept)
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept if path.is_file()} == {0o600}
    assert {stat.S_IMODE((home / name).stat().st_mode) for name in ("out.md", "out.jsonl")} == {0o664}


def test_wrong_settings(run, article: Path):
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('modell = "sm"')
    got = run(article, "--format", "md")
    assert got.status == 2
    assert "did you mean 'model'?" in got.err


def test_an_output_that_cannot_be_written(run, article: Path, home: Path):
    for target in ("none/out.md", "ferry.txt/out.md"):
        got = run(article, "-o", target)
        assert (got.status, got.out) == (1, "")
        assert re.fullmatch(r"briefing: cannot write \S+: there is no such folder.*\n", got.err)
    assert sorted(path.name for path in home.iterdir()) == ["ferry.txt", "home"]


def test_without_a_terminal_the_reader_says_what_to_do(run, article: Path):
    got = run(article)
    assert (got.status, got.out) == (1, "")
    assert got.err == "briefing: the reader needs a terminal; use --format to print the briefing, or -o to save it\n"


@pytest.mark.system
def test_a_reader_of_the_results_that_goes_away_is_left_in_peace(home: Path):
    (home / "many").mkdir()
    for number in range(40):
        (home / "many" / f"{number:02d}.txt").write_text(TEXT * 200)
    process = launch("many", "--format", "jsonl", stdout=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1


@pytest.mark.system
def test_an_interrupt_leaves_whole_lines(home: Path):
    (home / "many").mkdir()
    for number in range(400):
        (home / "many" / f"{number:03d}.txt").write_text(TEXT * 20)
    process = launch("many", "--format", "jsonl", stdout=subprocess.PIPE)
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest = process.stdout.read()
    assert process.wait(60) == 130
    lines = (first + rest).splitlines(keepends=True)
    assert len(lines) < 400
    assert all(line.endswith(b"\n") and json.loads(line) for line in lines)
    assert b"Traceback" not in process.stderr.read()


@pytest.mark.system
def test_an_interrupted_file_has_whole_lines_and_says_how_to_go_on(home: Path):
    (home / "many").mkdir()
    names = [f"many/{number:03d}.txt" for number in range(400)]
    for name in names:
        (home / name).write_text(TEXT * 20)
    process = launch("many", "-o", "all.jsonl", stdout=subprocess.PIPE)
    part, end = home / "all.jsonl.part", time.monotonic() + 60
    while not part.exists() or b"\n" not in part.read_bytes():
        assert time.monotonic() < end
    process.send_signal(signal.SIGINT)
    out, complaints = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert complaints.strip() == b"interrupted; the same command with --resume goes on where it stopped"
    sources = [json.loads(line)["article"]["source"] for line in part.read_bytes().splitlines()]
    assert sources == names[: len(sources)]
    assert not (home / "all.jsonl").exists()


@pytest.mark.system
def test_closed_standard_output(article: Path):
    process = launch(str(article), "--format", "json", preexec_fn=lambda: os.close(1))
    assert b"standard output is closed; save with -o instead" in process.stderr.read()
    assert process.wait(60) == 1


@pytest.mark.system
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output(article: Path):
    with Path("/dev/full").open("wb") as full:
        process = launch(str(article), "--format", "json", stdout=full)
        assert b"cannot write to standard output: no space left on device" in process.stderr.read()
    assert process.wait(60) == 1


def test_a_slow_summarizer_says_so_before_it_starts(run, home: Path):
    long = home / "long.txt"
    long.write_text("Ferry to Eastmark stops\n\n" + "The ferry to Eastmark will stop in the month of May. " * 5000)
    slow, quick = (run(long, "-f", "jsonl", "--no-cache", "--summarizer", name) for name in ("reduction", "lexrank"))
    assert "reduction compares every sentence with every other: about" in slow.err
    assert "long.txt" in slow.err
    assert "compares" not in quick.err
    assert slow.status == quick.status == 0


def test_a_summary_that_is_remembered_gives_no_warning(run, home: Path):
    long = home / "long.txt"
    long.write_text("Ferry to Eastmark stops\n\n" + "The ferry to Eastmark will stop in the month of May. " * 5000)
    first, second = (run(long, "-f", "jsonl", "--summarizer", "textrank") for _ in range(2))
    assert "compares" in first.err
    assert "compares" not in second.err
