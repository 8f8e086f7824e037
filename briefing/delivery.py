"""Where briefings go: to standard output, into files of their own, or line by line into one file."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from msgspec import Struct

from briefing.export import Wanted, file_name, render, save
from briefing.export.lines import LinesFile
from briefing.model import Briefing
from briefing.streams import print_whole, report
from briefing.visible import readable_name


class Shape(Struct, frozen=True):
    """What a briefing is made into."""

    form: str
    """One of `briefing.formats.FORMATS`."""
    wanted: Wanted
    """What of the briefing goes in."""
    created: datetime
    """Time of the run."""

    def text(self, briefing: Briefing) -> str:
        """The briefing in this shape."""
        return render(briefing, self.form, self.wanted, created=self.created)


class Delivery(ABC):
    """Takes briefings one after the other; used as a context, in which an error or an interrupt may end the run."""

    done: Mapping[str, int] = MappingProxyType({})
    """How often an earlier run has delivered each source."""

    def left(self, sources: Iterable[str]) -> list[str]:
        """The sources that no earlier run has delivered; given twice, or with names that read the same, each counts."""
        done = Counter(self.done)
        left = []
        for source in sources:
            name = readable_name(source)
            if done[name]:
                done[name] -= 1
            else:
                left.append(source)
        return left

    @abstractmethod
    def deliver(self, briefing: Briefing) -> None:
        """Take a briefing.

        Raises:
            ExportError: it cannot be written.
        """

    def __enter__(self) -> Self:
        return self

    def __exit__(  # noqa: B027 - most have nothing to end
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        pass


class Printed(Delivery):
    """On standard output."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape

    def deliver(self, briefing: Briefing) -> None:
        """Print it."""
        print_whole(self._shape.text(briefing))


class Saved(Delivery):
    """In a file of its own: `target`, or one in the folder `target` that is named after the article."""

    def __init__(self, shape: Shape, target: Path, *, force: bool) -> None:
        self._shape = shape
        self._target = target
        self._force = force

    def deliver(self, briefing: Briefing) -> None:
        """Save it, and say where."""
        day = briefing.article.published or f"{self._shape.created.astimezone():%Y-%m-%d}"
        name = file_name(briefing.article.title, day, f".{self._shape.form}")
        report(f"saved {save(self._shape.text(briefing), self._target, name=name, force=self._force)}")


class Gathered(Delivery):
    """As lines of one file, which gets its name when all are there."""

    def __init__(self, shape: Shape, target: Path, *, force: bool, resume: bool) -> None:
        self._shape = shape
        self._file = LinesFile(target, force=force, resume=resume)
        self.done = self._file.done

    def deliver(self, briefing: Briefing) -> None:
        """Append its line."""
        self._file.write(self._shape.text(briefing))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        with self._file:
            if error is None:
                report(f"saved {self._file.finish()}")
            elif not isinstance(error, Exception):
                report("interrupted; the same command with --resume goes on where it stopped")


def delivery(shape: Shape, output: str | None, *, several: bool, force: bool, resume: bool) -> Delivery:
    """What does with briefings as the command line says; `output` is a file or a folder, or None for standard output.

    Raises:
        ExportError: the output cannot be written.
        ValueError: the options do not fit together; the message says what to do.
    """
    if resume and (output is None or shape.form != "jsonl"):
        raise ValueError("--resume goes on with a file of JSON Lines: name it with -o articles.jsonl")
    if output is None:
        return Printed(shape)
    target = Path(output)
    if shape.form == "jsonl" and not target.is_dir():
        return Gathered(shape, target, force=force, resume=resume)
    if several and not target.is_dir():
        raise ValueError(f"several articles need a folder, and {output} is none: make it first")
    return Saved(shape, target, force=force)
