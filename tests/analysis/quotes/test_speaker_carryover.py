"""Who "he said" is: the speaker named last keeps the floor until another person opens a sentence."""

import pytest

from briefing.analysis.quotes.attribution.speaker_carryover import carry_speakers
from briefing.model import Actor, Mention, Quote, Speaker


def person(ident: str, name: str, text: str, *, pronouns: str = "") -> Actor:
    """An actor whose mentions are the last word of the name, wherever it stands in the text, and pronouns told elsewhere."""
    last = name.rsplit(maxsplit=1)[-1]
    starts = [at for at in range(len(text)) if text.startswith(last, at)]
    mentions = [Mention(at, at + len(last), last, "name", "test") for at in starts]
    mentions += [Mention(10_000 + at, 10_002 + at, word, "pronoun", "test") for at, word in enumerate(pronouns.split())]
    return Actor(ident, name, "person", None, (), 1.0, tuple(mentions))


def quote(text: str, words: str, speaker: str, actor: str | None, *, kind: str = "direct") -> Quote:
    """The quote `words` with the last mention `speaker` in the text."""
    start, at = text.index(words), text.rindex(speaker)
    return Quote(start, start + len(words), words, kind, Speaker(at, at + len(speaker), speaker, actor), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "pronoun", "wrongly", "wanted"),
    [
        ("Hale says the boat is Price’s. “It leaks,” she said.", "she", "price", "hale"),
        ("Hale says the boat is Price’s.\n\n“It leaks,” she said.", "she", "price", "hale"),
        ("Hale says the boat is Price’s. “It leaks,” she said.", "she", None, "hale"),
        ("Hale says the boat is that of Mr. Price. “It leaks,” she said.", "she", "price", "hale"),
        # another person has the floor
        ("Hale says the boat is old. Mr. Price waited. “It leaks,” he said.", "he", "price", "price"),
        ("Hale says the boat is old. Price waited. “It leaks,” he said.", "he", "price", "price"),
        ("Hale says the boat is old.\n\nPrice waited. “It leaks,” he said.", "he", "price", "price"),
        # too far
        ("Hale says the boat is Price’s.\n\nIt rained.\n\n“It leaks,” she said.", "she", "price", "price"),
        # the wrong gender
        ("Hale says the boat is Price’s. “It leaks,” he said.", "he", "price", "price"),
    ],
)
def test_a_pronoun_that_speaks_is_the_speaker_named_last(text: str, pronoun: str, wrongly: str | None, wanted: str) -> None:
    first = Quote(10, 18, text[10:18], "indirect", Speaker(0, 4, "Hale", "hale"), None)
    actors = [person("hale", "Martha Hale", text), person("price", "Owen Price", text)]
    said = carry_speakers([first, quote(text, "It leaks,", pronoun, wrongly)], actors, text)[1]
    assert said.speaker is not None
    assert said.speaker.actor == wanted


def test_a_person_inside_a_report_does_not_take_the_floor() -> None:
    text = "Hale said that Dunn believed the boat was safe. “It leaks,” she said."
    outer = Quote(10, 46, text[10:46], "indirect", Speaker(0, 4, "Hale", "hale"), None)
    inner = Quote(29, 46, text[29:46], "indirect", Speaker(15, 19, "Dunn", "dunn"), None)
    actors = [person("hale", "Martha Hale", text), person("dunn", "Alice Dunn", text)]
    said = carry_speakers([outer, inner, quote(text, "It leaks,", "she", "dunn")], actors, text)[2]
    assert said.speaker is not None
    assert said.speaker.actor == "hale"


def test_pronouns_told_elsewhere_count_for_more_than_a_first_name() -> None:
    text = "Hale says the boat is Price’s. “It leaks,” he said."
    first = Quote(10, 18, text[10:18], "indirect", Speaker(0, 4, "Hale", "hale"), None)
    actors = [person("hale", "Martha Hale", text, pronouns="he he"), person("price", "Owen Price", text)]
    said = carry_speakers([first, quote(text, "It leaks,", "he", "price")], actors, text)[1]
    assert said.speaker is not None
    assert said.speaker.actor == "hale"


def test_names_keep_their_actors_and_nothing_is_carried_without_a_speaker() -> None:
    text = "“It leaks,” Price said."
    quotes = [quote(text, "It leaks,", "Price", "price")]
    assert carry_speakers(quotes, [person("price", "Owen Price", text)], text) == tuple(quotes)
    alone = [quote("“It leaks,” she said.", "It leaks,", "she", None)]
    assert carry_speakers(alone, [], "“It leaks,” she said.") == tuple(alone)
