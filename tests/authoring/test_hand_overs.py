"""Hand-overs are checked against the dialogs that lie beside."""

from pathlib import Path

import pytest

from bot.authoring.hand_overs import check_hand_overs
from bot.loader.reading import load_dialog
from tests.example import DOG

CAT = DOG.replace("id: dog", "id: cat")


def handing(to: str, answers: str) -> str:
    """The example with a way on from its first advice."""
    way = f"hand_overs: {{{to}: {{label: Go on, answers: {answers}}}}}\noutcomes:\n"
    return DOG.replace("outcomes:\n", way).replace(
        "revisit_after: 90d", f"revisit_after: 90d\n    hand_over: {to}"
    )


def problems(folder: Path, text: str, **beside: str) -> list[tuple[str, str, str]]:
    for name, other in {"dog": text, **beside}.items():
        (folder / name).mkdir()
        (folder / name / "dialog.yml").write_text(other, encoding="utf-8")
    file = folder / "dog" / "dialog.yml"
    found = check_hand_overs(file, load_dialog(text, str(file)))
    return [(each.code, each.problem, each.hint) for each in found]


@pytest.mark.parametrize(
    ("to", "answers", "expected"),
    [
        ("cat", "{wish: {wish: {friend: friend}}, walk: {walk: {w1: w2}}}", []),
        ("cat", "{wsh: {wish: {friend: friend}}}", [("`cat` has no question `wsh`", "did you mean `wish`?")]),
        (
            "cat",
            "{wish: {wish: {friend: freind}}}",
            [("`wish` of `cat` has no button `freind`", "did you mean `friend`?")],
        ),
        ("cat", "{hours: {walk: {w3: most}}}", [("`hours` of `cat` has no button `most`", "")]),
        ("cta", "{}", [("no dialog `cta` here", "did you mean `cat`?")]),
    ],
)
def test_what_is_not_there_is_found(
    tmp_path: Path, to: str, answers: str, expected: list[tuple[str, str]]
) -> None:
    assert problems(tmp_path, handing(to, answers), cat=CAT) == [("W78", *each) for each in expected]


@pytest.mark.parametrize("within", ["dog", ""], ids=["in the folder of the dialog", "in the folder above"])
def test_what_lies_beside_is_found_from_wherever_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, within: str
) -> None:
    text = handing("cta", "{}")
    problems(tmp_path, text, cat=CAT)
    monkeypatch.chdir(tmp_path / within)
    file = Path("dialog.yml" if within else "dog/dialog.yml")

    found = check_hand_overs(file, load_dialog(text, str(file)))

    assert [each.problem for each in found] == ["no dialog `cta` here"]


def test_a_folder_that_cannot_be_looked_into_is_no_finding(tmp_path: Path) -> None:
    dialog = load_dialog(handing("cat", "{}"), "dog.yml")

    assert list(check_hand_overs(tmp_path / "gone" / "dog" / "dialog.yml", dialog)) == []


def test_a_dialog_that_lies_alone_may_lead_anywhere(tmp_path: Path) -> None:
    assert problems(tmp_path, handing("cat", "{}")) == []


def test_a_broken_dialog_beside_is_its_own_finding(tmp_path: Path) -> None:
    assert problems(tmp_path, handing("cat", "{wsh: {}}"), cat="format: 1") == []
