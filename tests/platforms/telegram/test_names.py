import pytest
from telegram import Chat, User

from bot.platforms.telegram.names import NAMELESS, called, titled


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("Ann", "", "Ann"),
        ("Ann", "Miller", "Ann M."),
        ("Мария", "Кюри", "Мария К."),
        ("Ann", "🌸", "Ann"),
        ("", "Miller", "M."),
        ("  Ann \n Lee ", " ", "Ann Lee"),
        ("\u202eevil\u202c \x00name\u200b", "", "evil name"),
        ("🌸", "", "🌸"),
        ("", "", NAMELESS),
        ("\u3164", "", NAMELESS),
        ("\u200b\u2060", "\u2800", NAMELESS),
        ("x" * 64, "Y", "x" * 35 + "… Y."),
    ],
)
def test_a_person_is_called_by_the_first_name(first: str, last: str, shown: str) -> None:
    name = called(User(1, first, is_bot=False, last_name=last or None))

    assert name == shown
    assert len(name) <= 40


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Team", "Team"),
        ("The\n team\u202e", "The team"),
        ("\u3164", ""),
        (None, ""),
        ("x" * 200, "x" * 127 + "…"),
    ],
)
def test_a_group_is_called_by_its_title(title: str | None, shown: str) -> None:
    assert titled(Chat(-5, Chat.SUPERGROUP, title=title)) == shown
