"""A briefing as JSON, in the format ``briefing/1``."""

import msgspec

from briefing.model import Briefing
from briefing.visible import escaped


def to_json(briefing: Briefing) -> str:
    """The briefing as an indented JSON document."""
    return escaped(msgspec.json.format(msgspec.json.encode(briefing), indent=2).decode()) + "\n"


def to_json_line(briefing: Briefing) -> str:
    """The briefing as one line of JSON Lines."""
    return escaped(msgspec.json.encode(briefing).decode()) + "\n"


def schema() -> str:
    """The JSON Schema of a briefing."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Briefing)), indent=2).decode() + "\n"
