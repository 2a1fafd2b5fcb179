"""The engine: a world, and one call of the Bot API after the other over it.

It knows nothing of HTTP; ``server`` is the other face of the same object.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.playground.breaches import Breach
from bot.playground.faults import Fault, Faults
from bot.playground.flood import Limits, flood_control
from bot.playground.groups import Group
from bot.playground.members import USUAL_RIGHTS, Membership
from bot.playground.methods import GET_UPDATES, METHODS, Method
from bot.playground.parameters import Parameters, mistyped_names, unknown_names
from bot.playground.people import Person
from bot.playground.presses import slow_answer_breach
from bot.playground.refusals import Dropped, Json, Refusal
from bot.playground.updates import UpdateQueue, Waiting
from bot.playground.world import User, World, WorldChat

TOKEN = "123456789:AAplayground-token-of-nobody-00000000"  # noqa: S105 - opens nothing but this fake
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class ApiAnswer(NamedTuple):
    """What goes back to the bot; ``body`` is text only where a proxy answers in HTML."""

    status: int
    body: Json | str


@dataclass(frozen=True, slots=True)
class Call:
    """One call that the bot made; ``status`` 0: it got no answer. ``time`` in Unix seconds."""

    method: str
    given: Mapping[str, Any]
    status: int
    body: Json | str
    time: float


class FakeTelegram:
    """Telegram for one bot.

    now: the clock, Unix seconds.
    first_update_id: where update ids begin.
    records: keep ``calls``, ``history`` and transcripts; off for runs of many thousand calls.
    floods: refuse what is sent too fast with 429; by other limits than the usual ones.
    slows_repeats: getUpdates with one offset again and again is slowed down, as by Telegram.
    answer_within: seconds in which a tap that the bot has must be answered.
    privacy: the bot hears only what is meant for it in groups where it is no administrator.
    local: webhooks may be plain HTTP, as with a Bot API server of one's own.

    calls: every call, in order. counts: calls by method and status, also without records.
    replies: those among them that came in the answer to a webhook, by method.
    breaches: what a correct bot would not have done. history: every update that was queued.
    url: of the HTTP face, while it is served; for TELEGRAM_API_BASE.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        username: str = "decision_coach_bot",
        name: str = "Decision Coach",
        now: Callable[[], float] = time.time,
        first_update_id: int = 100_000_001,
        records: bool = True,
        floods: bool | Limits = False,
        slows_repeats: bool = True,
        answer_within: float = 10.0,
        privacy: bool = True,
        local: bool = False,
    ) -> None:
        self.token, self.now, self.records, self.answer_within = token, now, records, answer_within
        bot = User(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.updates = UpdateQueue(now, first_update_id, slows_repeats)
        self.world = World(bot, now, self.updates, records, privacy=privacy, local=local)
        self.faults = Faults()
        self.flood = flood_control(now, floods)
        self.calls: list[Call] = []
        self.counts: Counter[tuple[str, int]] = Counter()
        self.replies: Counter[str] = Counter()
        self.breaches: list[Breach] = []
        self.history: list[Waiting] = []
        self.updates.history = self.history if records else None
        self.url = ""
        self._is_cut = False
        self._queries = 0
        self._lost: set[tuple[Any, ...]] = set()

    # --- what tests and people do -----------------------------------------------------

    def person(
        self,
        first_name: str,
        *,
        id: int = 0,  # noqa: A002 - as in the Bot API
        last_name: str = "",
        username: str = "",
        language_code: str = "",
    ) -> Person:
        """Somebody who has not written to the bot yet."""
        number = id or 1_000_001 + len(self.world.chats)
        user = User(number, first_name, last_name, username, language_code)
        self.world.people[number] = user
        chat = self.world.chats[number] = WorldChat(number, user.named())
        return Person(self, user, chat)

    def group(
        self,
        title: str,
        *people: Person,
        supergroup: bool = True,
        topics: bool = False,
        bot_is: str = "member",
        rights: Iterable[str] = USUAL_RIGHTS,
        hides_members: bool = False,
    ) -> Group:
        """A group of people, which the first of them created; the bot is in it without an update.

        topics: the supergroup is a forum.
        bot_is: status of the bot; ``absent`` when it never was there.
        rights: of the bot as an administrator.
        """
        group = Group(self.world.next_group_id(supergroup), {"title": title}, started=True)
        group.type = "supergroup" if supergroup else "group"
        group.last_message_id = 0 if supergroup else None
        group.is_forum, group.hides_members = topics, hides_members
        for person in people:
            status = "member" if group.members else "creator"
            group.members[person.id] = Membership(person.user, status)
        if bot_is != "absent":
            held = frozenset(rights) if bot_is == "administrator" else frozenset()
            group.members[self.world.bot.id] = Membership(self.world.bot, bot_is, held)
        self.world.chats[group.id] = group
        return group

    def queue(self, kind: str, content: Json, fetched: Callable[[], None] | None = None) -> Waiting | None:
        """Put an update of any kind before the bot."""
        return self.updates.put(kind, content, fetched)

    def new_query_id(self, user: User) -> str:
        """An id for a tap."""
        self._queries += 1
        return str(user.id << 32 | self._queries)

    def cut_off(self) -> None:
        """Break every connection, also of a poll under way, until ``reconnect``."""
        self._is_cut = True
        self.updates.interrupt()

    def reconnect(self) -> None:
        """Let calls through again."""
        self._is_cut = False
        self.updates.interrupt()

    @property
    def is_offline(self) -> bool:
        """Between ``cut_off`` and ``reconnect``."""
        return self._is_cut

    async def settles(self, timeout: float = 60.0) -> None:
        """Wait until the bot has confirmed every update and answered every tap it got.

        Raises:
            AssertionError: it has not, and for so many seconds did neither.
        """
        left: tuple[int, int] | None = self._unsettled()
        while left != (0, 0):

            def look(before: tuple[int, int] | None = left) -> tuple[int, int] | None:
                return None if self._unsettled() == before else self._unsettled()

            left = await self.updates.progress.until(look, timeout)
            if left is None:
                updates, taps = self._unsettled()
                raise AssertionError(
                    f"for {timeout:g} s {updates} updates wait and {taps} taps have no answer"
                )

    def _unsettled(self) -> tuple[int, int]:
        """How many updates are not confirmed, and how many taps that the bot got are not answered."""
        return len(self.updates), sum(each.fetched is not None for each in self.world.presses.values())

    def lose_taps(self) -> None:
        """Take note that the bot died: of the taps it had, nobody will answer those that it had confirmed."""
        for press in self.world.presses.values():
            press.fetched = None

    def finish(self) -> tuple[Breach, ...]:
        """Every breach, with the taps that the bot had and never answered."""
        silent = [press for press in self.world.presses.values() if press.fetched is not None]
        never = tuple(
            Breach("never-answers", "answerCallbackQuery", "no answer", {"data": press.data})
            for press in silent
        )
        return (*self.breaches, *never)

    # --- what the bot does ------------------------------------------------------------

    async def call(self, method: str, given: Mapping[str, Any] | None = None) -> ApiAnswer:
        """One call of the Bot API; files are values of type ``Upload``.

        Raises:
            Dropped: the connection broke, by a fault or because the network is cut.
        """
        raw = given or {}
        known = METHODS.get(method.lower())
        name = known.name if known else method
        parameters = Parameters(raw)
        answer: ApiAnswer | None = None
        try:
            if self._is_cut:
                raise Dropped
            fault = self.faults.take(name, parameters.integer("chat_id"))
            if fault is None or fault.processed:
                answer = await self._answer(name, known, parameters, raw)
            if fault is not None:
                answer = await self._spoil(fault, name, parameters)
        except Dropped:
            self._record(name, raw, ApiAnswer(0, ""))
            raise
        assert answer is not None  # noqa: S101 - one of the two branches above has run
        self._record(name, raw, answer)
        return answer

    async def _answer(
        self, name: str, known: Method | None, given: Parameters, raw: Mapping[str, Any]
    ) -> ApiAnswer:
        try:
            return ApiAnswer(200, {"ok": True, "result": await self._result(name, known, given, raw)})
        except Refusal as refusal:
            place = self._place(name, given)
            if refusal.breach and place not in self._lost:
                self.breaches.append(Breach(refusal.breach, name, refusal.description, dict(raw)))
            self._lost.discard(place)
            return ApiAnswer(refusal.code, refusal.body())

    async def _result(
        self, name: str, known: Method | None, given: Parameters, raw: Mapping[str, Any]
    ) -> Any:
        polls = name.lower() == "getupdates"
        if known is None and not polls:
            raise Refusal(404, "Not Found", "unknown-method")
        takes = known.takes if known else GET_UPDATES
        for parameter in unknown_names(raw, takes):
            self.breaches.append(Breach("unknown-parameter", name, parameter, dict(raw)))
        for parameter in mistyped_names(raw):
            self.breaches.append(Breach("wrong-type", name, parameter, dict(raw)))
        if known is None:
            return await self._get_updates(given)
        if self.flood and known.floods:
            self.flood.check(given.integer("chat_id"))
        if known.name == "answerCallbackQuery":
            self.breaches.extend(slow_answer_breach(self.world, given, self.answer_within))
        return known.run(self.world, given)

    async def _get_updates(self, given: Parameters) -> list[Json]:
        if self.world.profile.get("webhook"):
            raise Refusal(409, _WEBHOOK_ACTIVE, "polls-with-webhook")
        kinds = given.data("allowed_updates")
        if kinds is not None:
            self.updates.allowed = frozenset(kinds) or None
        return await self.updates.get(
            given.integer("offset"),
            given.integer("limit", 100),
            given.integer("timeout"),
            lambda: self._is_cut,
        )

    async def _spoil(self, fault: Fault, name: str, given: Parameters) -> ApiAnswer:
        if fault.processed:
            self._lost.add(self._place(name, given))
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if not fault.status:
            raise Dropped
        return ApiAnswer(fault.status, fault.body)

    def _place(self, name: str, given: Parameters) -> tuple[Any, ...]:
        """What a call is about: a repetition after a lost answer is about the same."""
        about = ("chat_id", "message_id", "callback_query_id")
        return (name, *(given.text(parameter) for parameter in about))

    def _record(self, name: str, raw: Mapping[str, Any], answer: ApiAnswer) -> None:
        self.counts[name, answer.status] += 1
        if self.records:
            self.calls.append(Call(name, raw, answer.status, answer.body, self.now()))
        self.updates.progress.ring()
