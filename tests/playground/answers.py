"""What a call of the strict Bot API is answered with."""

from typing import Any

from bot.playground.engine import FakeTelegram
from bot.playground.refusals import Json


async def result(telegram: FakeTelegram, method: str, **given: Any) -> Any:
    """What a call comes to that is accepted."""
    answer = await telegram.call(method, given)
    assert isinstance(answer.body, dict)
    assert answer.body["ok"], answer.body
    return answer.body["result"]


async def refusal(telegram: FakeTelegram, method: str, **given: Any) -> Json:
    """The body of the answer to a call that is refused."""
    answer = await telegram.call(method, given)
    assert isinstance(answer.body, dict)
    assert answer.body["error_code"] == answer.status
    return answer.body
