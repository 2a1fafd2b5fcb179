"""What a correct bot never does, and the record of a bot that did.

A refusal that a correct bot can run into (the person never wrote to it, or blocked it a moment ago,
a message was deleted behind its back, a fault on demand lost the first answer) is not a breach.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RULES: Mapping[str, str] = {
    "answers-late": "a tap is answered while Telegram still waits for it, at most 150 s",
    "answers-slowly": "a tap is answered soon after the bot has it",
    "answers-twice": "a tap is answered once",
    "answers-unknown": "only taps that happened are answered",
    "bad-action": "chat actions are those of the Bot API",
    "bad-button-url": "buttons open addresses that exist on the web or in Telegram",
    "bad-commands": "commands are 1-32 of [a-z0-9_], described in 1-256 characters, at most 100",
    "bad-html": "markup is complete, nested and of the tags that Telegram knows",
    "bad-json": "parameters that are JSON are well-formed",
    "bad-markup": "keyboards have the shape of the Bot API",
    "bad-media": "media are files of the kinds that the method takes",
    "bad-poll": "polls have a question, 1-12 options of 1-100 characters, and are stopped once",
    "bad-reaction": "reactions are emoji that Telegram has",
    "bad-toast-url": "a tap opens only deep links of the bot itself",
    "bad-topic": "topics have names of 1-128 characters and icons of Telegram's colours",
    "bad-webhook": "a webhook is an HTTPS address with a secret of [A-Za-z0-9_-]",
    "closed-topic": "who is no administrator writes only in open topics",
    "data-too-long": "callback data has 1-64 bytes",
    "deletes-too-late": "messages are deleted within 48 hours",
    "deletes-too-many": "1-100 messages are deleted at once",
    "deletes-unknown": "only messages that are there are deleted",
    "description-too-long": "descriptions have at most 512 characters, short ones 120",
    "edits-no-caption": "only messages with media get another caption",
    "edits-no-text": "only text messages get another text",
    "edits-not-own": "the bot edits its own messages",
    "edits-unknown": "only messages that are there are edited",
    "empty-file": "files have content",
    "empty-label": "buttons have a label",
    "empty-text": "messages have text",
    "groups-only": "what only groups have is asked of groups",
    "never-answers": "every tap that the bot has is answered",
    "no-chat-id": "every message names its chat",
    "no-file": "sendDocument brings a document",
    "no-message-id": "every edit names its message",
    "no-right": "the bot does what its rights allow",
    "not-modified": "an edit changes something",
    "parse-mode": "markup is HTML, the only one that is modelled here",
    "pins-unknown": "only messages that are there are pinned, unpinned and reacted to",
    "polls-with-webhook": "updates are asked for only when no webhook is set",
    "replies-to-unknown": "replies are to messages that are there",
    "stops-no-poll": "only polls are stopped",
    "text-too-long": "texts have at most 4096 characters after parsing, captions 1024",
    "toast-too-long": "toasts have at most 200 characters",
    "too-many-buttons": "keyboards have at most 8 buttons in a row and 100 in all",
    "two-pollers": "one getUpdates runs at a time",
    "unknown-chat": "messages go to chats that the bot knows",
    "unknown-file": "files are sent again by ids that Telegram gave",
    "unknown-method": "methods are those of the Bot API, of which this playground has a part",
    "unknown-parameter": "parameters are those of the method, of which this playground has a part",
    "unknown-topic": "messages go to topics of the forum",
    "unknown-user": "people that are asked about exist",
    "writes-to-blocked": "who has blocked the bot is left alone",
    "writes-to-removed": "groups that the bot is not in are left alone",
    "writes-to-upgraded": "a group that became a supergroup is used under its new id",
    "wrong-token": "calls carry the token of the bot",
    "wrong-type": "parameters have the types of the Bot API",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken by one call.

    kind: a key of ``RULES``.
    reason: the error text that the bot got, or what was wrong where Telegram says nothing.
    """

    kind: str
    method: str
    reason: str
    given: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.method}: {self.reason} ({RULES[self.kind]})"
