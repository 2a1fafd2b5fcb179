"""answerCallbackQuery: the end of a tap."""

from bot.playground.breaches import Breach
from bot.playground.html import utf16_length
from bot.playground.parameters import Parameters
from bot.playground.refusals import Refusal, bad_request
from bot.playground.updates import TAP_LIFETIME
from bot.playground.world import Toast, World

LONGEST_TOAST = 200


def answer_callback_query(world: World, given: Parameters) -> bool:
    """Show the person a toast, a box or a link, or nothing; each tap can be answered once."""
    query_id = given.text("callback_query_id")
    press = world.presses.get(query_id)
    if press is None:
        raise _too_old("answers-twice" if query_id in world.answered else "answers-unknown")
    if world.now() - press.tapped > TAP_LIFETIME:
        raise _too_old("answers-late")
    toast = Toast(given.text("text"), given.flag("show_alert"), given.text("url"))
    if utf16_length(toast.text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG", "toast-too-long")
    if toast.url and not _opens_bot(toast.url, world.bot.username):
        raise bad_request("URL_INVALID", "bad-toast-url")
    press.toast = toast
    del world.presses[query_id]
    world.answered.add(query_id)
    world.note(press.chat, _words(toast))
    return True


def slow_answer_breach(world: World, given: Parameters, within: float) -> list[Breach]:
    """The breach of answering later than so many seconds after the bot had the tap, if it is one."""
    press = world.presses.get(given.text("callback_query_id"))
    if press is None or press.fetched is None:
        return []
    seconds = world.now() - press.fetched
    if seconds <= within:
        return []
    return [Breach("answers-slowly", "answerCallbackQuery", f"after {seconds:.1f} s", {"data": press.data})]


def _opens_bot(url: str, username: str) -> bool:
    """Bot API: only the bot's own deep links (and games) may be opened by a tap."""
    plain = url.removeprefix("https://").removeprefix("http://").lower()
    return plain.startswith(f"t.me/{username.lower()}?start")


def _words(toast: Toast) -> str:
    if toast.url:
        return f"    (opens {toast.url})"
    if not toast.text:
        return ""
    return f"    ({'box' if toast.alert else 'toast'}: {toast.text})"


def _too_old(breach: str) -> Refusal:
    return bad_request("query is too old and response timeout expired or query ID is invalid", breach)
