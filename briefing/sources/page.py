"""A page made ready for extraction: no consent layer, cells on one line, live entries as one text.

Extractors take the longest text for the article, the first of several entries for all of them, and lose lists in tables.
"""

import re
from typing import TYPE_CHECKING, Final

from briefing.sources.extras import require

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST_LAYER: Final = 20_000
"""Characters of the longest text of a consent layer."""

LAYOUT_WORDS: Final = 60
"""Words of the shortest cell that lays out a page, and is no cell of a table."""

_CONSENT_NAME = re.compile(
    r"cookie|consent|gdpr|onetrust|didomi|usercentrics|cookiebot|sp_message|qc-cmp|\bcmp\b|cmp[-_]|ccpa"
    r"|privacy-?(?:wall|layer|notice|banner)|truste",
    re.IGNORECASE,
)
_LAYER_NAME = re.compile(r"modal|overlay|popup|pop-up|banner|dialog|interstitial|layer|notice|wall", re.IGNORECASE)
_PHRASE = re.compile(
    r"""\bcookies?\b | \b(?:we|us|our)\b[^.]{0,40}\bpartners\b | \bconsent\b | \blegitimate\ interests?\b
      | \b(?:accept|reject|refuse|allow|agree|deny)\ (?:all|and\ (?:close|continue)|cookies)\b
      | \bprivacy\ (?:policy|statement|settings|notice)\b
      | \b(?:manage|change|cookie|your)\ (?:preferences|choices?|settings)\b | \bpersonali[sz]ed\ (?:ads?|advert\w*|content)\b
      | \b(?:continue|continuing|by)\ (?:to\ use|using)\b | \byour\ (?:privacy|data|browser|device|behaviour|behavior)\b
      | \bthird\ parties\b | \bstore\ and/or\ access\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OWN_HEADLINE = re.compile(
    r"^\s*(?:cookies?\b(?:\s(?:and|on|settings|policy|notice|consent|preferences)\b|\s*$)|privacy\b|before you continue)"
    r"|\b(?:we|your)\b.*\b(?:cookies?|privacy|data|consent)\b|\bsite uses cookies\b",
    re.IGNORECASE,
)
"""The headline of a consent layer."""

_ADDRESSED = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)


def parsed(html: str) -> "HtmlElement | None":
    """The tree of a page; None where there is none, or where it is nested so deeply that lxml leaves out a part of it."""
    lxml_html = require("lxml.html", "web", "web pages")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (ValueError, lxml_html.etree.ParserError):
        return None
    return None if any("depth" in entry.message for entry in parser.error_log) else tree


def made_ready(tree: "HtmlElement") -> str:
    """The page's markup, changed so that an extractor finds the article and all of it."""
    lxml_html = require("lxml.html", "web", "web pages")
    for layer in _consent_layers(tree):
        layer.drop_tree()
    _join_entries(tree)
    for speaker in [*tree.iter("cite")]:
        if speaker.getparent().tag == "blockquote":
            speaker.tag = "footer"
    for cell in [*tree.iter("td", "th")]:
        _flatten(cell)
    return str(lxml_html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))


def _consent_layers(tree: "HtmlElement") -> list["HtmlElement"]:
    """The outermost elements that ask for consent, and hold nothing of the article."""
    found: list[HtmlElement] = []
    for element in tree.iter(
        "div", "section", "main", "aside", "dialog", "form", "footer", "amp-consent", "p", "span", "table"
    ):
        if _may_ask(element) and not any(layer in element.iterancestors() for layer in found) and _asks(element):
            found.append(element)
    return found


def _may_ask(element: "HtmlElement") -> bool:
    return element.tag in {"dialog", "amp-consent", "div", "section", "form"} or any(
        element.get(name) for name in ("id", "class", "role", "aria-modal", "data-nosnippet")
    )


