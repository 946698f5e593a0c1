"""Two installations a year apart are the same: every package is pinned, also those that others bring along."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires, version

import pytest
from packaging.requirements import Requirement

from tests.architecture.source import ROOT

LISTS = ("requirements.txt", "requirements-dev.txt")


def canonical(name: str) -> str:
    """`Jinja2` and `jinja-2` are one package."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(*lists: str) -> dict[str, str]:
    """Versions by package for this platform, as the lists have them."""
    found: dict[str, str] = {}
    for name in lists:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            entry = line.split("#")[0].strip()
            if entry and not entry.startswith("-r"):
                wanted = Requirement(entry)
                (pin,) = wanted.specifier
                assert pin.operator == "==", line
                if wanted.marker is None or wanted.marker.evaluate():
                    found[canonical(wanted.name)] = pin.version
    return found


def needs(package: str) -> set[str]:
    """What an installed package needs here, without its extras."""
    asked = map(Requirement, requires(package) or ())
    return {canonical(one.name) for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})}


@pytest.mark.parametrize("lists", [LISTS[:1], LISTS])
def test_the_lists_name_everything_that_is_needed(lists: tuple[str, ...]) -> None:
    names = pinned(*lists)
    assert {need for package in names for need in needs(package)} <= set(names)


def test_what_is_installed_is_what_is_pinned() -> None:
    def installed(package: str) -> str:
        try:
            return version(package)
        except PackageNotFoundError:
            return "not installed"

    differing = {name: installed(name) for name, wanted in pinned(*LISTS).items() if installed(name) != wanted}
    assert not differing
