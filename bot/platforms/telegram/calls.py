"""Calls of plain data, for what every tap asks for: the library's objects would be half of their cost."""

import json
from collections.abc import Mapping
from typing import Any, Final

from telegram.request import BaseRequest

COMPACT: Final = (",", ":")


async def call(
    request: BaseRequest, method: str, arguments: Mapping[str, Any], read_timeout: float | None = None
) -> Any:
    """Make one call over our transport; return its result as it came. arguments: None for what is left out.

    read_timeout: seconds that the answer may take; None for as long as usual.

    Raises:
        TelegramError: as from the library's client.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    url = f"/{method}?{json.dumps(given, separators=COMPACT)}"
    if read_timeout is None:
        return await request.post(url)
    return await request.post(url, read_timeout=read_timeout)
