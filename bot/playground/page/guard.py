"""Who may talk to the playground: pages of its own, reached by an address that cannot be somebody else's.

A name that a stranger owns can be pointed at this machine (DNS rebinding), and any page can open a
WebSocket to any address; so the Host must be a number or a name of this machine, and the Origin the same.
"""

import ipaddress
import socket
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

WebHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Only this machine can reach a server that is bound to this address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@web.middleware
async def guard(request: web.Request, handler: WebHandler) -> web.StreamResponse:
    """Refuse strangers, and tell the browser to run and to load nothing but ours."""
    if not _is_ours(request.host):
        raise web.HTTPForbidden(text="This address is not one of the playground.", headers=HEADERS)
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        refused.headers.update(HEADERS)
        raise
    if not response.prepared:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    return response


def comes_from_here(request: web.Request) -> bool:
    """A WebSocket of our own page; browsers always say where one comes from."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def _is_ours(address: str) -> bool:
    try:
        host = urlsplit(f"//{address}").hostname or ""
        ipaddress.ip_address(host)
    except ValueError:
        return host in ("localhost", socket.gethostname().lower())
    return True
