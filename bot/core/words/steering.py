"""What people type instead of tapping: words that steer a conversation, in small letters."""

from typing import Final

BEGIN: Final = (
    "begin",
    "start",
    "yes",
    "ok",
    "okay",
    "yeah",
    "sure",
    "go",
    "go ahead",
    "ready",
    "i am ready",
)
RESUME: Final = ("continue", "go on", "resume", "carry on", "go", "go ahead", "back to it")
REVIEW: Final = ("review",)
BEHIND: Final = ("who is behind this", "who is behind it", "who is behind you")
CHANGE: Final = ("change", "change an answer")
FINISH: Final = ("finish", "looks good", "all good", "all right", "that is right", "they are right", "fine")
BACK: Final = ("back",)
STOP: Final = ("stop",)
SKIP: Final = ("skip", "skip this")
NOT_SURE: Final = ("not sure", "unsure", "don't know", "i don't know", "?")
KEEP: Final = ("done", "keep", "keep it", "keep it as my answer")
READ: Final = ("continue", "next", "ok", "okay", "go on", "1")
"""After something to read: that it was read."""
