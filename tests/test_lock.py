"""The versions that the README's commands install: what `pyproject.toml` allows, and nothing left open."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LINE = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [<>=!]+ '[A-Za-z0-9.]+')?")


def locked() -> dict[str, list[Requirement]]:
    """The lines of the lock, by name; one package can have several, each for its own versions of Python."""
    lines = [Requirement(line) for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines()]
    return {each.name: [other for other in lines if other.name == each.name] for each in lines}


def asked_for() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"]
    return [
        Requirement(each)
        for each in (*PROJECT["dependencies"], *(one for of in extras.values() for one in of))
    ]


def closure(names: set[str]) -> Iterator[str]:
    """These packages and all that they need, here, of what is installed."""
    todo, seen = list(names), set[str]()
    while todo:
        if (name := canonicalize_name(todo.pop())) in seen:
            continue
        seen.add(name)
        yield name
        needed = [Requirement(each) for each in requires(name) or ()]
        todo += [each.name for each in needed if each.marker is None or each.marker.evaluate({"extra": ""})]


def test_every_version_in_the_lock_is_one_that_the_project_allows() -> None:
    pins = locked()

    wrong = {
        str(wanted): [str(pin) for pin in pins.get(canonicalize_name(wanted.name), [])]
        for wanted in asked_for()
        if not (found := pins.get(canonicalize_name(wanted.name)))
        or not all(wanted.specifier.contains(next(iter(pin.specifier)).version) for pin in found)
    }

    assert wrong == {}


def test_the_lock_leaves_no_package_open() -> None:
    assert set(closure({each.name for each in asked_for()})) - locked().keys() == set()


def test_the_lock_holds_exact_versions_and_no_addresses() -> None:
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not LINE.fullmatch(line)] == []


def test_every_requirement_has_a_lowest_version() -> None:
    bounds = {"==", ">=", "~="}

    assert [str(each) for each in asked_for() if not {one.operator for one in each.specifier} & bounds] == []


def test_releases_with_known_advisories_are_not_allowed() -> None:
    allowed = {each.name: each.specifier for each in asked_for()}["aiohttp"]

    assert [each for each in ("3.14.0", "3.14.1", "3.14.2") if allowed.contains(each)] == []
