"""Fitted numbers as data files (``<name>.json``), each with a card beside it (``<name>.md``): data, licence, script, scores."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


@cache
def load(name: str) -> Any:  # noqa: ANN401 - each finding knows the shape of its own numbers
    """The content of ``<name>.json``."""
    return msgspec.json.decode(files(__name__).joinpath(f"{name}.json").read_bytes())
