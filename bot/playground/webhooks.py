"""setWebhook, deleteWebhook and getWebhookInfo: where updates go; ``posting`` takes them there."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.playground.parameters import Parameters
from bot.playground.refusals import Json, Refusal, bad_request
from bot.playground.world import World

PORTS = (80, 88, 443, 8443)
USUAL_CONNECTIONS, MOST_CONNECTIONS = 40, 100


@dataclass(slots=True)
class Webhook:
    """An address of the bot. secret: sent along, or empty. failed: Unix seconds of the last failure, or 0."""

    url: str
    secret: str = ""
    connections: int = USUAL_CONNECTIONS
    failed: int = 0
    failure: str = ""


def set_webhook(world: World, given: Parameters) -> bool:
    """From now on updates go to an address, and getUpdates is refused; an empty one ends that."""
    url = given.text("url")
    secret = given.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters", "bad-webhook")
    if url:
        _check_address(url, local=world.local)
    connections = given.integer("max_connections", USUAL_CONNECTIONS)
    if not 1 <= connections <= MOST_CONNECTIONS:
        raise bad_request("bad webhook: max_connections must be between 1 and 100", "bad-webhook")
    kinds = given.data("allowed_updates")
    if kinds is not None:
        world.updates.allowed = frozenset(kinds) or None
    return _set(world, given, Webhook(url, secret, connections) if url else None)


def delete_webhook(world: World, given: Parameters) -> bool:
    """Back to getUpdates."""
    return _set(world, given, None)


def get_webhook_info(world: World, _given: Parameters) -> Json:
    """Where updates go, how many wait, and what went wrong the last time."""
    hook: Webhook | None = world.profile.get("webhook")
    shown: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if hook:
        shown["max_connections"] = hook.connections
        if hook.failed:
            shown |= {"last_error_date": hook.failed, "last_error_message": hook.failure}
    if world.updates.allowed is not None:
        shown["allowed_updates"] = sorted(world.updates.allowed)
    return shown


def _set(world: World, given: Parameters, hook: Webhook | None) -> bool:
    world.profile["webhook"] = hook
    if given.flag("drop_pending_updates"):
        world.updates.waiting.clear()
        world.updates.again.clear()
    world.updates.interrupt()
    return True


def _check_address(url: str, *, local: bool) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _bad("invalid webhook URL specified") from None
    if local and parts.scheme in ("http", "https") and parts.hostname:
        return
    if parts.scheme != "https":
        raise _bad("An HTTPS URL must be provided for webhook")
    if not parts.hostname:
        raise _bad("invalid webhook URL specified")
    if port not in (None, *PORTS):
        raise _bad("Webhook can be set up only on ports 80, 88, 443 or 8443")


def _bad(problem: str) -> Refusal:
    return bad_request(f"bad webhook: {problem}", "bad-webhook")
