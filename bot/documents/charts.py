"""Draw charts: turn figures into a PNG that is easy to read on a phone.

No group, answer or chat is known here. Units are points of 1/72 inch, one pixel of the PNG each, counted from
the top left corner. The drawing library is not thread-safe, so only one thing is drawn at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Final
from unicodedata import category, combining, name

from matplotlib import get_data_path
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bot.core.group.screens.figures_text import people
from bot.core.screen.chart import Bar, Panel, Picture
from bot.core.words.english import ENGLISH

FONTS: Final = Path(get_data_path()) / "fonts" / "ttf"
"""The library's own fonts, so that every machine draws the same."""
PAPER, EDGE, INK, FAINT, TRACK = "#FCFBF8", "#B9B5AA", "#1E2227", "#565B62", "#E9E6DE"
FILLS: Final = (("#20609F", ""), ("#A8480B", "//"))
"""Colour and hatch of the first and second panel: colour alone would exclude some readers."""

WIDTH: Final = 1080
MARGIN: Final = 56
TITLE, BODY = 46.0, 40.0
"""Font sizes; a phone shows the picture at a third of its width, so they match the size of its own text."""
GRID: Final = 9
"""Heights are multiples of this (1/8 inch), so that rounding loses no pixel."""
DRAWING: Final = Lock()
"""Hold it while drawing."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text. x: its left end, or its right one where `to_right`. y: its baseline."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    to_right: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. x, y: its top left corner. hatch: "" for none. dashed: what may or may not be there."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    hatch: str = ""
    edge: str = ""
    dashed: bool = False


@dataclass(slots=True)
class Column:
    """A strip that is filled from the top down.

    y: where the next line goes. room: width kept free beside bars, for their numbers.
    """

    x: float
    y: float
    width: float
    room: float = 0
    lines: list[TextLine] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def write(self, text: str, size: float, *, bold: bool = False, colour: str = INK) -> None:
        """Write a paragraph, wrapped between words, and within a word that is too long."""
        for each in wrap_lines(text, size, bold, self.width):
            self.lines.append(TextLine(each, self.x, self.y + size, size, bold, colour=colour))
            self.y += 1.28 * size

    def skip(self, height: float) -> None:
        """Leave a vertical gap."""
        self.y += height

    def bar(self, bar: Bar, of: int, size: float, style: int) -> None:
        """Draw a label, and below it the bar with its number. style: an index into `FILLS`."""
        self.write(bar.label, size)
        width, height = self.width - self.room, 1.05 * size
        top = self.y + 0.16 * size
        fill, hatch = FILLS[style]
        sure, may_be = (width * min(each / max(of, 1), 1) for each in (bar.lowest, bar.highest))
        self.boxes.append(Box(self.x, top, width, height, TRACK, edge=EDGE))
        if may_be > sure:
            self.boxes.append(Box(self.x, top, may_be, height, PAPER, "", fill, dashed=True))
        if sure:
            self.boxes.append(Box(self.x, top, sure, height, fill, hatch, fill))
        self.lines.append(TextLine(_number(bar, of), self.x + self.width, top + 0.9 * size, size, True, True))
        self.y = top + height + 0.62 * size

    def panel(self, panel: Panel, size: float, style: int = 0) -> None:
        """Draw one distribution, with its name above it."""
        if panel.name:
            square = 0.8 * size
            fill, hatch = FILLS[style]
            self.boxes.append(Box(self.x, self.y + 0.22 * size, square, square, fill, hatch, fill))
            inner = Column(self.x + 1.2 * size, self.y, self.width - 1.2 * size)
            inner.write(panel.name, size, bold=True)
            self.lines += inner.lines
            self.y = inner.y + 0.35 * size
        for bar in panel.bars:
            self.bar(bar, panel.of, size, style)

    def take(self, other: "Column") -> None:
        """Add the content of another column to this one."""
        self.lines += other.lines
        self.boxes += other.boxes


def draw(picture: Picture) -> bytes:
    """Return a chart as a PNG, 1080 pixels wide and as high as needed; equal pictures give equal bytes."""
    with DRAWING:
        column, height = lay_out(picture)
        return png_of((column,), WIDTH, height)


def png_of(columns: Sequence[Column], width: int, height: int) -> bytes:
    """Return columns as a PNG; for whoever holds `DRAWING`. Equal columns give equal bytes."""
    canvas = FigureCanvasAgg(paint(columns, width, height))
    content = BytesIO()
    canvas.print_png(content, metadata={"Software": None})
    # Each text keeps what it was drawn with: a cycle that would keep ten megabytes until the next collection.
    for text in canvas.figure.findobj(Text):
        vars(text)["_renderer"] = None
    canvas.renderer = None
    return content.getvalue()


def lay_out(picture: Picture) -> tuple[Column, int]:
    """Lay out a chart; return its column and its height."""
    column = Column(MARGIN, MARGIN, WIDTH - 2 * MARGIN, width_for_numbers(picture.panels, BODY))
    if picture.over:
        column.write(picture.over, BODY, colour=FAINT)
        column.skip(0.4 * BODY)
    column.write(picture.title, TITLE, bold=True)
    column.skip(0.6 * BODY)
    for line in picture.lines:
        column.write(line, BODY)
        column.skip(0.3 * BODY)
    for at, panel in enumerate(picture.panels):
        column.panel(panel, BODY, at % len(FILLS))
        column.skip(0.5 * BODY)
    if picture.note:
        column.write(picture.note, BODY, colour=FAINT)
    height = column.y + MARGIN - 0.3 * BODY
    return column, GRID * -(-int(height) // GRID)


def paint(columns: Sequence[Column], width: float, height: float, *, framed: bool = True) -> Figure:
    """Paint columns on a sheet. framed: with a thin border, for pictures shown on any background."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=PAPER if framed else "white")
    if framed:
        frame = Box(1, 1, width - 2, height - 2, "none", edge=EDGE)
        figure.add_artist(_rectangle(frame, width, height))
    for column in columns:
        for box in column.boxes:
            figure.add_artist(_rectangle(box, width, height))
        for line in column.lines:
            figure.add_artist(_text(line, width, height))
    return figure


