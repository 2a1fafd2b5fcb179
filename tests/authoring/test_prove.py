"""A proof on a terminal."""

from io import StringIO

from rich.console import Console

from bot.authoring.prove import print_proof, prove_with_progress
from bot.loader.reading import load_dialog
from tests.example import DOG, dog


def shown() -> str:
    paper = StringIO()
    print_proof(dog(), prove_with_progress(dog()), Console(file=paper, width=120))
    return paper.getvalue()


def test_every_outcome_stands_in_the_table_with_how_often_and_how_it_is_reached() -> None:
    text = shown()

    rows = {line.split("│")[1].strip(): line for line in text.splitlines() if line.count("│") == 6}
    assert list(rows) == ["get_it", "try_it", "later"]
    assert "Get a dog" in rows["get_it"]
    assert all(f"\n{outcome}: {{leaning: " in text for outcome in rows)


def test_each_claim_says_whether_it_holds() -> None:
    text = shown()

    assert "Every outcome is reached" in text
    assert all(line.rstrip(" │").endswith(("yes", "exception", "exceptions")) for line in claims(text))


def claims(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(("│ Every", "│ No "))]


def test_what_the_author_accepts_is_said_with_its_reason() -> None:
    accept = "accept: [{finding: W52, of: get, because: Few people have the time}]\nscales:\n"
    accepting = load_dialog(DOG.replace("scales:\n", accept, 1), "dog.yml")
    paper = StringIO()

    print_proof(accepting, prove_with_progress(accepting), Console(file=paper, width=120))

    assert "W52 of get: Few people have the time" in paper.getvalue()
    assert "Accepted by the author" not in shown()


def test_what_was_found_is_said_with_its_place() -> None:
    never = load_dialog(DOG.replace("{ready: {gte: 70}}, time]", "{walk: w1}, {walk: w3}]"), "dog.yml")
    proof = prove_with_progress(never)
    paper = StringIO()

    print_proof(never, proof, Console(file=paper, width=400))

    assert proof.problems
    assert [each for each in proof.problems if str(each) not in paper.getvalue()] == []
