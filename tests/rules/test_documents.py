"""The documents lead somewhere, speak of the product alone, and the publication file is valid."""

from __future__ import annotations

import re
import subprocess
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
# Folders of a machine and hosts of package registries; written apart, so as not to find themselves.
WORKPLACE = re.compile("/" + "work/|/" + "tmp/|/" + "root/|pypi" + r"\.org|registry\.npm" + "js")


def documents() -> list[Path]:
    found = [*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md"), *PROJECT.glob("deploy/*.md")]
    return sorted(found)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    return [PROJECT / name for name in listed.stdout.split("\n") if name]


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_link_leads_to_a_file(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert [t for t in targets if not (path.parent / t).exists()] == []


def test_every_decision_is_listed() -> None:
    listed = (PROJECT / "docs/decisions/README.md").read_text(encoding="utf-8")
    records = [path.name for path in (PROJECT / "docs/decisions").glob("0*.md")]
    assert [name for name in records if name not in listed] == []


def test_nothing_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        if path.suffix in {".md", ".py", ".toml", ".lock", ".html", ".yml", ".sh", ""}:
            text = path.read_text(encoding="utf-8", errors="ignore")
            found += [f"{path.name}: {hit}" for hit in WORKPLACE.findall(text)]
    assert found == []


@pytest.fixture
def publiccode() -> Any:
    return yaml.safe_load((PROJECT / "publiccode.yml").read_text(encoding="utf-8"))


def test_publiccode_has_what_the_standard_asks(publiccode: Any) -> None:
    assert publiccode["publiccodeYmlVersion"] == "0.7"
    asked = {"name", "url", "platforms", "developmentStatus", "softwareType", "organisation"}
    assert asked | {"description", "legal", "maintenance", "localisation"} <= set(publiccode)
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable"}
    assert publiccode["organisation"]["uri"].startswith("https://")


def test_publiccode_describes_within_the_limits(publiccode: Any) -> None:
    for language in publiccode["localisation"]["availableLanguages"]:
        said = publiccode["description"][language]
        assert len(said["shortDescription"]) <= 150
        assert 150 <= len(said["longDescription"]) <= 10_000
        assert said["features"]


def test_publiccode_names_who_maintains_it(publiccode: Any) -> None:
    assert publiccode["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in publiccode["maintenance"]["contacts"])


def test_publiccode_agrees_with_the_project(publiccode: Any) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert publiccode["softwareVersion"] == project["version"]
    assert publiccode["legal"]["license"] == project["license"]
    assert date.fromisoformat(publiccode["releaseDate"]) >= date(2026, 1, 1)
