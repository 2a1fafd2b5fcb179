import pytest

from bot.loader.suggestions import did_you_mean, listed, suggest_fact


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("moeny", ["money", "time"], "did you mean `money`?"),
        ("zzz", ["money", "time"], "use `money` or `time`"),
        ("zzz", ["time", "money", "time"], "use `money` or `time`"),
        ("zzz", [], ""),
        ("zzz", [f"name-{number}" for number in range(9)], ""),
        ("m" * 10_000, ["m"], "use `m`"),
    ],
)
def test_a_hint_names_the_closest_or_the_few_that_are(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


@pytest.mark.parametrize("written", ["for > against", "for >= 50", "want = health", "rain is bad", "a and b"])
def test_a_comparison_in_the_place_of_a_fact_is_told_how_to_write_it(written: str) -> None:
    assert suggest_fact(written, ["short"]) == "write a comparison as {scale: {gt: 50}} or {question: option}"
    assert suggest_fact("shrt", ["short"]) == "did you mean `short`?"


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["a"], "`a`"), (["a", "b"], "`a` or `b`"), (["a", "b", "c"], "`a`, `b` or `c`")],
)
def test_names_are_listed_in_words(names: list[str], said: str) -> None:
    assert listed(names, "or") == said
