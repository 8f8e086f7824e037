"""Quotation marks and footnote marks that a page has as elements, written as characters before anything reads its text.

A ``q`` gets its quotation marks. The mark of a footnote, which would join the word or number before it (``40<sup>2</sup>``),
is put in brackets of its own, which `apart` takes out of the paragraph again; a true exponent becomes a raised digit.
"""

import re
from typing import Final

OPEN, CLOSE = "\N{LEFT DOUBLE PARENTHESIS}", "\N{RIGHT DOUBLE PARENTHESIS}"
"""Brackets around a footnote's mark: printable, or trafilatura would drop them, and hardly ever found in a text."""

_QUOTE = re.compile(r"<(/?)q(?:\s[^<>]{0,300})?>\s*([\"“”‘’«»„]?)", re.IGNORECASE)
_RAISED_SPAN = r"span(?=[^<>]{0,300}(?:vertical-align\s*:\s*super|class=[\"'][^\"'<>]{0,100}\bsup(?:erscript)?\b))"
_RAISED = re.compile(
    rf"(?P<blank>\s?)(?P<outer><a\s[^<>]{{0,400}}>\s*)?<(?P<tag>su[pb]|{_RAISED_SPAN})\b(?P<names>[^<>]{{0,300}})>"
    r"(?P<inside>(?:<[^<>]{0,200}>|[^<>]){1,60}?)</(?P=tag)\s*>(?(outer)\s*</a\s*>)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"<a\s[^<>]{0,300}(?:\brole=[\"']?doc-noteref|\bepub:type=[\"']?noteref|\bclass=[\"'][^\"'<>]*(?:footnote|noteref|fn-ref|\bfnref)[^\"'<>]*[\"'])"
    r"[^<>]{0,300}>(?P<mark>[^<>]{1,12})</a\s*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_NOTE_LINK = re.compile(r"(?:href=[\"']?[^\"'\s>]*#|footnote|noteref|fnref|reference|cite_ref)", re.IGNORECASE)
_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|note \d{1,3}|[*†‡§¶]{1,3})[\])]?(?:\s?[,;–-]\s?[\[(]?\d{1,3}[\])]?){0,5}", re.IGNORECASE
)
_EXPONENT = re.compile(r"(?:(?<![\w.,])(?:10|\d)|(?<![A-Za-z])(?:[A-Za-z]|mm|cm|dm|km|ft|in|mi|yd|sq|cu)|=\s?[A-Za-z]{1,4})\Z")
"""What is raised to a power: ten, a single digit, a letter, a unit of length, the right side of a formula."""

_RAISED_DIGITS: Final = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED_DIGITS: Final = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_TRADE_MARKS: Final = {"TM": "\N{TRADE MARK SIGN}", "SM": "\N{SERVICE MARK}"}
_DIGITS = re.compile(r"[+\-−]?\d{1,4}")
_APART = re.compile(rf"\s?{OPEN}([^{OPEN}{CLOSE}]{{1,40}}){CLOSE}")


def with_marks(html: str) -> str:
    """The markup with the marks of its quotations, and those of its footnotes in brackets of their own."""
    html = _with_quotation_marks(html) if "<q" in html or "<Q" in html else html
    html = _REFERENCE.sub(lambda link: f"{OPEN}{link['mark'].strip()}{CLOSE}" if _is_mark(link["mark"]) else link.group(), html)
    return _RAISED.sub(_written_out, html)


def apart(text: str) -> tuple[str, str]:
    """A paragraph without the marks of its footnotes, and these marks."""
    if OPEN not in text:
        return text, ""
    return _APART.sub("", text), " ".join(_APART.findall(text))


def _with_quotation_marks(html: str) -> str:
    depth = 0

    def marked(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[1]:
            depth = max(0, depth - 1)
            before = html[max(0, tag.start() - 80) : tag.start()].rstrip()[-1:]
            return ("" if before in {"”", '"', "»", "’"} else "”’"[depth % 2]) + tag.group().partition(">")[2]
        depth += 1
        return tag[2] or "“‘"[(depth - 1) % 2]

    return _QUOTE.sub(marked, html)


def _written_out(raised: re.Match[str]) -> str:
    """A raised or lowered stretch of markup as characters."""
    words = "".join(_TAG.sub("", raised["inside"]).split("\n")).strip()
    before = _TAG.sub("", raised.string[max(0, raised.start() - 200) : raised.start()])
    is_link = bool(_NOTE_LINK.search(f"{raised['outer'] or ''} {raised['names']} {' '.join(_TAG.findall(raised['inside']))}"))
    is_lowered = raised["tag"].lower() == "sub"
    if OPEN in words:
        return words
    if raised["blank"] and not is_link and _is_exponent(words, before, is_lowered=is_lowered):
        return raised.group()
    written = raised_words(words, before, is_lowered=is_lowered, is_link=is_link)
    return raised.group() if written is None else raised["blank"] + written


def raised_words(words: str, before: str, *, is_lowered: bool = False, is_link: bool = False) -> str | None:
    """A raised or lowered stretch: the mark of a footnote in brackets, an exponent as raised digits; None for all else.

    `before` is what stands before it, and `is_link` whether it leads to a note.
    """
    if trade_mark := _TRADE_MARKS.get(words):
        return trade_mark
    if not is_link and _is_exponent(words, before, is_lowered=is_lowered):
        return words.translate(_LOWERED_DIGITS if is_lowered else _RAISED_DIGITS)
    return f"{OPEN}{words}{CLOSE}" if _is_mark(words) and (is_link or not words.isalpha()) else None


def _is_exponent(words: str, before: str, *, is_lowered: bool) -> bool:
    return bool(_DIGITS.fullmatch(words)) and (is_lowered or bool(_EXPONENT.search(before)))


def _is_mark(words: str) -> bool:
    return bool(_MARK.fullmatch(words.strip().replace("&#91;", "[").replace("&#93;", "]")))
