"""A typed text stands on one line, shows what it says, and makes no link."""

import pytest

from bot.core.typed.one_line import clean_line, disarm_links

PLAIN = {
    "  two \n lines\t": "two lines",
    "right\u202eleft\u202c": "rightleft",
    "zero\u200bwidth\x00": "zerowidth",
    "\u2066\u200f": "",
    "\u3164\u2800": "",
    "👩\u200d🔬 here": "👩\u200d🔬 here",
    "cafe\u0301": "café",
}
INERT = {
    "see https://example.com/a": "see https: //example․com/a",
    "www.example.co.uk": "www․example․co․uk",
    "t.me/x": "t․me/x",
    "ask @anna, or a@b.org": "ask @ anna, or a@b․org",
    "/start now #tag $USD": "/ start now # tag $ USD",
    "at 10.30, for 3.5 hours and/or 1/2": "at 10.30, for 3.5 hours and/or 1/2",
    "Yes. No? A @ B # C": "Yes. No? A @ B # C",
}


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_not_seen_goes(text: str) -> None:
    assert clean_line(text) == PLAIN[text]


@pytest.mark.parametrize("text", INERT)
def test_nothing_becomes_a_link(text: str) -> None:
    assert disarm_links(text) == INERT[text]


@pytest.mark.parametrize("text", INERT)
def test_done_twice_it_is_the_same(text: str) -> None:
    assert disarm_links(disarm_links(text)) == disarm_links(text)
