"""A page, in a terminal and in a browser."""

from bot.authoring.pages import Item, Page, Section, page_as_html, page_as_text

PAGE = Page(
    "A title",
    "en",
    (
        Section("One", (Item("1. First", (Item("a sentence that goes on over the end of its line"),)),)),
        Section("Two", (Item("✓ true"), Item("<b>bold</b> & more"))),
    ),
)


def test_a_page_is_read_from_top_to_bottom_in_a_terminal() -> None:
    assert (
        page_as_text(PAGE, 30)
        == """\
A title
=======

One
---
1. First
  • a sentence that goes on
    over the end of its line

Two
---
✓ true
• <b>bold</b> & more"""
    )


def test_a_page_for_a_browser_nests_its_lists_and_escapes_every_text() -> None:
    page = page_as_html(PAGE)

    assert (
        "<ul><li>1. First<ul><li>a sentence that goes on over the end of its line</li></ul></li></ul>" in page
    )
    assert "<li>&lt;b&gt;bold&lt;/b&gt; &amp; more</li>" in page
    assert "<b>" not in page
