"""Names and whom they are of: what belongs to a name, which names are one actor's, what captions name."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from briefing.analysis.actors.entities.actor_filter import head_word
from briefing.analysis.actors.mentions.gazetteer import gazetteer
from briefing.analysis.actors.mentions.name_repair import repair_names
from briefing.analysis.actors.mentions.spans import Label, Name
from briefing.analysis.document import Document, read_document
from briefing.analysis.pipeline import parse
from briefing.model import Actor, Briefing
from briefing.sources import article_from_text

Brief = Callable[[str], Briefing]
HEAD = "Harbour town argues over its ferry\n\n"


def actor(briefing: Briefing, name: str) -> Actor:
    """The actor that is called so; the test fails if there is none."""
    found = [one for one in briefing.actors if name in (one.name, *one.aliases)]
    assert len(found) == 1, f"{name}: {[one.name for one in briefing.actors]}"
    return found[0]


def name_at(text: str, document: Document, label: Label) -> Name:
    """The first place of the words, as the model would hand it on."""
    start = document.text.index(text)
    first, stop = document.tokens(start, start + len(text))
    return Name(start, start + len(text), first, stop, text, label, "name")


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("They asked Acme, Bolt Works and others.", ("Acme, Bolt Works:organization",), ["Acme", "Bolt Works"]),
        ("They asked Bolt Works, Inc. for help.", ("Bolt Works, Inc.:organization",), ["Bolt Works, Inc."]),
        ("They asked Moss, Hill & Grey.", ("Moss, Hill & Grey:organization",), ["Moss, Hill & Grey"]),
        (
            "Like Bolt and Moss, they left. Bolt fell. Moss rose.",
            ("Bolt and Moss:organization", "Bolt fell:organization", "Moss rose:organization"),
            ["Bolt and Moss", "Bolt fell", "Moss rose"],
        ),
        (
            "The rest followed Boltco and Mosswell. Today Mosswell fell, but Boltco rose.",
            ("Boltco and Mosswell:organization", "Boltco:organization", "Mosswell:organization"),
            ["Boltco", "Mosswell"],
        ),
        (
            "Some Democratic Senate candidates left. The Senate sat.",
            ("Democratic Senate:organization", "Senate:organization"),
            ["Senate"],
        ),
        ("Reports named Orla Venn. She left.", ("Orla:person", "Venn:organization"), ["Orla Venn"]),
        ("The Board of Port Trade met. Later the BPT left.", ("BPT:organization",), ["Board of Port Trade", "BPT"]),
        ("The Board of Port Trade met. Later the BXT left.", ("BXT:organization",), ["BXT"]),
    ],
)
def test_names_are_mended_by_what_stands_elsewhere(
    nlp: Language, text: str, found: tuple[str, ...], expected: list[str]
) -> None:
    article = article_from_text(HEAD + text, "article.txt")
    document = read_document(parse(article, nlp), article)
    names = [name_at(words, document, label) for words, _, label in (entry.partition(":") for entry in found)]
    assert sorted({name.text for name in repair_names(names, set(), document, gazetteer())}) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Lawrence Venn opened the meeting. Larry Venn closed it.", "Lawrence Venn", "Larry Venn"),
        ("Ana Vega Soto won the vote. Vega Soto thanked her voters.", "Ana Vega Soto", "Vega Soto"),
        ("Peter Grabowsky won. Grabowsky spoke, and Grabovsky wept.", "Peter Grabowsky", "Grabovsky"),
        ("“Jim knows,” she said. James Harding did not answer her.", "James Harding", "Jim"),
    ],
)
def test_short_forms_double_names_and_slips_of_the_pen(brief: Brief, text: str, name: str, alias: str) -> None:
    assert actor(brief(HEAD + text), alias).name == name


def test_another_full_name_is_no_slip_of_the_pen(brief: Brief) -> None:
    names = {one.name for one in brief(HEAD + "Peter Grabowsky won. Anna Grabovsky lost to him.").actors}
    assert {"Peter Grabowsky", "Anna Grabovsky"} <= names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The ferry company Norlin said it would appeal. Norlin left. Norlin has lost.", "Norlin", "organization"),
        ("The board of Wexcombe left. The mayor of Wexcombe said that Wexcombe had no money.", "Wexcombe", "place"),
        ("Mr. Norlin said he would appeal. The ferry company Norlin owns is lost.", "Norlin", "person"),
    ],
)
def test_a_noun_beside_a_lone_name_tells_its_type(brief: Brief, text: str, name: str, kind: str) -> None:
    assert actor(brief(HEAD + text), name).type == kind


def test_a_family_is_a_group_beside_the_one_who_bears_its_name(brief: Brief) -> None:
    briefing = brief(HEAD + "Peter Harding said he would sell. Neighbours of the Hardings said they hoped so. Harding left.")
    assert actor(briefing, "Peter Harding").type == "person"
    assert [one.type for one in briefing.actors if "Hardings" in (one.name, *one.aliases)] in ([], ["group"])


def test_a_caption_names_the_actors_of_the_article_and_makes_none(brief: Brief) -> None:
    text = (
        "Maria Keller said the ferry must sail. Keller wants a vote.\n\n"
        "Mayor Maria Keller and Otto Brandt at the pier. Photo: Lena Moss\n\n"
        "The ferry sails at noon, Keller said."
    )
    briefing = brief(HEAD + text)
    assert [block.role for block in briefing.article.blocks].count("caption") == 1
    keller = actor(briefing, "Maria Keller")
    assert [mention.text for mention in keller.mentions if mention.rule == "name in a caption"] == ["Maria Keller"]
    assert not {"Otto Brandt", "Lena Moss"} & {one.name for one in briefing.actors}


@pytest.mark.parametrize("caption", ["Keller Street at noon. Photo: Moss", "The Anna Keller at noon. Photo: Moss"])
def test_a_part_of_a_longer_name_in_a_caption_is_no_mention(brief: Brief, caption: str) -> None:
    briefing = brief(f"{HEAD}Maria Keller said the ferry must sail.\n\n{caption}\n\nKeller left at noon, she said.")
    assert not [mention for mention in actor(briefing, "Maria Keller").mentions if mention.rule == "name in a caption"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Lars Dahl, the company’s chief engineer, flew home.", "Lars Dahl", "chief engineer"),
        ("Acme’s chief engineer Lars Dahl flew home.", "Lars Dahl", "Acme’s chief engineer"),
        ("Elena Rojas, who runs the harbour museum, flew home.", "Elena Rojas", "who runs the harbour museum"),
        ("The mayor of Wexcombe, Philip Ashdown, flew home.", "Philip Ashdown", "mayor of Wexcombe"),
        ("Elena Rojas, who once ran away, flew home.", "Elena Rojas", None),
        ("Elena Rojas is the first visitor of the day.", "Elena Rojas", None),
        ("If Elena Rojas is the director, Lars Dahl will leave.", "Elena Rojas", None),
        ("Presidential candidates Elena Rojas and Lars Dahl flew home.", "Elena Rojas", None),
        ("The vote is between Mark Dunn and Ann Hale, the likely winner of the island.", "Mark Dunn", None),
    ],
)
def test_roles_are_clean_and_true(brief: Brief, text: str, name: str, role: str | None) -> None:
    assert actor(brief(HEAD + text), name).role == role


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Museum of Flight", "museum"),
        ("Clean Harbours Act", "act"),
        ("Institute for the Sea", "institute"),
        ("Keller", "keller"),
    ],
)
def test_the_word_that_heads_a_name(name: str, head: str) -> None:
    assert head_word(name) == head


@pytest.mark.parametrize("link", ["known as", "better known as", "known online as"])
def test_two_names_of_one_person_are_one_actor(brief: Brief, link: str) -> None:
    briefing = brief(f"{HEAD}Police met the writer Elena Suarez Rojas, {link} Nina Dahl, on Monday. Dahl flew home.")
    assert "Nina Dahl" in actor(briefing, "Elena Suarez Rojas").aliases
