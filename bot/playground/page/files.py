"""Files that the bot sent, as a browser gets them: to look at where that is harmless, else to keep."""

import mimetypes
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from bot.playground.world import ChatMessage

PICTURES: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
PDF: Final = "application/pdf"
TEXTS: Final = frozenset({".csv", ".json", ".md", ".txt", ".yaml", ".yml"})
TEXT: Final = "text/plain; charset=utf-8"

SANDBOX: Final = "default-src 'none'; sandbox"
NO_SCRIPT: Final = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
"""For PDF alone: a browser shows none in a sandbox."""


def file_name(message: ChatMessage) -> str:
    """What the file is called on a disk; pictures have no name of their own."""
    named = str(message.attached.get("document", {}).get("file_name", ""))
    if named:
        return named
    suffix = {"image/png": ".png", "image/jpeg": ".jpg"}.get(_picture(message.content), "")
    return f"{next(iter(message.attached), 'file')}-{message.message_id}{suffix}"


def to_look_at(message: ChatMessage) -> str:
    """The type under which a browser only shows the file, and runs nothing of it; "" when there is none.

    Pictures and PDF are known by how they begin, texts by their name; markup is never one of them.
    """
    content = message.content
    if content.startswith(b"%PDF-"):
        return PDF
    if PurePath(file_name(message)).suffix.lower() in TEXTS and _is_text(content):
        return TEXT
    return _picture(content)


def headers_to_look(message: ChatMessage) -> dict[str, str]:
    """Of the file as a page of its own."""
    kind = to_look_at(message)
    return {
        "Content-Type": kind,
        "Content-Disposition": _disposition("inline", message),
        "Content-Security-Policy": NO_SCRIPT if kind == PDF else SANDBOX,
    }


def headers_to_keep(message: ChatMessage) -> dict[str, str]:
    """Of the file as a download; pictures can be shown in the page all the same."""
    kind = _picture(message.content) or mimetypes.guess_type(file_name(message))[0]
    return {
        "Content-Type": kind or "application/octet-stream",
        "Content-Disposition": _disposition("attachment", message),
        "Content-Security-Policy": SANDBOX,
    }


def _disposition(how: str, message: ChatMessage) -> str:
    return f"{how}; filename*=UTF-8''{quote(file_name(message), safe='')}"


def _picture(content: bytes) -> str:
    return next((kind for sign, kind in PICTURES.items() if content.startswith(sign)), "")


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
