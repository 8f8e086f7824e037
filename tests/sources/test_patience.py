"""Text that repeats itself a thousand times costs no more than other text: no pattern tries it in every possible way.

The alarm counts the processor's time and is generous, many times what it takes: a pattern that tries every way takes longer
than anybody waits.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from briefing.analysis.document.quotation import find_segments
from briefing.sources import article_from_text
from briefing.sources.markup import outline

LENGTH = 10_000
PATIENCE = 4.0

UNITS = (
    *(
        "a",
        "A",
        "1",
        ".",
        " ",
        "\t",
        "\u00a0",
        "\u2028",
        "'",
        '"',
        "“",
        "”",
        "‘",
        "-",
        "—",
        "(",
        "[",
        "<",
        "&",
        "_",
        "#",
        "|",
        "`",
    ),
    *("A ", "a ", "A. ", "a, ", "A.", "Aa ", "A-", "A’", "1,", "“a” ", "‘a ", "“a", "a”", "``", "''", '"a" ', "«"),
    *(
        "\n",
        "a\n",
        "A\n",
        " \n",
        "a\n\n",
        "- a\n",
        "a: b\n",
        "--- \n",
        "> a\n",
        "Photo: a\n",
        "By A ",
        "said. ",
        "] ",
        "; ",
        "🏳️\u200d🌈",
    ),
    *("&#", "<a ", "<!--", "<p>", "<div>", "</p>", '<a b="', "<![CDATA[", "<script>", "<?"),
)
AROUND = {
    "alone": "{}",
    "in a line": "A word {} and more.",
    "headline": "{}rum said so\n\nA paragraph of words.",
    "front": "---\n{}\n---\n",
}


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise where the block takes longer."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_a_unit_again_and_again(unit: str, around: str) -> None:
    for length in (60, 290, LENGTH):
        text = AROUND[around].format((unit * length)[:length])
        with alarm(PATIENCE):
            article = article_from_text(text, "a.txt")
            find_segments(article)
            outline(f"<p>{text}")
