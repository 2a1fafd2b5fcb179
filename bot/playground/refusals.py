"""The ways in which Telegram says no, and which of them a correct bot never hears.

Refusal    an error answer of the Bot API
Dropped    no answer at all: the connection broke
"""

from typing import Any, TypeAlias

# One JSON object of the Bot API, as it goes over the wire.
Json: TypeAlias = dict[str, Any]


class Dropped(Exception):
    """The connection is gone, and the caller never learns what became of the call."""


class Refusal(Exception):
    """An error answer.

    code: the HTTP status, repeated as ``error_code``.
    breach: kind of the rule that the bot broke; empty when a correct bot can hear this too.
    parameters: ``retry_after`` (seconds) or ``migrate_to_chat_id``, where Telegram sends them.
    """

    def __init__(self, code: int, description: str, breach: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.breach, self.parameters = code, description, breach, parameters

    def body(self) -> Json:
        """The answer as Telegram writes it."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(problem: str, breach: str) -> Refusal:
    """400: the call itself is wrong."""
    return Refusal(400, f"Bad Request: {problem}", breach)


def forbidden(problem: str, breach: str) -> Refusal:
    """403: the call is right, and the chat does not want it."""
    return Refusal(403, f"Forbidden: {problem}", breach)


def too_many_requests(seconds: int) -> Refusal:
    """429: come back after so many whole seconds."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", "", {"retry_after": seconds})
