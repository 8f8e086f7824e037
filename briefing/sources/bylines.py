"""Lines that say who wrote an article, who helped, and on what day it appeared."""

import re
from typing import Final

LONGEST: Final = 16
"""Words of the longest line that names the author or the day."""

LONGEST_TAIL: Final = 40
"""Words of the longest line that names the editors of an agency or who contributed."""

LONGEST_DATE: Final = 80
"""Characters of the longest line that is a day of publication."""

MONTHS_A_YEAR: Final = 12

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_NAME = r"[A-ZÀ-Þ][\w.’'-]*"
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"  # noqa: E501
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"

_AUTHOR = re.compile(
    rf"""(?:By|BY|(?:Written|Reported|Words|Story|Text|Analysis|Posted)\ by)\ (?P<author>{_NAME}
    (?:,?\ (?:{_NAME}|and|&|with|of|for|in|at|the|de|der|da|di|du|la|le|van|von|al|el|bin|ibn|ben|y|e|\||/|•|·|-|–|—))*),?""",
    re.VERBOSE,
)
_DATE_LINE = re.compile(
    rf"""\(?(?:
        (?:[Ll]ast\ |[Ff]irst\ )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Mm]odified|PUBLISHED|UPDATED|POSTED|[Dd]ate)\b:?
      | (?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?
      | {_MONTH}\b\.?
      | {_YEAR}-\d\d-\d\d(?:T\S+)?
      | {_YEAR}\b
      | \d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}
      | \d{{1,2}}[:.]\d\d(?::\d\d)?
      | {_ORDINAL}\b
      | [AaPp]\.?[Mm]\b\.?
      | [A-Z]{{1,2}}[SD]?T\b
      | \b(?:on|at)\b
      | [,|•·–—\s-]
    )+\)?\.?""",
    re.VERBOSE,
)
_SOME_YEAR = re.compile(rf"\b{_YEAR}\b|\d[/.]\d")
_ISO_DAY = re.compile(rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_WRITTEN_DAY = re.compile(
    rf"(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?[ -])?(?P<month>{_MONTH})\.?"
    rf"(?:[ -](?P<after>\d{{1,2}})(?:st|nd|rd|th)?)?,?[ -](?P<year>{_YEAR})"
)
_NUMERIC_DAY = re.compile(
    rf"(?<![\d./])(?P<first>\d{{1,2}})(?P<mark>[./])(?P<second>\d{{1,2}})(?P=mark)(?P<year>{_YEAR})(?![\d./])"
)
_CHANGED = re.compile(r"(?:last )?(?:updated|modified|revised)", re.IGNORECASE)
_CHANGE = re.compile(r"\b((?:last )?(?:updated|modified|revised)|(?:first )?(?:published|posted))\b", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s[|•·–—-]\s|\s*[|•·]\s*")
_BY = re.compile(r"(?:By|BY|Posted|Published|First published)\b")
_INNER_STOP = re.compile(r"[a-z]{3}[.!?](?:\s|$)")
_DATELINE = re.compile(
    r"((?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+|(?=[^—–]{4,60}\([A-Z]\w+\) ?(?:—|–|-))[A-ZÀ-Þ][\w.’'-]+)[^—–;:“”\"]{4,60}?) ?(?:—|–|--| - )"
)
_DESK = re.compile(r"[(\[]?(?:Additional |With )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by [A-Z].*")
_CONTRIBUTOR = re.compile(
    rf"""(?:
        .*\bcontributed\ (?:additional\ )?(?:reporting|research|writing)\b.*
      | .*\bcontributed\ (?:to|for)\ (?:this|the)\ (?:\w+\ )?(?:report|story|article|column|piece|post)(?:\ from\ .*)?\W*
      | .*\b(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?)\b.*\ contributed(?:\ from\ .*)?\W*
      | (?:{_NAME},?\ (?:and\ )?){{2,8}}contributed\.
    )""",
    re.VERBOSE,
)


def is_byline(line: str, words: int) -> bool:
    """Whether a line names who wrote the article, or the day, and says nothing else."""
    return words <= LONGEST and (_AUTHOR.fullmatch(line) is not None or is_date_line(line))


def is_credit_line(line: str, words: int) -> bool:
    """Whether a line, which stands near the end, names the desk of an agency, who contributed, or the day."""
    if words > LONGEST_TAIL:
        return False
    return _DESK.fullmatch(line) is not None or _CONTRIBUTOR.fullmatch(line) is not None or is_date_line(line)


def author_of(line: str) -> str | None:
    """Who wrote the article, if the line names that: what follows "By"."""
    byline = _AUTHOR.fullmatch(line)
    return byline["author"] if byline else None


def is_date_line(line: str) -> bool:
    """Whether a line is a day of publication and nothing else."""
    return len(line) <= LONGEST_DATE and _DATE_LINE.fullmatch(line) is not None and _SOME_YEAR.search(line) is not None


def day_of(line: str) -> str | None:
    """The day that a line of publication gives, as ``2025-12-04``; None where it gives none, or not without a doubt."""
    return _published_day(line) if is_date_line(line) else None


def day_at_head(line: str, words: int) -> str | None:
    """The day in a line under the headline that names the author and the day: ``Ann Lee | 4 December 2025 | 5 min read``."""
    parts = [part for part in _SEPARATORS.split(line) if part.strip()]
    if words > LONGEST or not (len(parts) > 1 or _BY.match(line)) or any(map(_INNER_STOP.search, parts)):
        return None
    return _published_day(line)


def dateline_day(paragraph: str) -> str | None:
    """The day in a dateline that opens a paragraph: ``LONDON, Dec. 4, 2025 (Reuters) —``."""
    dateline = _DATELINE.match(paragraph)
    return next(iter(written_days(dateline[1])), None) if dateline else None


def written_days(words: str) -> list[str]:
    """The days that are written out in these words, in order."""
    found = [(iso.start(), iso.group()) for iso in _ISO_DAY.finditer(words)]
    for written in _WRITTEN_DAY.finditer(words):
        day, month = int(written["before"] or written["after"] or 0), MONTHS.index(written["month"][:3].lower()) + 1
        if 1 <= day <= 31:
            found.append((written.start(), f"{written['year']}-{month:02}-{day:02}"))
    found += [(numeric.start(), found_day) for numeric in _NUMERIC_DAY.finditer(words) if (found_day := _numeric_day(numeric))]
    return [day for _, day in sorted(found)]


def _numeric_day(written: re.Match[str]) -> str | None:
    """The day in ``14.9.2023``, ``14/09/2023`` or ``09/14/2023``; None where either number may be the month."""
    first, second = int(written["first"]), int(written["second"])
    if written["mark"] == "." or first > MONTHS_A_YEAR or first == second:
        day, month = first, second
    elif second > MONTHS_A_YEAR:
        day, month = second, first
    else:
        return None
    return f"{written['year']}-{month:02}-{day:02}" if 1 <= day <= 31 and 1 <= month <= MONTHS_A_YEAR else None


def _published_day(line: str) -> str | None:
    """The first day of a line that is not that of the last change."""
    told = _CHANGE.split(line)  # words, what they are followed by, …
    kept = [words for label, words in zip(["", *told[1::2]], told[::2], strict=True) if not _CHANGED.match(label)]
    return next((day for words in kept for day in written_days(words)), None)
