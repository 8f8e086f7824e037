"""What gender a person is, as titles, nouns and given names tell."""

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.given_names import first_name_gender
from briefing.analysis.actors.mentions.name_table import given_name_gender
from briefing.analysis.actors.mentions.person_nouns import noun_gender
from briefing.analysis.actors.mentions.spans import title_gender


def told_gender(entity: Entity) -> str | None:
    """``m`` or ``f`` by title, by the nouns for the person, by a first name that is frequent; None where nothing tells."""
    if (told := next((gender for name in entity.names if (gender := title_gender(name.title))), None)) is not None:
        return told
    if (told := next((gender for noun in sorted(entity.nouns) if (gender := noun_gender(noun))), None)) is not None:
        return told
    frequent = {first_name_gender(name.text.split()[0]) for name in entity.names if " " in name.text}
    return frequent.pop() if len(frequent) == 1 and frequent == {name_gender(entity)} else None


def name_gender(entity: Entity) -> str | None:
    """``m`` or ``f`` by the first name, wherever in the world it is borne; None where it tells nothing."""
    for name in entity.names:
        parts = name.text.split()
        if len(parts) > 1 and (gender := given_name_gender(parts[0])):
            return gender
    return next((gender for name in entity.names if (gender := first_name_gender(name.text))), None)
