"""The picture by which a group joins: its code is read as a phone would read it."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from matplotlib.image import imread

from bot.core.group.session import GroupSession
from bot.core.words.english import ENGLISH
from bot.documents.invitation import HEIGHT, WIDTH, invitation
from tests.example import dog
from tests.groups import CHAT, COACH, GROUP

LINK = "https://t.me/coach_bot?start=g-7fffffffffffffff"
OPENED = GroupSession(GROUP, CHAT, None, "Team", "dog", dog().logic_hash, COACH, "Anna")


def pixels(png: bytes) -> Any:
    return (imread(BytesIO(png), format="png")[:, :, :3] * 255).astype("uint8")


@pytest.mark.parametrize("link", [LINK, "https://t.me/a_bot_with_a_name_as_long_as_can_be?start=g-1"])
def test_the_code_leads_to_the_private_chat_of_the_group(link: str) -> None:
    name, png, _ = invitation(dog(), OPENED, link, ENGLISH)

    assert name == "join-dog-team.png"
    assert pixels(png).shape == (HEIGHT, WIDTH, 3)
    assert [code.text for code in zxingcpp.read_barcodes(pixels(png))] == [link]


def test_the_caption_can_be_sent_on_as_it_is() -> None:
    _, _, caption = invitation(dog(), OPENED, LINK, ENGLISH)

    assert caption == (
        f"Join “Is a dog right for me?” with Anna: {LINK}\n\n"
        "Your answers are confidential, not anonymous: totals appear only once 5 or more people have "
        "answered, each question says how exactly they are shown, and no one, not even the coach, "
        "sees who chose what."
    )


def test_long_names_leave_the_code_and_the_caption_whole() -> None:
    long = replace(dog(), title="Wondering whether a companion suits us? " * 30)
    group = replace(OPENED, coach_name="Wolfgang-Amadeus von und zu " * 20)

    _, png, caption = invitation(long, group, LINK, ENGLISH)

    assert [code.text for code in zxingcpp.read_barcodes(pixels(png))] == [LINK]
    assert LINK in caption
    assert len(caption) <= 1024  # Bot API: a caption has at most 1024 characters


def test_a_group_without_a_coach_invites_in_its_own_name() -> None:
    _, _, caption = invitation(dog(), replace(OPENED, coach=0, coach_name=""), LINK, ENGLISH)

    assert caption.startswith(f"Join “Is a dog right for me?”: {LINK}")
