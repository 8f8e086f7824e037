"""The command line. Results go to standard output, everything else to standard error; heavy imports wait inside functions."""

import gc
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from briefing import __version__
from briefing.errors import BriefingError, ConfigError, ModelError, SourceError
from briefing.formats import FLAVORS, FORMATS, SECTIONS, chosen_sections, format_of
from briefing.streams import (
    Progress,
    complain,
    keep_standard_streams_taken,
    leave_quietly,
    print_whole,
    report,
    take_keys_from_terminal,
)
from briefing.visible import safe

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.delivery import Delivery
    from briefing.model import Article
    from briefing.opener import Opener
    from briefing.store import Store

OK: Final = 0
FAILED: Final = 1
USAGE: Final = 2
INTERRUPTED: Final = 130


EPILOG: Final = """\b
Examples:
  briefing                               the sample article in the reader
  briefing article.txt                   an article in the reader
  briefing https://example.org/article   an article on the web
  briefing article.txt -o briefing.md    save its briefing as Markdown
  briefing articles/ --format jsonl      the briefings of a folder, an article a line

\b
Exit status:
  0 all well, 1 some article failed, 2 wrong usage, 130 interrupted"""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit status."""
    keep_standard_streams_taken()
    try:
        status = command.main(arguments, "briefing", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except BrokenPipeError:
        leave_quietly()
        status = FAILED
    except BriefingError as error:
        complain(str(error))
        status = USAGE if isinstance(error, (ConfigError, ModelError)) else FAILED
    except OSError as error:  # what the system refuses and nobody has better words for, as when click prints to a full disk
        complain(f"{error.filename or 'standard output'}: {(error.strerror or type(error).__name__).lower()}")
        leave_quietly()
        status = FAILED
    sys.exit(status)


@click.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=click.Path(allow_dash=True, readable=False))
@click.option("-o", "--output", metavar="PATH", type=click.Path(allow_dash=True), help="Save to this file or folder.")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="Print in this format instead of the reader.")
@click.option("--sections", metavar="LIST", help=f"Save these alone, with commas between: {', '.join(SECTIONS)}.")
@click.option("--no-article", is_flag=True, help="Save the findings without the article.")
@click.option(
    "--flavor", type=click.Choice(FLAVORS), help="Kind of Markdown (gfm); obsidian has links to actors and block ids."
)
@click.option("--force", is_flag=True, help="Replace the file that -o names; else the new one gets -2, -3 …")
@click.option("--resume", is_flag=True, help="Go on with a file of JSON Lines that an earlier run began.")
@click.option("--model", metavar="NAME", help="Language model: md (default), sm, a spaCy package, a folder, auto.")
@click.option("--summarizer", metavar="NAME", help="How the summary is made: briefing (default), lexrank, textrank …")
@click.option("--sentences", metavar="N", type=click.IntRange(1, 10), help="Length of the summary that is saved (5).")
@click.option("--jobs", metavar="N", type=click.IntRange(1, 64), help="Articles to analyse at the same time.")
@click.option("--scheduler", metavar="ADDRESS", help="Analyse on the Dask cluster there, in place of this machine.")
@click.option("--no-cache", is_flag=True, help="Analyse anew, and do not remember the analysis.")
@click.option("--serve", is_flag=True, help="Read in a browser on this machine; the address is printed.")
@click.option(
    "--port", metavar="N", type=click.IntRange(0, 65535), default=8000, help="Port for --serve (8000); 0: a free one."
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a briefing.")
@click.option("--config", is_flag=True, help="Print the settings, each with its meaning and default.")
@click.option("--keys", is_flag=True, help="Print the keys of the reader.")
@click.option("--completion", type=click.Choice(["bash", "zsh", "fish"]), help="Print the shell's completion script.")
@click.version_option(__version__, message="%(prog)s %(version)s")
def command(sources: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click gives each option its type
    """Read news articles beside their briefings: summary, key actors, quotes and open questions.

    A SOURCE is a file (text, Markdown, HTML, PDF, Word, EPUB, mail), an address on the web, a feed, a folder, or - for
    standard input. Without one, the sample article opens.
    """
    if (page := _page(options)) is not None:
        print_whole(page)
        return OK
    settings = _settings(options)
    from briefing.sources.logins import take_over, without_login

    take_over()
    sources = tuple(map(without_login, sources))
    if options["serve"]:
        return _serve(sources, options)
    form = options["form"] or (format_of(options["output"]) if options["output"] is not None else None)
    articles, all_found = _articles(sources)
    if not articles:
        return FAILED
    if form is None and options["scheduler"]:
        raise click.UsageError("--scheduler is not for the reader: add --format or -o")
    with closing(_store(settings, analyses=not options["no_cache"])) as store:
        if form is None:
            return _read(articles, settings, store)
        target = _target(form, len(articles), settings, options)
        all_done = _brief(articles, target, settings, store=store, jobs=options["jobs"], scheduler=options["scheduler"])
    return OK if all_found and all_done else FAILED


def _page(options: dict[str, Any]) -> str | None:
    """What one of the options prints that want no article."""
    if options["schema"]:
        from briefing.export.json import schema

        return schema()
    if options["config"]:
        from briefing.config import describe_settings

        return describe_settings()
    if options["keys"]:
        from briefing.config import read_settings
        from briefing.reader.keymap import describe_keys

        return describe_keys(read_settings().keymap)
    if options["completion"]:
        from click.shell_completion import get_completion_class

        shell = get_completion_class(options["completion"])
        return shell(command, {}, "briefing", "_BRIEFING_COMPLETE").source() if shell else None
    return None


def _settings(options: dict[str, Any]) -> "Settings":
    """The user's settings with what the command line says otherwise; wrong names are told before any work."""
    from msgspec.structs import replace

    from briefing.config import read_settings
    from briefing.language import model_folder
    from briefing.summarizers import SUMMARIZERS

    given = {name: options[name] for name in ("model", "summarizer", "sentences", "flavor") if options[name] is not None}
    settings = replace(read_settings(), **given)
    if options["sections"] is not None:
        try:
            settings = replace(settings, sections=chosen_sections(options["sections"]))
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--sections") from error
    if options["no_article"]:
        settings = replace(settings, sections=[name for name in settings.sections if name != "article"])
    if settings.summarizer not in SUMMARIZERS:
        raise click.BadParameter(f"{settings.summarizer!r} is none of {', '.join(SUMMARIZERS)}", param_hint="--summarizer")
    model_folder(settings.model)
    return settings


