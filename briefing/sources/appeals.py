"""Lines by which a page asks its reader for something: to log in, pay, give or read on; and about its authors.

Nothing is guessed: these are shapes that only a page has which speaks to its reader. A line with a quotation is never one.
"""

import re
from typing import Final

LONGEST: Final = 70
"""Words of the longest line that asks for something."""

LONGEST_BIOGRAPHY: Final = 60
"""Words of the longest line about an author."""

_SPOKEN = re.compile(r"[“”«»\"]")
_PAPER = r"(?:site|website|newsletter|journalism|reporting|newsroom|content|coverage|stor(?:y|ies)|articles?)"
_THANKS = r"(?:Thanks?\ (?:you\ )?for\ reading\W+)?"
_ASKS = re.compile(
    rf"""(?:
        You(?:\ have|['’]ve)?\ (?:now\ )?(?:read|viewed|used|reached|hit|exceeded|got|have)\b.{{0,60}}\b(?:free
          |complimentary|monthly|limit)\b.{{0,250}}
      | You\ have\ \w+\ (?:free\ )?(?:articles?|stories|reads?)\ (?:left|remaining)\b.{{0,120}}
      | (?:This\ is\ your|Your)\ (?:last|first|free|\w+\ (?:and|of))\b.{{0,40}}\b(?:article|story|trial|limit)\b.{{0,120}}
      | \w+\ (?:free\ )?(?:articles?|stories)\ (?:left|remaining)\b.{{0,80}}
      | (?:To|Want\ to|In\ order\ to)\ (?:continue|keep|read|finish|see|view|access|unlock)\b.{{0,60}}?,?
        \b(?:log|sign|register|subscribe|create|start|become|please|you\ (?:must|need))\b.{{0,150}}
      | (?:Please\ )?(?:log[ -]?in|sign[ -]?in|register|subscribe|create\ (?:a|an|your)\ (?:free\ )?account|join\ now)
        \b.{{0,50}}?\b(?:to|and|or)\ (?:continue|read|keep|view|access|unlock|comment|see|get|save|subscribe|register
          |log|sign)\b.{{0,150}}
      | (?:Already|Not\ (?:yet\ )?|Are\ you)\ ?(?:a|an)?\ ?(?:subscriber|member|registered|have\ an\ account)\b.{{0,120}}
      | (?:Already\ have|Don['’]t\ have|Do\ not\ have|No)\ an?\ ?account\b.{{0,100}}
      | (?:This|The\ rest\ of\ this|The\ full)\ {_PAPER}\ is\ (?:only\ |exclusively\ )?(?:available\ )?(?:for|to|reserved\ for)
        \ (?:our\ )?(?:paying\ |registered\ )?(?:subscribers|members|users)\b.{{0,120}}
      | (?:Continue|Keep)\ reading\b.{{0,60}}\b(?:app|account|subscription|subscrib\w+|below|after|free|here|log|sign
          |trial)\b.{{0,80}}
      | (?:Continue|Keep)\ reading\W*
      | We\ have\ a\ (?:small|little)\ favou?r\ to\ ask\b.*
      | (?:(?:Please|If\ you\ can,?)\ (?:please\ )?)?(?:consider\ )?(?:support(?:ing)?|donat(?:e|ing)|contribut(?:e
          |ing)|mak(?:e|ing)\ a\ (?:donation|gift))
        \b.{{0,60}}\b(?:us|our|independent|today|now|here|\$\d|£\d|€\d)\b.{{0,160}}
      | (?:If\ you|Since\ you(?:['’]re\ here)?|As\ you(?:['’]re)?)\b.{{0,140}}\b(?:support\w*|donat\w+|contribut\w+
          |subscrib\w+|member\w*|gift)\b.{{0,160}}
      | .{{0,160}}\b(?:we|our\s\w+)\ (?:rely|depend|relies|depends)\ (?:up)?on\ (?:your|reader|readers['’]?
          |the\ support|donations|contributions)\b.{{0,160}}
      | .{{0,120}}\b(?:your|readers['’]?)\ (?:support|donations?|contributions?|gifts?|subscriptions?)\ (?:helps?
          |makes?|keeps?|powers?|funds?|allows?|means?)
        \ (?:us|our|this|it)\b.{{0,160}}
      | {_THANKS}(?:Subscribe|Register|Join|Sign\ up)\ (?:now\ |today\ )?for\ (?:unlimited|full
          |free|more|just|only|as\ little|[$£€])\W?.{{0,160}}
      | {_THANKS}(?:Become|Be)\ (?:a|an)\ (?:\w+\ )?(?:member|subscriber|supporter|patron)\b.{{0,120}}
      | (?:Start|Try|Get)\ (?:your|a)\ (?:free\ )?(?:\w+\ )?(?:trial|subscription)\b.{{0,120}}
      | (?:Sign|Signed)\ ?up\b.{{0,40}}\b(?:newsletter|briefing|email|inbox|alerts)\b.{{0,120}}
      | (?:Get|Have)\b.{{0,60}}\b(?:delivered\ to|in|to)\ your\ (?:inbox|e-?mail)\b.{{0,120}}
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESSES_READER = re.compile(
    r"\b(?:you|your|you['’]ve|we|our|us|log|sign|register|subscribe|reading|subscribers|left|remaining)\b", re.IGNORECASE
)
_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?:\ (?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|al|bin|and)){1,5}"
_WORK = (
    r"(?:reporter|writer|journalist|correspondent|columnist|editor|critic|contributor|contributing\ \w+|photographer|producer"
    r"|broadcaster|author\ of|novelist|fellow|freelancer?)"
)
_BIOGRAPHY = re.compile(
    rf"""(?:About\ the\ author:?\ )?(?P<name>{_NAME})(?:,?\ (?:PhD|MD))?\ (?:
        (?:is|was)\ (?:an?|the|our)\ (?:[\w’'&,/-]+\ ){{0,8}}?{_WORK}\b.*
      | has\ been\ (?:an?|the|our)\ (?:[\w’'&,/-]+\ ){{0,5}}?{_WORK}\b.*
      | (?:is|are)\ (?:[\w’'-]+\ ){{0,3}}(?:reporters|writers|journalists|correspondents|editors)\b.*
      | (?:covers|writes\ (?:about|for|on)|reports\ (?:on|for|from)|edits|has\ (?:written|reported|covered
          |worked)\ (?:about|for|on|as)|joined)\b.*
      | can\ be\ (?:reached|contacted|followed|found)\ (?:at|on|by|via)\b.*
      | (?:tweets|posts)\ (?:at|as|on)\b.*
    )""",
    re.VERBOSE,
)  # fmt: skip
_CONTACT = re.compile(
    rf"""(?:(?:Contact|Email|E-mail|Reach|Write\ to|Follow)\ (?:the\ (?:author|reporter|writer)|{_NAME}|him|her|them)\b.{{0,20}}
        (?:\ at|\ on|:|@).{{0,120}})""",
    re.VERBOSE,
)


def is_appeal(line: str, words: int) -> bool:
    """Whether a line asks the reader to log in, pay, give, subscribe or read on."""
    if words > LONGEST or _SPOKEN.search(line) or not _ADDRESSES_READER.search(line):
        return False
    return _ASKS.fullmatch(line) is not None


def subject_of_biography(line: str, words: int) -> str | None:
    """The name of the author whom a line, which stands near the end, introduces; empty where it only says how to reach one."""
    if words > LONGEST_BIOGRAPHY or _SPOKEN.search(line):
        return None
    if _CONTACT.fullmatch(line):
        return ""
    biography = _BIOGRAPHY.fullmatch(line)
    return biography["name"] if biography else None
