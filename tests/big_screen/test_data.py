"""What the page is given to draw."""

from bot.big_screen.data import QUIET, draw_code, page_data
from bot.core.group.screens.big_screen import BigScreen, BigScreenSection, ChartPanel, ChartRow
from bot.core.group.session import GroupStage
from bot.core.screen.screen import Block, Style
from bot.core.words.english import ENGLISH

LINK = "https://t.me/coach_bot?start=g-1f5"


def test_a_text_is_paragraphs_and_lists_in_their_order() -> None:
    section = BigScreenSection("Why?", (Block("First.\n• one\n• two\nLast.", Style.HINT, "Reasons"),))
    screen = BigScreen(GroupStage.OPEN, "A dog?", "Team", "3 people", (section,))

    data = page_data(screen, LINK, ENGLISH)

    assert data["sections"][0]["blocks"] == [
        {
            "style": "hint",
            "heading": "Reasons",
            "parts": [{"lines": ["First."]}, {"list": ["one", "two"]}, {"lines": ["Last."]}],
        }
    ]
    assert (data["stage"], data["lang"], data["closes"], data["join"]) == ("open", "en", None, None)


def test_a_bar_has_its_label_its_number_and_its_length() -> None:
    panel = ChartPanel("Now", (ChartRow("Yes", "at most 2 of 12", 0.0, 0.25),))
    screen = BigScreen(
        GroupStage.SHOWN, "A dog?", "Team", "12 people", (BigScreenSection("Why?", (), panels=(panel,)),)
    )

    assert page_data(screen, LINK, ENGLISH)["sections"][0]["panels"] == [
        {
            "name": "Now",
            "rows": [{"label": "Yes", "amount": "at most 2 of 12", "lowest": 0.0, "highest": 0.25}],
        }
    ]


def test_the_lobby_has_the_code_and_what_to_do_with_it() -> None:
    screen = BigScreen(GroupStage.LOBBY, "A dog?", "Team", "No one yet", (), lets_in=True)

    way_in = page_data(screen, LINK, ENGLISH)["join"]

    assert way_in["steps"][0] == "1. Scan the code with your phone."
    assert (way_in["link"], way_in["says"]) == (LINK.removeprefix("https://"), f"QR code of {way_in['link']}")
    assert (way_in["size"], way_in["path"]) == draw_code(LINK)


def test_where_nobody_knows_yet_how_to_join_there_is_no_code() -> None:
    screen = BigScreen(GroupStage.LOBBY, "A dog?", "Team", "No one yet", (), lets_in=True)

    assert page_data(screen, "", ENGLISH)["join"] is None


def test_a_code_keeps_its_quiet_zone() -> None:
    size, path = draw_code(LINK)
    corners = [part.split("h")[0].split() for part in path.split("M")[1:]]

    assert min(int(across) for across, _ in corners) == min(int(down) for _, down in corners) == QUIET
    assert max(int(down) for _, down in corners) == size - QUIET - 1