def _articles(sources: tuple[str, ...]) -> tuple[list[str], bool]:
    """The articles that the sources stand for, the sample without any; and whether every source has some."""
    from briefing.config import shipped_folder
    from briefing.sources import articles_in, is_folder

    if not sources:
        return [str(min(shipped_folder("seeds").glob("*.txt")))], True
    if sources.count("-") > 1:
        raise click.UsageError("standard input can be read only once: give - one time")
    articles: list[str] = []
    all_found = True
    for source in sources:
        try:
            articles += articles_in(source) if is_folder(source) else [source]
        except BriefingError as error:
            complain(str(error))
            all_found = False
    return articles, all_found


def _store(settings: "Settings", *, analyses: bool) -> "Store":
    from briefing.store import Store

    return Store(limit=settings.cache_limit, analyses=analyses)


def _read(articles: list[str], settings: "Settings", store: "Store") -> int:
    """Open the reader: on a text at once, on all else as soon as it is opened, which the reader shows."""
    from briefing.opener import Opener

    gc.disable()  # what is remembered of a long article are objects by the ten thousand; the reader turns it on again
    opener = Opener(settings)
    article = opener.open_quickly(articles[0], store.opened)
    take_keys_from_terminal()
    from briefing.reader.app import run_reader

    briefing = store.get(article, settings.model, settings.summarizer) if article is not None else None
    library = articles if articles[1:] else []
    return run_reader(
        article or articles[0],
        briefing=briefing,
        settings=settings,
        store=store,
        opener=opener,
        library=library,
        path=articles[0],
    )


