import pytest

from bot.platforms.telegram.rendering import clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("as it is", "as it is"),
        ("two\nlines", "two\nlines"),
        ("two\r\nlines", "two\nlines"),
        ("a\tb", "a b"),
        ("nul\x00 bell\x07 esc\x1b del\x7f", "nul bell esc del"),
        ("c1\x85\x9f", "c1"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("\u2066isolated\u2069 \u200emark\u200f \u061c", "isolated mark "),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("half \ud83d a character", "half  a character"),
        ("join\u200der", "joiner"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Grüße 你好 👋🏽", "Grüße 你好 👋🏽"),
    ],
)
def test_only_what_nobody_sees_goes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
