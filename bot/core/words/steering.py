"""What people type instead of tapping: words that steer a conversation, in small letters."""

from typing import Final

BEGIN: Final = ("begin", "start", "yes", "ok", "go")
RESUME: Final = ("continue", "go on", "resume")
AGREE: Final = ("yes", "ok")
REVIEW: Final = ("review",)
CHANGE: Final = ("change", "change an answer")
FINISH: Final = ("get my advice", "advice", "finish", "done")
BACK: Final = ("back",)
STOP: Final = ("stop",)
SKIP: Final = ("skip", "skip this")
NOT_SURE: Final = ("not sure", "unsure", "don't know", "i don't know", "?")
KEEP: Final = ("done", "keep")
READ: Final = ("continue", "next", "ok", "okay", "go on", "1")
"""After something to read: that it was read."""
