"""What Telegram makes a link of by itself, in a text that has no markup.

Stricter than Telegram: it takes anything with a dot for an address, whatever its end
(https://core.telegram.org/bots/api#messageentity: url, mention, email, hashtag, cashtag, bot_command).
"""

import re
from typing import Final

from bot.playground.refusals import Json

_KINDS: Final = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("url", re.compile(r"\w+://\S+|\w[\w-]*(?:\.\w[\w-]*)+(?:[/?#]\S*)?", re.IGNORECASE)),
    ("mention", re.compile(r"(?<![\w@])@\w+")),
    ("hashtag", re.compile(r"(?<![\w#])#\w+")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>])/\w{1,64}(?:@\w+)?")),
)


def autolinks(text: str) -> list[Json]:
    """Return the entities that Telegram adds, in the order in which they stand."""
    found: list[Json] = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= each["offset"] or start >= each["offset"] + each["length"] for each in found):
                found.append({"type": kind, "offset": start, "length": end - start})
    return sorted(found, key=lambda each: int(each["offset"]))
