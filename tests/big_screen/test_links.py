"""A link opens the screen of its group, and nobody can make one up."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

import pytest

from bot.big_screen.links import ScreenLink, ScreenLinks
from tests.stores.circle import OPENED

KEY, OLD = b"k" * 32, b"o" * 32
LINKS = ScreenLinks("https://coach.example.org/bot", (KEY, OLD))
ON = replace(OPENED, id=2**63 - 1, big_screen=1_800_000_000)
ADDRESS = LINKS.address(ON)
TOKEN = ADDRESS.rpartition("/")[2]


def test_a_link_says_which_group_and_which_link_of_it() -> None:
    assert ADDRESS.startswith("https://coach.example.org/bot/screen/")
    assert LINKS.read(TOKEN) == ScreenLink(2**63 - 1, 1_800_000_000)


def test_a_server_finds_links_below_the_path_of_the_public_address() -> None:
    assert LINKS.path == "/bot/screen/"
    assert ScreenLinks("https://coach.example.org", (KEY,)).path == "/screen/"


@pytest.mark.parametrize("big_screen", [0, -1_800_000_000])
def test_a_screen_that_is_off_has_no_link(big_screen: int) -> None:
    assert LINKS.address(replace(ON, big_screen=big_screen)) == ""


def test_every_byte_of_a_link_counts() -> None:
    whole = urlsafe_b64decode(f"{TOKEN}==")
    others = (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole)))

    assert {LINKS.read(urlsafe_b64encode(each).decode().rstrip("=")) for each in others} == {None}


@pytest.mark.parametrize(
    "token", ["", "a", TOKEN[:-1], f"{TOKEN}A", f"{TOKEN[:-1]}=", f"{TOKEN[:-1]}é", f"{TOKEN}\n"]
)
def test_what_has_not_the_form_of_a_link_is_none(token: str) -> None:
    assert LINKS.read(token) is None


def test_a_link_made_with_an_older_key_holds_and_one_of_another_bot_does_not() -> None:
    older = ScreenLinks("https://coach.example.org", (OLD,)).address(ON).rpartition("/")[2]
    others = ScreenLinks("https://coach.example.org", (b"x" * 32,)).address(ON).rpartition("/")[2]

    assert LINKS.read(older) == LINKS.read(TOKEN)
    assert LINKS.read(others) is None


def test_a_new_link_of_the_same_group_is_another_one() -> None:
    assert LINKS.address(replace(ON, big_screen=ON.big_screen + 1)) != ADDRESS
