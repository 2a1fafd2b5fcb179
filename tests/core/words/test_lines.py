import pytest

from bot.core.words.lines import shorten_line


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("A dog for us", "A dog for us"),
        ("A dog\n for  us", "A dog for us"),
        ("A dog for us all", "A dog for…"),
        ("A dog for you all", "A dog for…"),
        ("A dog at weekends", "A dog at…"),
        ("Weekendhouses only", "Weekendhous…"),
        ("A weekendhouse", "A weekendho…"),
    ],
)
def test_what_is_too_long_for_a_line_ends_with_a_whole_word_if_it_can(text: str, short: str) -> None:
    assert shorten_line(text, 12) == short
