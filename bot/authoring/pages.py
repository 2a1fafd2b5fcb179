"""A readable page: headings, and under each a list of sentences that may hold lists themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from string import Template
from textwrap import wrap

from bot.authoring.advice_report import MARKS

INDENT = "  "

HTML = Template("""\
<!doctype html>
<html lang="$lang">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { line-height: 1.2 } h2 { margin-top: 2.5rem; border-bottom: 1px solid }
li { margin: .3rem 0 } ul { padding-left: 1.4rem }
@media print { body { font-size: .8rem } }
</style>
<h1>$title</h1>
$body
</html>
""")


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence, and what belongs under it."""

    text: str
    items: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its list."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page. lang: language of its texts, for the reader's browser. An empty section is not shown."""

    title: str
    lang: str
    sections: tuple[Section, ...]


def page_as_text(page: Page, width: int) -> str:
    """The page for a terminal. width: columns of it."""
    lines = [*wrap(page.title, width), "=" * min(len(page.title), width)]
    for section in filter(lambda each: each.items, page.sections):
        lines += ["", section.heading, "-" * len(section.heading)]
        for item in section.items:
            lines += _lines(item, width, 0)
    return "\n".join(lines)


def _lines(item: Item, width: int, depth: int) -> Iterator[str]:
    lead = INDENT * depth
    bullet = "" if item.text[0].isdigit() or item.text[0] in MARKS.values() else "• "
    yield from wrap(
        item.text, max(width, 20), initial_indent=f"{lead}{bullet}", subsequent_indent=f"{lead}  "
    )
    for each in item.items:
        yield from _lines(each, width, depth + 1)


def page_as_html(page: Page) -> str:
    """The page as one file that needs no other; every text is escaped."""
    body = "\n".join(
        f"<h2>{escape(section.heading)}</h2>\n{_listed(section.items)}"
        for section in page.sections
        if section.items
    )
    return HTML.substitute(lang=escape(page.lang), title=escape(page.title), body=body)


def _listed(items: tuple[Item, ...]) -> str:
    if not items:
        return ""
    return f"<ul>{''.join(f'<li>{escape(item.text)}{_listed(item.items)}</li>' for item in items)}</ul>"


def count_of(number: int, noun: str) -> str:
    """Return a number with its English noun, as "1 answer" or "3 answers"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
