"""Documents and pictures of the bot: sending, sending again by id, and putting them into messages."""

import mimetypes
import struct
from typing import Any, NamedTuple

from bot.playground.access import open_chat
from bot.playground.html import Formatted, utf16_length
from bot.playground.keyboard import read_markup
from bot.playground.parameters import Parameters, Upload
from bot.playground.refusals import Json, bad_request
from bot.playground.sending import check_changed, editable, post
from bot.playground.world import World

LONGEST_CAPTION = 1024
LARGEST_PHOTO = 10 * 1024 * 1024  # bytes, https://core.telegram.org/bots/api#sendphoto
_PREFIXES = {"document": "BQAC", "photo": "AgAC"}
_LONGEST_SIDES = 10_000
_STEEPEST = 20  # width to height, or height to width
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


class Attached(NamedTuple):
    """A file as it hangs at a message: the part of the message that shows it, and its bytes."""

    shown: Json
    content: bytes


def send_document(world: World, given: Parameters) -> Json:
    """A new file from the bot, with or without a caption."""
    return _send(world, given, "document")


def send_photo(world: World, given: Parameters) -> Json:
    """A new picture from the bot, with or without a caption."""
    return _send(world, given, "photo")


def edit_message_media(world: World, given: Parameters) -> Json:
    """A picture or a document in the place of a text or of another one; the caption comes along."""
    raw: Any = given.data("media")
    if not isinstance(raw, dict):
        raise bad_request("can't parse InputMedia: Can't parse JSON object", "bad-media")
    kind = raw.get("type")
    if kind not in _PREFIXES:
        raise bad_request("can't parse InputMedia: type must be specified or is unsupported", "bad-media")
    caption = given.within(raw).formatted("caption")
    _check_caption(caption)
    file = _attached(world, given.within(raw).upload("media"), str(kind))
    keyboard = read_markup(given.data("reply_markup"))
    message = editable(world, given)
    if "poll" in message.attached:
        raise bad_request("message media can't be edited", "bad-media")
    same = (file.shown, *caption, keyboard) == (
        message.attached, message.text, message.entities, message.keyboard,
    )  # fmt: skip
    check_changed(same)
    changed = world.change(
        message,
        text=caption.text,
        entities=caption.entities,
        keyboard=keyboard,
        attached=file.shown,
        content=file.content,
    )
    return changed.json()


def edit_message_caption(world: World, given: Parameters) -> Json:
    """Another caption, or none, below the same file."""
    caption = given.formatted("caption")
    keyboard = read_markup(given.data("reply_markup"))
    message = editable(world, given)
    if not _PREFIXES.keys() & message.attached.keys():
        raise bad_request("there is no caption in the message to edit", "edits-no-caption")
    _check_caption(caption)
    check_changed(caption == (message.text, message.entities) and keyboard == message.keyboard)
    changed = world.change(message, text=caption.text, entities=caption.entities, keyboard=keyboard)
    return changed.json()


def _send(world: World, given: Parameters, kind: str) -> Json:
    caption = given.formatted("caption")
    keyboard = read_markup(given.data("reply_markup"))
    file = _attached(world, given.upload(kind), kind)
    chat = open_chat(world, given)
    _check_caption(caption)
    message = post(
        world,
        chat,
        given,
        f"{kind}s",
        text=caption.text,
        entities=caption.entities,
        keyboard=keyboard,
        attached=file.shown,
        content=file.content,
    )
    return message.json()


def _check_caption(caption: Formatted) -> None:
    if utf16_length(caption.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long", "text-too-long")


def _attached(world: World, upload: Upload | str | None, kind: str) -> Attached:
    if upload is None:
        raise bad_request(f"there is no {kind} in the request", "no-file")
    if isinstance(upload, str):
        if upload not in world.files:
            raise bad_request("wrong file identifier/HTTP URL specified", "unknown-file")
        shown, content = world.files[upload]
        if kind not in shown:
            found = next(iter(shown)).capitalize()
            raise bad_request(f"can't use file of type {found} as {kind.capitalize()}", "bad-media")
        return Attached(shown, content)
    if not upload.content:
        raise bad_request("file must be non-empty", "empty-file")
    return _kept(world, upload, kind)


def _kept(world: World, upload: Upload, kind: str) -> Attached:
    number = len(world.files) + 1
    file: Json = {
        "file_id": f"{_PREFIXES[kind]}{number:012d}",
        "file_unique_id": f"AgAD{number:08d}",
        "file_size": len(upload.content),
    }
    shown: Json
    if kind == "photo":
        width, height = _measured(upload.content)
        shown = {"photo": [{**file, "width": width, "height": height}]}
    else:
        guessed = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        shown = {"document": {**file, "file_name": upload.name, "mime_type": guessed}}
    world.files[file["file_id"]] = shown, upload.content
    return Attached(shown, upload.content)


def _measured(content: bytes) -> tuple[int, int]:
    """Sides of a picture in pixels; JPEG is taken as it comes, without a look at its sides.

    Raises:
        Refusal: 400 for what is no picture, or too large or too narrow a one.
    """
    if len(content) > LARGEST_PHOTO:
        raise bad_request("file is too big for a photo; the maximum size is 10485760 bytes", "bad-media")
    if content.startswith(_JPEG):
        return 1280, 720
    if not content.startswith(_PNG) or len(content) < 24:
        raise bad_request("IMAGE_PROCESS_FAILED", "bad-media")
    width, height = struct.unpack(">II", content[16:24])
    if not width or not height or width + height > _LONGEST_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS", "bad-media")
    if max(width, height) > _STEEPEST * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS", "bad-media")
    return width, height
