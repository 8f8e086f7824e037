"""Given names: the gender that they tell, all over the world, and the table that holds them."""

import pytest
from training.given_names import build

from briefing.analysis.actors.mentions.name_table import given_name_gender, hashed


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Maria", "f"), ("Thomas", "m"),
        ("Priya", "f"), ("Ngozi", "f"), ("Ayşe", "f"), ("Nguyet", "f"), ("Zoë", "f"),
        ("Vikram", "m"), ("Chukwuemeka", None), ("Emeka", "m"), ("Dmitry", "m"), ("Mehmet", "m"), ("José", "m"),
        ("Anne-Sophie", "f"), ("Jean-Marc", "m"),
        ("Kim", None), ("Wei", None), ("J.", None), ("", None), ("Qxzvwk", None),
    ],
)  # fmt: skip
def test_gender(name: str, gender: str | None) -> None:
    assert given_name_gender(name) == gender


def test_a_table_holds_what_was_put_into_it() -> None:
    names = {f"name{number}": number % 3 == 0 for number in range(3000)}
    table = build(names)
    for name, is_female in names.items():
        first, second, last, proof = hashed(name, len(table) // 3)
        assert table[first] ^ table[second] ^ table[last] == proof | is_female