def _rectangle(box: Box, width: float, height: float) -> Rectangle:
    stroke = max(0.4, min(2.0, box.height / 20))
    patch = Rectangle(
        (box.x / width, 1 - (box.y + box.height) / height),
        box.width / width,
        box.height / height,
        facecolor=box.fill,
        edgecolor=box.edge or box.fill,
        linewidth=stroke,
        linestyle="--" if box.dashed else "-",
        hatch=box.hatch,
        hatchcolor=PAPER if box.fill not in ("none", PAPER) else box.edge,
    )
    patch.set_hatch_linewidth(2 * stroke)
    return patch


def _text(line: TextLine, width: float, height: float) -> Text:
    return Text(
        line.x / width,
        1 - line.y / height,
        line.text,
        color=line.colour,
        fontproperties=_font(line.size, line.bold),
        ha="right" if line.to_right else "left",
        va="baseline",
        parse_math=False,  # a text may speak of dollars
    )


def width_for_numbers(panels: Sequence[Panel], size: float) -> float:
    """Return the width that the longest number of these panels needs beside its bar."""
    numbers = (_number(bar, panel.of) for panel in panels for bar in panel.bars)
    return max((text_width(each, size, True) for each in numbers), default=0) + 0.6 * size


def _number(bar: Bar, of: int) -> str:
    return bar.said or ENGLISH(people(bar, of))


# --- type -----------------------------------------------------------------------------------


def wrap_lines(text: str, size: float, bold: bool, width: float) -> list[str]:
    """Split a text into lines of at most this width; nothing is left out."""
    lines, line = [], ""
    for word in drawable_text(text).split():
        together = f"{line} {word}" if line else word
        if text_width(together, size, bold) <= width:
            line = together
            continue
        if line:
            lines.append(line)
        *full, line = _split_word(word, size, bold, width)
        lines += full
    return [*lines, line]


def _split_word(word: str, size: float, bold: bool, width: float) -> list[str]:
    """Split a word into pieces that fit; usually there is only one."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold) > width and not combining(letter):
            pieces.append("")
        pieces[-1] += letter
    return pieces


def drawable_text(text: str) -> str:
    """Return a text in characters that the font has.

    A symbol without a glyph is dropped, or replaced by its name if the text would be empty without it. Any
    other missing letter becomes an empty square; the message beside the chart has it in full.
    """
    known, kept = _letters(), ""
    for letter in text:
        if letter.isspace():
            kept += " "
        elif ord(letter) in known:
            kept += letter
        elif category(letter)[0] == "L":
            kept += "□"
    if any(category(letter)[0] in "LNPS" for letter in kept) or not text.strip():
        return kept
    names = (name(letter, "").lower() for letter in text if category(letter) == "So")
    return ", ".join(each for each in names if each) or "□"


def text_width(text: str, size: float, bold: bool) -> float:
    """Return the width of a line."""
    return size * _ems(text, bold)


@lru_cache(maxsize=4096)
def _ems(text: str, bold: bool) -> float:
    """Return the width of a line at size 1, measured at a large size because widths are whole pixels."""
    big = 320
    wide, _, _ = _scratch().get_text_width_height_descent(text, _font(big, bold), False)
    return float(wide) / big


@lru_cache(maxsize=1)
def _scratch() -> RendererAgg:
    renderer: RendererAgg = FigureCanvasAgg(Figure(dpi=72)).get_renderer()
    return renderer


@lru_cache(maxsize=64)
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(fname=_file(bold), size=size)


def _file(bold: bool) -> Path:
    return FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    plain, bold = (frozenset(get_font(_file(each)).get_charmap()) for each in (False, True))
    return plain & bold
