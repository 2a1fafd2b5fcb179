from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.screen.button import Button, Event
from bot.core.screen.chart import Bar, Panel, Picture
from bot.core.screen.fitting import units
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.events import Back, Finish
from bot.platforms.telegram.rendering import (
    LONGEST_CAPTION,
    LONGEST_MESSAGE,
    Rendering,
    clean,
    html,
    label,
    render,
)
from bot.playground.html import parse_html

NASTY = (
    "<b>bold</b>",
    "</b></i></blockquote>",
    "<a href='https://example.org'>tap</a>",
    "&lt;script&gt;",
    "&amp;&amp;",
    "&#60;b&#62;",
    "& < > \" '",
    "<tg-spoiler>",
    "<",
    "&",
    "*_`[markdown](x)",
    "\u202ereversed",
    "\u2066isolated",
    "zero\u200bwidth",
    "nul\x00byte",
    "👩\u200d💻👋🏽",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G",
    "{name} {0.__class__} %s %(x)s",
    "half \ud83d",
    "ﷺ" * 20,
)

CHART = Picture("Ready?", (Panel("", (Bar("Yes", 7, 7), Bar("No", 0, 4)), 12),))


def data(event: Event) -> str:
    return type(event).__name__


def test_each_style_has_its_markup() -> None:
    screen = Screen(
        (
            Block("Work · 1 of 9", Style.HINT),
            Block("Why?", Style.TITLE),
            Block("Because.\nReally."),
            Block("one\ntwo", heading="Why"),
        )
    )

    assert html(screen) == (
        "<i>Work · 1 of 9</i>\n\n<b>Why?</b>\n\nBecause.\nReally.\n\n<b>Why</b>\none\ntwo"
    )


def test_a_button_carries_what_it_does_or_opens() -> None:
    rows = ((Button("Back", Back()), Button("Read", url="https://example.org")), ())

    rendering = render(Screen((Block("x"),), rows), data)

    assert rendering.markup == InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("Back", callback_data="Back"),
                InlineKeyboardButton("Read", url="https://example.org"),
            ]
        ]
    )


@pytest.mark.parametrize("text", ["Hello, would it count?", "x" * 300, "👩" * 200])
def test_a_button_copies_as_much_as_a_button_can(text: str) -> None:
    rendered = render(Screen((Block("Ask."),), ((Button("Copy the message", copy=text),),)), str)

    assert rendered.markup is not None
    ((button,),) = rendered.markup.inline_keyboard
    assert button.copy_text is not None
    assert 1 <= units(button.copy_text.text) <= 256
    assert text.startswith(button.copy_text.text.rstrip("…"))
    assert button.callback_data is None


def test_buttons_that_copy_other_texts_do_not_look_alike() -> None:
    def copying(text: str) -> str:
        return render(Screen((Block("Ask."),), ((Button("Copy", copy=text),),)), str).digest

    assert copying("one") != copying("two")


def test_a_screen_without_buttons_has_no_keyboard() -> None:
    assert render(Screen((Block("x"),)), data).keyboard is None


def test_equal_screens_have_equal_digests_and_others_have_others() -> None:
    def digest(text: str, button: Button) -> str:
        return render(Screen((Block(text),), ((button,),)), data).digest

    first = digest("x", Button("a", Back()))

    assert digest("x", Button("a", Back())) == first
    assert len({first, digest("y", Button("a", Back())), digest("x", Button("a", Finish()))}) == 3


@pytest.mark.parametrize(
    "blocks", [(), (Block(""),), (Block(" \u200b\n"),)], ids=["none", "empty", "invisible"]
)
def test_an_empty_screen_can_still_be_sent(blocks: tuple[Block, ...]) -> None:
    assert html(Screen(blocks)) == "…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Get me a new job", "Get me a new job"),
        ("two\nlines  here", "two lines here"),
        ("", "…"),
        ("x" * 67, "x" * 65 + "…"),
        ("a\u202eb", "ab"),
    ],
)
def test_a_label_is_one_short_line(text: str, shown: str) -> None:
    assert label(Button(text, Back())) == shown


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_name_is_nothing_but_text(text: str) -> None:
    screen = Screen((Block(text, Style.TITLE), Block(text, Style.HINT, heading=text), Block(text)))
    shown = clean(text).strip()

    parsed = parse_html(html(screen))

    assert parsed.text == f"{shown}\n\n{shown}\n{shown}\n\n{shown}"
    assert sorted(entity["type"] for entity in parsed.entities) == ["bold", "bold", "italic"]


@given(st.lists(st.builds(Block, st.text(), st.sampled_from(Style), st.text()), max_size=6))
def test_no_text_changes_the_markup(blocks: list[Block]) -> None:
    marks = {Style.TITLE: "bold", Style.HINT: "italic"}
    wanted = [
        mark
        for block in blocks
        for text, mark in ((block.heading, "bold"), (block.text, marks.get(block.style, "")))
        if clean(text).strip() and mark
    ]

    parsed = parse_html(html(Screen(tuple(blocks))))

    assert sorted(entity["type"] for entity in parsed.entities) == sorted(wanted)


@given(st.text(max_size=60), st.text(max_size=60), st.integers(1, 300))
def test_any_screen_fits_into_a_message(text: str, other: str, times: int) -> None:
    parsed = parse_html(html(Screen((Block(text * times), Block(other * times, heading="More")))))

    assert units(parsed.text) <= LONGEST_MESSAGE


def test_a_rendering_is_a_value() -> None:
    screen = Screen((Block("x"),))

    assert render(screen, data) == Rendering("x", None, render(screen, data).digest, "", screen)


def test_the_digest_of_a_screen_without_a_chart_is_that_of_its_text_and_buttons() -> None:
    """Messages of earlier versions carry these digests: another one would edit every one of them."""
    screen = Screen((Block("x"),), ((Button("a", Back()),),))

    assert render(screen, data).digest == "f465cada60e77a5f6d789263de09dd22"


def test_a_chart_is_part_of_what_a_screen_looks_like() -> None:
    plain = Screen((Block("x"),))
    first, second = replace(plain, picture=CHART), replace(plain, picture=replace(CHART, note="so"))

    renderings = [render(each, data) for each in (plain, first, second)]

    assert [bool(each.picture) for each in renderings] == [False, True, True]
    assert len({each.digest for each in renderings}) == 3
    assert len({each.picture for each in renderings}) == 3
    assert [each.chart for each in renderings] == [None, CHART, second.picture]


def test_equal_charts_have_equal_digests_under_any_text() -> None:
    first, second = (render(Screen((Block(text),), picture=CHART), data) for text in ("x", "y"))

    assert first.picture == second.picture
    assert first.digest != second.digest


@pytest.mark.parametrize("chart", [None, CHART], ids=["no chart", "a chart"])
def test_a_chart_gives_way_to_a_text_that_is_too_long_below_it(chart: Picture | None) -> None:
    long = render(Screen((Block("<b>" * 700), Block("more " * 300)), picture=chart), data)
    short = render(Screen((Block("<b>" * 100), Block("more " * 50)), picture=chart), data)

    assert units(parse_html(long.text).text) > LONGEST_CAPTION >= units(parse_html(long.caption).text)
    assert (long.chart, long.picture) == (None, "")
    assert short.chart == chart
    assert short.text == short.caption
