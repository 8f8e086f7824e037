"""Packages that only some sources need, and that are not installed with the program unless asked for."""

import logging
from importlib import import_module
from types import ModuleType
from typing import Literal

from briefing.errors import SourceError

Extra = Literal["web", "pdf", "feeds"]


def require(package: str, extra: Extra, what: str) -> ModuleType:
    """The package, imported; `what` names the sources that need it. What it logs is not written to the terminal.

    Raises:
        SourceError: it is not installed; the message names the extra.
    """
    try:
        module = import_module(package)
    except ImportError as error:
        raise SourceError(f'{what} need an extra that is not installed: pip install "briefing[{extra}]"') from error
    name = package.partition(".")[0]
    if not logging.getLogger(name).handlers:
        logging.getLogger(name).addHandler(logging.NullHandler())
    return module
