"""Debian's Chromium, driven by Playwright, which never fetches a browser of its own.

It is started once for all tests of a worker; each test has a context of its own, which shares nothing.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

CHROMIUM: Final = Path("/usr/bin/chromium")
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDE: Final = ViewportSize(width=1360, height=860)
PHONE: Final = ViewportSize(width=390, height=844)
PATIENCE: Final = 20_000
"""Milliseconds; what is waited for takes far less on a machine that is not busy."""

__all__ = ["PHONE", "WIDE", "Browser", "Locator", "Page", "expect", "launched", "visited"]


def _needed() -> None:
    """Skip the test where no browser can be started; where every check must run, fail."""
    if CHROMIUM.exists():
        return
    reason = f"{CHROMIUM} is not installed: apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A browser; where there is none, the test that asks for it is skipped."""
    _needed()
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as tools:
        browser = await tools.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        await browser.close()


@asynccontextmanager
async def visited(
    browser: Browser, address: str, *, refusals: bool = False, **how: Any
) -> AsyncIterator[Page]:
    """A page at this address. how: of the browser's context, as Playwright names it.

    refusals: the page may report connections that were refused.

    Raises:
        AssertionError: the page reported errors.
    """
    errors: list[str] = []
    context = await browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **how})
    context.set_default_timeout(PATIENCE)
    try:
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        await page.goto(address)
        yield page
    finally:
        await context.close()
    assert [each for each in errors if not (refusals and "ERR_CONNECTION" in each)] == []