def _serve(sources: tuple[str, ...], options: dict[str, Any]) -> int:
    """Serve the reader to a browser: it runs this command line without what asks for that."""
    if "-" in sources:
        raise click.UsageError("standard input cannot be read in a browser: save it to a file first")
    if options["form"] or options["output"] or options["scheduler"]:
        raise click.UsageError("--serve reads in a browser; --format, -o and --scheduler do without")
    from briefing.reader.serving import serve
    from briefing.sources.logins import hand_over

    hand_over()
    wanted = ("model", "summarizer", "sentences", "flavor", "sections")
    given = [f"--{name}={options[name]}" for name in wanted if options[name] is not None]
    flags = [f"--{name.replace('_', '-')}" for name in ("no_cache", "no_article") if options[name]]
    serve([*given, *flags, "--", *sources], options["port"])
    return OK


def _open_articles(source: str, opener: "Opener", progress: Progress) -> "Sequence[Article]":
    """The article of a source, or those that a feed carries."""
    from briefing.model import Article
    from briefing.sources import is_address

    if is_address(source):
        progress.tell(f"fetching {source}")
    opened = opener.open(source, lambda heard: progress.tell(f"fetching {source}: {heard.received / 1000:,.0f} kB"))
    if isinstance(opened, Article):
        return (opened,)
    if not opened.articles:
        raise SourceError(f"{source} is a feed that carries no whole article; give the address of one of its articles")
    return opened.articles


def _target(form: str, articles: int, settings: "Settings", options: dict[str, Any]) -> "Delivery":
    """Where the briefings go."""
    from briefing.delivery import Shape, delivery
    from briefing.export import Wanted

    _refuse_what_does_not_fit(form, options)
    wanted = Wanted(sections=settings.sections, sentences=settings.sentences, flavor=settings.flavor)
    shape = Shape(form, wanted, datetime.now(UTC))
    output = None if options["output"] == "-" else options["output"]
    try:
        return delivery(shape, output, several=articles > 1, force=options["force"], resume=options["resume"])
    except ValueError as error:
        raise click.UsageError(safe(str(error))) from error


def _refuse_what_does_not_fit(form: str, options: dict[str, Any]) -> None:
    """Say so where an option would do nothing."""
    if options["scheduler"] and options["jobs"]:
        raise click.UsageError("--jobs is for this machine: leave it out with --scheduler")
    if options["flavor"] and form != "md":
        raise click.UsageError(f"--flavor is for Markdown, and this is {form}: leave it out, or take --format md")
    if (options["sections"] or options["no_article"]) and form.startswith("json"):
        raise click.UsageError(
            "JSON always has all that was found: leave --sections and --no-article out, or take another format"
        )


def _brief(  # noqa: PLR0913 - what a run is made of
    articles: list[str], target: "Delivery", settings: "Settings", *, store: "Store", jobs: int | None, scheduler: str | None
) -> bool:
    """Analyse the articles and deliver their briefings; whether that went well for all."""
    from briefing.batch import analyse_all, default_jobs
    from briefing.language import language_warning
    from briefing.opener import Opener
    from briefing.summarizers import slow_warning

    all_done = True

    def warn(article: "Article") -> None:
        for warning in (language_warning(article), slow_warning(settings.summarizer, article)):
            if warning is not None:
                progress.clear()
                report(f"{article.source}: {warning}")

    with Opener(settings) as sources, target:
        articles = target.left(articles)
        jobs = jobs or settings.jobs or default_jobs(len(articles))
        with Progress(len(articles)) as progress:
            opener = partial(_open_articles, opener=sources, progress=progress)
            for outcome in analyse_all(articles, opener, settings, jobs=jobs, scheduler=scheduler, store=store, announce=warn):
                progress.clear()
                if outcome.briefing is not None:
                    for notice in outcome.briefing.article.notices:
                        report(f"{outcome.source}: {notice}")
                    target.deliver(outcome.briefing)
                    for notice in outcome.briefing.analysis.notices:
                        report(f"{outcome.source}: {notice}")
                else:
                    complain(str(outcome.error))
                    all_done = False
                progress.step()
    for notice in store.notices:
        report(notice)
    return all_done
