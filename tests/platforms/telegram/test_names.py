import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, User

from bot.platforms.telegram.names import NAMELESS, called, titled, without_links
from bot.playground.autolinks import autolinks


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


LINKS = [
    "example.com",
    "https://evil.example/x?y=1",
    "HTTP://localhost/x",
    "t.me/joinchat/abc",
    "www.evil.co.uk",
    "tg://resolve?domain=x",
    "@evil_bot",
    "write to ann@example.com",
    "/end",
    "say /forgetme now",
    "#sale",
    "$USD",
    "1.2.3.4",
    "пример.рф",
    "a.b@c.d/e#f",
]


@pytest.mark.parametrize("name", LINKS)
def test_telegram_makes_no_link_of_a_name(name: str) -> None:
    assert autolinks(name) != []
    assert autolinks(without_links(name)) == []
    assert autolinks(called(User(1, name, is_bot=False))) == []
    assert autolinks(titled(Chat(-5, Chat.SUPERGROUP, title=name))) == []


@given(st.lists(st.sampled_from([*"ab1 .:/@#$_-", *LINKS]), max_size=12).map("".join))
def test_no_mixture_of_links_is_one(name: str) -> None:
    assert autolinks(without_links(name)) == []


@pytest.mark.parametrize(
    "name", ["Ann M.", "Dr. Who", "AC/DC", "C# and F#", "50 $", "3rd - a team", "Team: us"]
)
def test_a_name_without_a_link_stays_as_it_is(name: str) -> None:
    assert without_links(name) == name
