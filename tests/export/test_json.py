"""JSON: the format ``briefing/1``."""

import msgspec
from export import harbour

from briefing.export.json import schema, to_json, to_json_line
from briefing.model import Briefing


def test_decoding_what_was_encoded_gives_the_same_briefing():
    briefing = harbour.briefing()
    assert msgspec.json.decode(to_json(briefing), type=Briefing) == briefing
    assert msgspec.json.decode(to_json_line(briefing), type=Briefing) == briefing


def test_a_line_is_one_line_in_the_order_of_the_contract():
    line = to_json_line(harbour.briefing())
    assert line.count("\n") == 1
    assert line.endswith("\n")
    assert list(msgspec.json.decode(line)) == ["schema", "article", "summary", "actors", "quotes", "questions", "analysis"]


def test_the_text_is_not_made_ascii_and_line_ends_inside_it_are_escaped():
    line = to_json_line(harbour.briefing())
    assert "“cannot wait”" in line
    assert "\\n\\n" in line


def test_the_schema_names_every_kind_of_finding():
    definitions = msgspec.json.decode(schema())["$defs"]
    assert {"Article", "Actor", "Quote", "Question", "SummarySentence", "Gap", "Block"} <= set(definitions)
