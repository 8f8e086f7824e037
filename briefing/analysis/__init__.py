"""From an article to its briefing: the order of the findings, and nothing else."""

from spacy.language import Language

from briefing import __version__
from briefing.analysis.actors import find_actors
from briefing.analysis.gaps import find_grammar_gaps
from briefing.analysis.pipeline import model_name, parse
from briefing.analysis.questions import find_questions
from briefing.analysis.quotes import find_quotes, identify_speakers
from briefing.analysis.summary import summarise
from briefing.model import Analysis, Article, Briefing


def analyse(article: Article, nlp: Language, *, summarizer: str = "briefing") -> Briefing:
    """Everything that the article shows of itself, as spans of its text.

    `summarizer` names the method of the summary: see `briefing.analysis.summary.METHODS`.
    """
    doc = parse(article, nlp)
    article = find_grammar_gaps(doc, article)
    quotes = find_quotes(doc, article)
    actors = find_actors(doc, article, quotes)
    quotes = identify_speakers(quotes, actors)
    return Briefing(
        article=article,
        summary=summarise(doc, article, actors, quotes, summarizer),
        actors=actors,
        quotes=quotes,
        questions=find_questions(doc, article, actors, quotes),
        analysis=Analysis(__version__, model_name(nlp)),
    )
