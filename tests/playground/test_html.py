import pytest

from bot.playground.html import Formatted, parse_html, strip_text
from bot.playground.refusals import Json, Refusal


def entity(type_: str, offset: int, length: int, **more: str) -> Json:
    return {"type": type_, "offset": offset, "length": length, **more}


def linked(length: int, url: str) -> Json:
    return entity("text_link", 0, length, url=url)


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", ()),
        ("a &lt; b &amp;&amp; c &gt; d &quot;", 'a < b && c > d "', ()),
        ("&nbsp; &copy &laquo; Tom & Jerry", "&nbsp; &copy &laquo; Tom & Jerry", ()),
        ("&lt🏟 &#65;&#x42;&#67 &#12345678;", "<🏟 ABC &#12345678;", ()),
        ("<b>a<i>b</i></b>", "ab", (entity("bold", 0, 2), entity("italic", 1, 1))),
        ("<b></b>x", "x", ()),
        ("<STRONG>x</strong>", "x", (entity("bold", 0, 1),)),
        ("<b>x</>", "x", (entity("bold", 0, 1),)),
        ("🏟<u>🏟</u>", "🏟🏟", (entity("underline", 2, 2),)),
        ("<s>x</s><del>y</del>", "xy", (entity("strikethrough", 0, 1), entity("strikethrough", 1, 1))),
        ("<tg-spoiler>x</tg-spoiler>", "x", (entity("spoiler", 0, 1),)),
        ('<span class="tg-spoiler">x</span>', "x", (entity("spoiler", 0, 1),)),
        ("<blockquote>x</blockquote>", "x", (entity("blockquote", 0, 1),)),
        ("<blockquote expandable>x</blockquote>", "x", (entity("expandable_blockquote", 0, 1),)),
        ("<code>x</code>", "x", (entity("code", 0, 1),)),
        ('<code class="language-go">x</code>', "x", (entity("code", 0, 1),)),
        ('<pre><code class="language-go">x</code></pre>', "x", (entity("pre", 0, 1, language="go"),)),
        ("<a href='https://x.org/a?b=1&amp;c'>x</a>", "x", (linked(1, "https://x.org/a?b=1&c"),)),
        ("<a href=x.org>x</a>", "x", (linked(1, "http://x.org/"),)),
        ("<a href='tg://settings'>x</a>", "x", (linked(1, "tg://settings"),)),
        ("<a>x.org</a>", "x.org", (linked(5, "http://x.org/"),)),
        ('<a href="nowhere">x</a>', "x", ()),
    ],
)
def test_html_becomes_text_with_entities(html: str, text: str, entities: tuple[Json, ...]) -> None:
    assert parse_html(html) == Formatted(text, entities)


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("привет <br>", 'Unsupported start tag "br" at byte offset 13'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x"', "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        (
            "&#xDFDF;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_wrong_html_is_refused_in_the_words_of_telegram(html: str, problem: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(html)

    assert refused.value.description == f"Bad Request: can't parse entities: {problem}"


def test_space_around_a_text_is_cut_off_and_entities_follow() -> None:
    formatted = strip_text(parse_html("\n  a <b>bold</b> word \n"))

    assert formatted == Formatted("a bold word", (entity("bold", 2, 4),))


def test_an_entity_ends_with_the_text() -> None:
    assert strip_text(parse_html("<b>bold  </b>")) == Formatted("bold", (entity("bold", 0, 4),))


def test_entities_after_the_hundredth_are_ignored() -> None:
    assert len(strip_text(parse_html("<b>x</b> " * 150)).entities) == 100
