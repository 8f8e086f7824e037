"""What gender a person is, as titles, nouns and given names tell."""

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.given_names import first_name_gender
from briefing.analysis.actors.mentions.person_nouns import noun_gender
from briefing.analysis.actors.mentions.spans import title_gender


def tell_gender(entity: Entity) -> str | None:
    """``m`` or ``f`` by title, by the nouns for the person, by first name; None where nothing tells."""
    if (told := next((gender for name in entity.names if (gender := title_gender(name.title))), None)) is not None:
        return told
    for noun in sorted(entity.nouns):
        if gender := noun_gender(noun):
            return gender
    for name in entity.names:
        parts = name.text.split()
        if len(parts) > 1 and (gender := first_name_gender(parts[0])):
            return gender
    return next((gender for name in entity.names if (gender := first_name_gender(name.text))), None)
