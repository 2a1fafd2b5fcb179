"""The command `dead-letters`: look at the updates that could not be handled, try them again, or drop them."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

import click

from bot.ops.settings import read_settings
from bot.platforms.telegram.calls import is_update
from bot.platforms.telegram.reading import READ
from bot.stores.archive import DeadLetter
from bot.stores.opening import open_beside
from bot.stores.protocol import Store

Result = TypeVar("Result")

_IDS = click.argument("update_ids", nargs=-1, type=int)
_ALL = click.option("--all", "wants_all", is_flag=True, help="All of them.")


@click.group("dead-letters", invoke_without_command=True)
@click.pass_context
def dead_letters(context: click.Context) -> None:
    """List the updates that could not be handled, or `show`, `retry` or `drop` some; the bot may be running.

    What people wrote is never in what this prints, unless `show --with-content` asks for it.
    """
    if context.invoked_subcommand is None:
        _list_letters()


@dead_letters.command("list")
def list_letters() -> None:
    """List them, the oldest first."""
    _list_letters()


@dead_letters.command("show")
@_IDS
@click.option("--with-content", is_flag=True, help="The update itself too, with what a person wrote.")
def show_letters(update_ids: tuple[int, ...], with_content: bool) -> None:
    """Show what is known of some of them."""
    for letter in _chosen(_beside(lambda store: store.dead_letters()), update_ids):
        click.echo(letter_facts(letter))
        if with_content:
            click.echo(letter_content(letter))


@dead_letters.command("retry")
@_IDS
@_ALL
def retry_letters(update_ids: tuple[int, ...], wants_all: bool) -> None:
    """Have some tried again: by the running bot within seconds, else at its next start."""

    async def retry(store: Store) -> list[DeadLetter]:
        chosen = _chosen(await store.dead_letters(), update_ids, wants_all=wants_all)
        return [each for each in chosen if can_be_retried(each) and await store.request_retry(each.update_id)]

    retried = _beside(retry)
    click.echo(f"{len(retried)} will be tried again. The log says what came of it.")


@dead_letters.command("drop")
@_IDS
@_ALL
def drop_letters(update_ids: tuple[int, ...], wants_all: bool) -> None:
    """Delete some; the people who sent them are told nothing."""

    async def drop(store: Store) -> int:
        chosen = _chosen(await store.dead_letters(), update_ids, wants_all=wants_all)
        return sum([await store.drop_dead_letter(each.update_id) for each in chosen])

    click.echo(f"{_beside(drop)} deleted.")


def _list_letters() -> None:
    letters = _beside(lambda store: store.dead_letters())
    for letter in letters:
        click.echo(letter_line(letter))
    click.echo(f"{len(letters)} dead letters." if letters else "There are no dead letters.")


def _chosen(
    letters: tuple[DeadLetter, ...], update_ids: tuple[int, ...], *, wants_all: bool = False
) -> tuple[DeadLetter, ...]:
    """Return the letters that the command names.

    Raises:
        UsageError: it names none, or one that there is not.
    """
    if bool(update_ids) == wants_all:
        raise click.UsageError("Name the ids of some dead letters; `decision-coach dead-letters` lists them.")
    by_id = {each.update_id: each for each in letters}
    if missing := [number for number in update_ids if number not in by_id]:
        raise click.UsageError(f"There is no dead letter {missing[0]}.")
    return letters if wants_all else tuple(by_id[number] for number in dict.fromkeys(update_ids))


def _beside(work: Callable[[Store], Awaitable[Result]]) -> Result:
    """Return what some work on the store comes to, which a running bot may have open too."""

    async def do() -> Result:
        store = open_beside(read_settings().database_url)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(do())


# --- how letters read -------------------------------------------------------------------
# What a person wrote is in none of these lines; `letter_content` gives it to whoever asks for it by name.

UNKNOWN: Final = "unknown"
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal obeys instead of showing it, or cannot be given; the end of a line may stay."""


def letter_line(letter: DeadLetter) -> str:
    """Return one line: id, when, kind, why."""
    return f"{letter.update_id:>12}  {_moment(letter)}  {letter_kind(letter):<16}  {letter.problem}"


def letter_facts(letter: DeadLetter) -> str:
    """Return what is known of a letter, a line each, without its content."""
    facts = {
        "update": letter.update_id,
        "put aside": _moment(letter),
        "kind": letter_kind(letter),
        "why": letter.problem,
        "size": f"{len(letter.raw.encode())} bytes",
    }
    return "\n".join(f"{name + ':':<11} {fact}" for name, fact in facts.items())


def letter_kind(letter: DeadLetter) -> str:
    """Return which kind of update of the Bot API it is; "unknown" for none that the bot reads."""
    update = _read(letter)
    return next((kind for kind in READ if isinstance(update, dict) and kind in update), UNKNOWN)


def letter_content(letter: DeadLetter) -> str:
    """Return the update as it came, with what a person wrote."""
    update = _read(letter)
    content = letter.raw if update is None else json.dumps(update, indent=2, ensure_ascii=False)
    return _CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", content)


def can_be_retried(letter: DeadLetter) -> bool:
    """Whether it is an update at all: without an id, nothing could keep it from counting twice."""
    return is_update(_read(letter))


def _read(letter: DeadLetter) -> object:
    try:
        return json.loads(letter.raw)
    except (ValueError, RecursionError):  # the latter where it is nested too deep
        return None


def _moment(letter: DeadLetter) -> str:
    try:
        return datetime.fromtimestamp(letter.at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return UNKNOWN  # of a clock that was far off