def _asks(element: "HtmlElement") -> bool:
    """Whether an element asks for consent: by its name and a word of it, by its kind and two, or by what all its lines say."""
    names = f"{element.get('id') or ''} {element.get('class') or ''} {element.get('aria-label') or ''}"
    is_named = bool(_CONSENT_NAME.search(names)) or element.tag == "amp-consent"
    is_layer = element.tag == "dialog" or (element.get("role") or "").endswith("dialog") or bool(_LAYER_NAME.search(names))
    text = element.text_content()
    if len(text) > LARGEST_LAYER or _holds_article(element):
        return False
    phrases = {phrase.group().lower() for phrase in _PHRASE.finditer(text)}
    if is_named or is_layer:
        return len(phrases) >= (1 if is_named else 2)
    asked = element.find(".//button") is not None or element.find(".//input") is not None
    dense = len(phrases) >= 4 and len(_ADDRESSED.findall(text)) * 25 >= len(text.split())
    return dense and (asked or len(phrases) >= 6)


def _holds_article(element: "HtmlElement") -> bool:
    """Whether an element holds an article, or a headline that is none of a consent layer's own."""
    articles = any(len(article.text_content().split()) > 12 for article in element.iterdescendants("article", "main"))
    return articles or not all(_OWN_HEADLINE.search(heading.text_content()) for heading in element.iter("h1"))


def _join_entries(tree: "HtmlElement") -> None:
    """Have several entries of one page read as one text: they lose the names by which an extractor takes the first for all."""
    entries = [element for element in tree.iter("article", "div", "section", "li") if _is_entry(element)]
    alike: dict[tuple[object, str, str], list[HtmlElement]] = {}
    for entry in entries:
        alike.setdefault((entry.getparent(), str(entry.tag), entry.get("class") or ""), []).append(entry)
    for group in alike.values():
        if len(group) < 2:
            continue
        for entry in group:
            entry.tag = "section" if entry.tag == "article" else entry.tag
            for element in [entry, *entry.iter("div", "section", "article", "header", "footer")]:
                element.tag = "div" if element is not entry else element.tag
                for name in ("class", "id", "itemprop", "role"):
                    element.attrib.pop(name, None)


def _is_entry(element: "HtmlElement") -> bool:
    """Whether an element may be an entry of a live page: named as such, prose in it, the page's headline not."""
    named = element.tag == "article" or re.search(
        r"\b(?:post|entry|update|block|live)", f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    )
    if not named or element.find(".//h1") is not None or element.get("itemprop") == "articleBody":
        return False
    prose = [text for text in element.iter("p") if len(text.text_content().split()) > 5]
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    marked = any(True for _ in element.iter("h2", "h3", "h4", "h5", "time"))
    return marked and bool(prose) and linked * 2 < len(element.text_content())


def _flatten(cell: "HtmlElement") -> None:
    """A table's cell with what stands on lines of its own in one line, as its row is."""
    if len(cell) == 0 or len(cell) > LAYOUT_WORDS:
        return
    words = len(cell.text_content().split())
    if words > LAYOUT_WORDS or any(True for _ in cell.iter("table", "h1", "form", "img", "figure", "blockquote")):
        return
    for element in [*cell.iter("br", "li", "p", "div", "ul", "ol", "dl", "dt", "dd", "h2", "h3", "h4", "h5", "h6")]:
        before = _text_before(cell, element).rstrip()
        if before and element.tag in {"br", "li", "p", "div", "dd", "dt"}:
            _write_before(element, "; " if before[-1].isalnum() else " ")
        element.drop_tag()


def _text_before(cell: "HtmlElement", element: "HtmlElement") -> str:
    pieces = [cell.text or ""]
    for other in cell.iterdescendants():
        if other is element:
            break
        pieces += [other.text or ""]
        pieces += [other.tail or ""] if not any(above is other for above in element.iterancestors()) else []
    return "".join(pieces)


def _write_before(element: "HtmlElement", words: str) -> None:
    before, above = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip() + words
    elif above is not None:
        above.text = (above.text or "").rstrip() + words
