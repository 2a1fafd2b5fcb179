"""Kinds of messages that hold no text; each fills "I can't read …" (see `menus.unreadable`)."""

from bot.core.words.phrase import message


@message("a voice message")
def voice() -> None: ...


@message("a photo")
def photo() -> None: ...


@message("a sticker")
def sticker() -> None: ...


@message("a video")
def video() -> None: ...


@message("a video message")
def video_note() -> None: ...


@message("an animation")
def animation() -> None: ...


@message("an audio file")
def audio() -> None: ...


@message("a file")
def document() -> None: ...


@message("a contact")
def contact() -> None: ...


@message("a location")
def place() -> None: ...


@message("a poll")
def poll() -> None: ...


@message("a dice roll")
def dice() -> None: ...


@message("a story")
def story() -> None: ...


@message("a game")
def game() -> None: ...


@message("a checklist")
def checklist() -> None: ...


@message("paid media")
def paid_media() -> None: ...


@message("a giveaway")
def giveaway() -> None: ...


@message("a forwarded command")
def forwarded_command() -> None: ...


@message("an empty message")
def nothing() -> None: ...
