"""References: who "he", "she", "I", "the president" and "the Norwegian" are, and when the program keeps silent."""

from collections.abc import Callable

import pytest

from briefing.model import Briefing

Brief = Callable[[str], Briefing]
HEAD = "Harbour town argues over its ferry\n\n"


def owner(briefing: Briefing, words: str, nth: int = 0) -> str | None:
    """The name of the actor whose mention these words are, at their nth place in the text."""
    start = -1
    for _ in range(nth + 1):
        start = briefing.article.text.index(words, start + 1)
    place = (start, start + len(words))
    return next(
        (one.name for one in briefing.actors for mention in one.mentions if (mention.start, mention.end) == place), None
    )


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Maria Keller opened the meeting. She thanked the crew.", "She", "Maria Keller"),
        ("Maria Keller met Tom Reed in Dover. He thanked her.", "He", "Tom Reed"),
        ("Maria Keller met Tom Reed in Dover. He thanked her.", "her.", None),
        ("Tom Reed blamed himself for the delay.", "himself", "Tom Reed"),
        ("In his speech, Tom Reed thanked the crew.", "his", "Tom Reed"),
        ("Tom Reed, who sank the ferry, went to jail.", "who", "Tom Reed"),
        ("“I am tired,” said Maria Keller.", "I", "Maria Keller"),
        ("Mayor Tom Reed spoke. The mayor thanked the crew.", "The mayor", "Tom Reed"),
        ("Tom Reed is a fisherman from Dover.", "a fisherman", "Tom Reed"),
        ("Tom Reed is not a fisherman any more.", "a fisherman", None),
        ("Tom Reed would be a better mayor than his brother.", "a better mayor", None),
        ("If Tom Reed becomes the next mayor, the pier will be built.", "the next mayor", None),
        (
            "The president of Chile, Elena Rojas, arrived. Days later the Chilean president left again.",
            "the Chilean president",
            "Elena Rojas",
        ),
    ],
)
def test_references(brief: Brief, text: str, words: str, name: str | None) -> None:
    assert owner(brief(HEAD + text), words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The manager, Lena Holt, said the pier was closed. She said: “It will open in May.”", "She", "Lena Holt"),
        ("According to Dahl, ferries run late, and he said it would stay so.", "he", "Dahl"),
        ("“Traffic will fall,” analyst Efrem Brandt said. “It is a bad year,” he said.", "he", "Efrem Brandt"),
        ("Kgosientsho Mokwena chairs the port. He opened the meeting on Monday.", "He", "Kgosientsho Mokwena"),
        ("Priya Nair and Zanele Dube spoke. Vikram Rao listened. He was tired.", "He", "Vikram Rao"),
    ],
)
def test_who_was_just_introduced_owns_the_pronoun(brief: Brief, text: str, words: str, name: str | None) -> None:
    assert owner(brief(HEAD + text), words) == name


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reed ran the port for years. On Monday a captain, Paul Stone, arrived. He asked for a berth.",
        "Tom Reed is the mayor. Tom Reed built the pier. Paul Stone disagrees with Tom Reed. He wants a tunnel.",
    ],
)
def test_a_new_subject_beats_the_one_named_most(brief: Brief, text: str) -> None:
    assert owner(brief(HEAD + text), "He") == "Paul Stone"


def test_nobody_calls_himself_he(brief: Brief) -> None:
    briefing = brief(HEAD + "Tom Reed met Paul Stone. “He is late again,” Tom Reed said.")
    assert owner(briefing, "He") != "Tom Reed"


def test_a_pronoun_never_means_somebody_of_the_other_gender(brief: Brief) -> None:
    briefing = brief(HEAD + "Maria Keller left the town. He had not been told.")
    assert owner(briefing, "He") is None


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Norwegian president Dahl was in Oslo on Monday.", "Dahl"),
        ("Dahl was in Oslo on Monday.", None),  # whom readers know for a Norwegian, the text does not call one
    ],
)
def test_one_of_a_country_is_who_the_text_says_is_of_it(brief: Brief, told: str, name: str | None) -> None:
    text = f"{told} Norway, Dahl wrote, would wait. Norway trusts Dahl.\n\nThe talks went on, and then the Norwegian left."
    assert owner(brief("Dahl says Norway will wait\n\n" + text), "the Norwegian") == name


def test_the_head_of_one_state_is_not_the_head_of_another(brief: Brief) -> None:
    text = "Dahl wrote to Chile on Monday. Chile, Dahl said, would wait.\n\nThe president of Chile did not answer."
    assert owner(brief("Dahl says Chile will wait\n\n" + text), "The president of Chile") is None


def test_every_mention_says_what_linked_it(brief: Brief) -> None:
    text = HEAD + "Mayor Tom Reed spoke. The mayor thanked the crew, and he left. France’s ships stayed; French crews did not."
    mentions = [mention for one in brief(text).actors for mention in one.mentions]
    assert {mention.form for mention in mentions} == {"name", "nominal", "pronoun", "demonym"}
    assert all(mention.rule for mention in mentions)


def test_in_a_transcript_i_is_whose_name_stands_before_the_colon(brief: Brief) -> None:
    text = (
        HEAD + "Maria Keller met Tom Reed in Dover.\n\nTom Reed: I know the harbour well.\n\nMaria Keller: Then I believe it."
    )
    briefing = brief(text)
    assert owner(briefing, "I") == "Tom Reed"
    assert owner(briefing, "I", 1) == "Maria Keller"
