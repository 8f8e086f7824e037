"""Files and standard input: what is opened, and what people are told where nothing is."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.sources import Limits, articles_in, open_article
from briefing.sources.decoding import decode

WORDS = "Café council votes\n\nThe council — all of it — voted for the “new” pier on Monday.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(tmp_path, encoding):
    file = tmp_path / "article.txt"
    file.write_bytes(WORDS.encode(encoding))
    assert open_article(file).text == WORDS


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_line_feeds_and_nothing_else_changes(end):
    text = "one\u2028two\ttwo\x1b[31m\n\n three\u200b "
    assert decode(text.replace("\n", end).encode(), "x") == text


def test_cyrillic_is_not_taken_for_windows_1252():
    text = "Совет города проголосовал в понедельник за строительство нового пирса, и все были довольны этим решением. " * 5
    assert decode(text.encode("cp1251"), "x") == text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b" \n\t\n", "blank"),
        (b"%PDF-1.7 text", "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"some\0text with a zero in it", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"\xff\xfeA\0\x00\xd8", "UTF-16"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(tmp_path, content, told):
    file = tmp_path / "article.txt"
    file.write_bytes(content)
    with pytest.raises(SourceError) as refused:
        open_article(file)
    message = str(refused.value)
    assert told in message
    assert "\n" not in message
    assert str(file) in message


def test_missing_file_folder_and_too_long(tmp_path):
    with pytest.raises(SourceError, match="no file"):
        open_article(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="folder"):
        open_article(tmp_path)
    file = tmp_path / "long.txt"
    file.write_text("word " * 100)
    with pytest.raises(SourceError, match=r"0\.0001 MB.*text_limit"):
        open_article(file, limits=Limits(text=100))
    assert open_article(file, limits=Limits(text=500)).text.startswith("word")


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
    article = open_article("-")
    assert (article.source, article.text) == ("-", WORDS)


def test_folder_lists_its_articles_by_name(tmp_path):
    for name in ("b.md", "a.txt", ".hidden.txt", "c.png"):
        (tmp_path / name).write_text("words")
    assert articles_in(f"{tmp_path}/") == [f"{tmp_path}/a.txt", f"{tmp_path}/b.md"]
    with pytest.raises(SourceError, match="no article"):
        articles_in(tmp_path / "..") if not list((tmp_path / "..").glob("*.txt")) else articles_in(_empty(tmp_path))


def _empty(folder):
    (folder / "empty").mkdir()
    return folder / "empty"


def test_language(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("El presidente de la República dijo que no es el momento de hablar de los acuerdos con los países del sur.")
    assert open_article(file).language == "es"


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_message(content):
    try:
        text = decode(content, "x")
    except SourceError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert "\r" not in text
