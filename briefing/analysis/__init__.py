"""From an article to its briefing: the order of the findings, and nothing else.

- `pipeline`: spaCy's parse; `document`: the parsed article, which every room below reads
- `gaps`, `quotes`, `actors`, `summary`, `questions`: the findings
- `linear`: the logistic model that several of them use; `network`: the small network of the quotes
- `lexicon`: word lists; `weights`: fitted numbers, each with a card; the scripts that fit them are in ``tests/training``
"""

from collections.abc import Callable
from dataclasses import replace

from spacy.language import Language

from briefing import __version__
from briefing.analysis.actors import find_actors
from briefing.analysis.document import read_document
from briefing.analysis.gaps import find_grammar_gaps
from briefing.analysis.lengths import notices
from briefing.analysis.pipeline import model_name, parse
from briefing.analysis.questions import find_questions
from briefing.analysis.quotes import find_quotes, identify_speakers
from briefing.analysis.summary import summarise
from briefing.analysis.wholeness import copied, put_back
from briefing.model import Analysis, Article, Briefing
from briefing.wholeness import WholeText, is_broken


def analyse(
    article: Article, nlp: Language, *, summarizer: str = "briefing", progress: Callable[[str, float], None] | None = None
) -> Briefing:
    """Everything that the article shows of itself, as spans of its text.

    `summarizer` names the method of the summary: see `briefing.analysis.summary.METHODS`. `progress` is told the stage
    that begins and the share of the whole that is done by then, from 0 to 1.
    """
    if is_broken(article.text):
        whole = WholeText(article.text)
        return put_back(_findings(copied(article, whole), nlp, summarizer, progress), article, whole)
    return _findings(article, nlp, summarizer, progress)


def _findings(article: Article, nlp: Language, summarizer: str, progress: Callable[[str, float], None] | None) -> Briefing:
    """The briefing of an article whose words are whole."""
    report = progress or (lambda _stage, _share: None)
    report("parsing", 0.0)
    document = read_document(parse(article, nlp), article)
    report("quotes", 0.7)
    document = replace(document, article=find_grammar_gaps(document))
    quotes = find_quotes(document)
    report("actors", 0.75)
    actors = find_actors(document, quotes)
    quotes = identify_speakers(quotes, actors, article.text)
    report("summary", 0.9)
    summary = summarise(document, actors, quotes, summarizer)
    report("questions", 0.95)
    questions = find_questions(document, actors, quotes)
    return Briefing(
        article=document.article,
        summary=summary,
        actors=actors,
        quotes=quotes,
        questions=questions,
        analysis=Analysis(__version__, model_name(nlp), notices(article.text, document.doc)),
    )
