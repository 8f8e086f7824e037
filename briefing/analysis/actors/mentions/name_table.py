"""The gender that a given name tells, for names of the whole world.

Two million names do not fit in a dictionary that is ready at once, so the table is an XOR filter (Graf and Lemire 2020) with
a value: three bytes of it, at places that the name's hash tells, XORed, give seven bits that prove the name and one that tells
its gender. One word in 128 that is no name of the table passes for one. See ``weights/given_names.md``.
"""

import unicodedata
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Final

from briefing.analysis import weights

LONGEST: Final = 10
"""Letters of the longest name in the table: longer ones told nothing more of the people in the news."""
PROOF: Final = 0xFE
"""Bits of a byte that prove the name; the last bit tells the gender."""


def given_name_gender(name: str) -> str | None:
    """``m`` or ``f`` where four in five of those who bear the name have that gender; a double name by its first part."""
    first = plain(name.partition("-")[0])
    if not 1 < len(first) <= LONGEST or not first.isalpha():
        return None
    table = _table()
    *places, proof = hashed(first, len(table) // 3)
    found = table[places[0]] ^ table[places[1]] ^ table[places[2]]
    if found & PROOF != proof:
        return None
    return "f" if found & ~PROOF else "m"


def plain(name: str) -> str:
    """A name in small letters without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(letter))


def hashed(name: str, third: int) -> tuple[int, int, int, int]:
    """A name's place in each third of the table, and the bits that prove it."""
    number = int.from_bytes(blake2b(name.encode(), digest_size=13).digest(), "little")
    first, second, last = ((number >> shift & 0xFFFFFFFF) % third for shift in (0, 32, 64))
    return first, third + second, 2 * third + last, number >> 96 & PROOF


@cache
def _table() -> bytes:
    """The table: three thirds of equal length."""
    return files(weights).joinpath("given_names.bin").read_bytes()
