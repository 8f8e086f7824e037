"""Words in quotation marks that are themselves the matter: a term, a gloss, another name. They are no speech.

What tells them is the syntax around the marks: "the so-called “…”", "Russian for “…”", "the trunk, or “…,”". Of who uses such a
word the text says nothing, and the nearest subject is as a rule the thing that bears it ("it is called “…”").
"""

from typing import Final

from briefing.analysis import lexicon
from briefing.analysis.document import Document
from briefing.analysis.quotes.candidates import Candidate
from briefing.analysis.quotes.quote_context import QuoteContext
from briefing.model import Article

_LONGEST: Final = 4
"""Words of another name for a thing, at most."""
_LANGUAGES: Final = frozenset({"LANGUAGE", "NORP"})

_WORDS: Final = frozenset({"expression", "phrase", "term", "word"})
"""Nouns for words; not every one that is quoted after them is a name."""


def is_term(context: QuoteContext, article: Article, number: int) -> bool:
    """Whether a quoted stretch is a term that the sentence translates, distances itself from or gives as another name."""
    segment, document = context.document.stretches[number], context.document
    before = document.first_at(segment.outer_start) - 1
    if before < 0 or document.block_of[before] != segment.block:
        return False
    text = article.text[segment.start : segment.end]
    return (
        _is_so_called(document, before)
        or _is_gloss(document, before)
        or (_is_other_name(document, before) and _is_between_commas(article, text, segment.outer_end))
    )


def _is_so_called(document: Document, token: int) -> bool:
    """Whether "so-called" ends here, one token or three."""
    words = document.lower[max(0, token - 2) : token + 1]
    return words[-1] == "so-called" or words == ["so", "-", "called"]


def _is_gloss(document: Document, token: int) -> bool:
    """Whether what ends here says that a translation or a long form follows: "Latin for", "slang for", "short for"."""
    if document.lower[token] != "for" or not token:
        return False
    word = token - 1
    is_language = document.entity_types[word] in _LANGUAGES and document.tags[word] != "NNPS" and document.heads[token] == word
    return is_language or document.lower[word] in lexicon.words("quotes/glosses")


def _is_other_name(document: Document, token: int) -> bool:
    """Whether a noun and ", or" end here, with or without an article, as before another name for what the noun names."""
    token -= document.lower[token] in ("a", "an", "the")
    is_joined = token > 1 and document.lower[token] == "or" and document.lower[token - 1] == ","
    return is_joined and document.pos[token - 2] in ("NOUN", "PROPN")


def _is_between_commas(article: Article, text: str, behind: int) -> bool:
    """Whether a few words that no sentence begins with have a comma at their end."""
    few = text[0].islower() and len(text.split()) <= _LONGEST
    return few and (text[-1] == "," or article.text[behind : behind + 1] == ",")


def is_bearer(context: QuoteContext, number: int, candidate: Candidate) -> bool:
    """Whether a candidate is no speaker, but bears the name that the stretch is: "it is called “…”", "the term is “…”"."""
    document = context.document
    verb = document.first_at(context.document.stretches[number].outer_start) - 1
    verb -= verb > 0 and document.lower[verb] == "as"
    if verb < 0 or candidate.head not in document.children[verb]:
        return False
    is_named = document.deps[candidate.head] == "nsubjpass" and document.lemmas[verb] in lexicon.words("quotes/naming")
    names = lexicon.words("quotes/names") | _WORDS
    return is_named or (document.lemmas[verb] == "be" and document.lemmas[candidate.head] in names)
