"""What can go wrong between a bot and Telegram, on demand.

A fault is planned for the next calls of a method, and is used up by them. None of it is a
breach of the bot; how the bot behaves afterwards may be one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.playground.refusals import Json, forbidden, too_many_requests
from bot.playground.updates import CONFLICT

_BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n"


@dataclass(frozen=True, slots=True)
class Fault:
    """What becomes of one call.

    status, body: the answer instead of the true one; status 0 is a dropped connection.
    processed: Telegram does what was asked first, and only the answer is lost.
    delay: seconds before the answer, or before the connection drops.
    """

    status: int
    body: Json | str = ""
    processed: bool = False
    delay: float = 0.0


def flooded(retry_after: int) -> Fault:
    """429: too many requests, come back after so many seconds."""
    return Fault(429, too_many_requests(retry_after).body())


def server_error() -> Fault:
    """500 with a body of the Bot API."""
    return Fault(500, {"ok": False, "error_code": 500, "description": "Internal Server Error"})


def bad_gateway() -> Fault:
    """502 with a page of HTML, as from the proxy before the Bot API."""
    return Fault(502, _BAD_GATEWAY)


def unauthorized() -> Fault:
    """401, as if the token were not valid."""
    return Fault(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})


def not_found() -> Fault:
    """404, as if the token or the method did not exist."""
    return Fault(404, {"ok": False, "error_code": 404, "description": "Not Found"})


def conflict() -> Fault:
    """409, as if a second bot polled with the same token."""
    return Fault(409, {"ok": False, "error_code": 409, "description": CONFLICT})


def blocked() -> Fault:
    """403, as if the person had blocked the bot."""
    return Fault(403, forbidden("bot was blocked by the user", "").body())


def migrated(chat: int) -> Fault:
    """400, as if the group had become a supergroup with this id."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    body = {"ok": False, "error_code": 400, "description": words}
    return Fault(400, {**body, "parameters": {"migrate_to_chat_id": chat}})


def dropped(*, processed: bool) -> Fault:
    """The connection breaks before or after Telegram has done what was asked."""
    return Fault(0, processed=processed)


def silence(seconds: float, *, processed: bool) -> Fault:
    """No answer for so long that the bot gives up; then the connection breaks."""
    return Fault(0, processed=processed, delay=seconds)


@dataclass(slots=True)
class _Plan:
    method: str
    fault: Fault
    chat: int | None
    left: int


@dataclass(slots=True)
class Faults:
    """The faults to come, in the order in which they were planned."""

    _plans: list[_Plan] = field(default_factory=list)

    def plan(self, method: str, fault: Fault, *, times: int = 1, chat: int | None = None) -> None:
        """Spoil the next calls of a method (``*``: of any), of one chat or of all."""
        self._plans.append(_Plan(method.lower(), fault, chat, times))

    def clear(self) -> None:
        """Nothing goes wrong from now on."""
        self._plans.clear()

    def left(self) -> Iterable[Fault]:
        """Faults that no call has met so far."""
        return [plan.fault for plan in self._plans]

    def take(self, method: str, chat: int) -> Fault | None:
        """The fault that this call meets."""
        for plan in self._plans:
            if plan.method in ("*", method.lower()) and plan.chat in (None, chat):
                plan.left -= 1
                if plan.left <= 0:
                    self._plans.remove(plan)
                return plan.fault
        return None
