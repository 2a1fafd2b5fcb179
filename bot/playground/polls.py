"""sendPoll and stopPoll, and how votes change a poll (regular ones; quizzes are not modelled)."""

from collections.abc import Sequence
from typing import Any

from bot.playground.access import find_message, open_chat
from bot.playground.html import utf16_length
from bot.playground.keyboard import read_markup
from bot.playground.parameters import Parameters
from bot.playground.refusals import Json, bad_request
from bot.playground.sending import post
from bot.playground.world import ChatMessage, User, World

LONGEST_QUESTION, LONGEST_OPTION, MOST_OPTIONS = 300, 100, 12


def send_poll(world: World, given: Parameters) -> Json:
    """A new poll; anonymous unless the bot says otherwise."""
    question = given.text("question").strip()
    if not question:
        raise bad_request("poll question must be non-empty", "bad-poll")
    if utf16_length(question) > LONGEST_QUESTION:
        raise bad_request(f"poll question length must not exceed {LONGEST_QUESTION}", "bad-poll")
    options = _options(given.data("options"))
    keyboard = read_markup(given.data("reply_markup"))
    chat = open_chat(world, given)
    if given.text("type") not in ("", "regular"):
        raise bad_request("only regular polls are modelled here", "bad-poll")
    poll: Json = {
        "id": str(5_000_000_000_000 + world.next_file_number()),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": given.flag("is_closed"),
        "is_anonymous": "is_anonymous" not in given or given.flag("is_anonymous"),
        "type": "regular",
        "allows_multiple_answers": given.flag("allows_multiple_answers"),
        "allows_revoting": True,
        "members_only": False,
    }
    message = post(world, chat, given, "polls", keyboard=keyboard, attached={"poll": poll})
    return message.json()


def stop_poll(world: World, given: Parameters) -> Json:
    """No more votes; the poll as it ended, which comes as an update, too."""
    keyboard = read_markup(given.data("reply_markup"))
    chat = open_chat(world, given)
    message = find_message(world, chat, given, "message with poll to stop not found", "stops-no-poll")
    if "poll" not in message.attached:
        raise bad_request("message is not a poll", "stops-no-poll")
    if message.sender.id != world.bot.id:
        raise bad_request("poll can't be stopped", "stops-no-poll")
    if message.attached["poll"]["is_closed"]:
        raise bad_request("poll has already been closed", "stops-no-poll")
    poll = {**message.attached["poll"], "is_closed": True}
    world.change(message, attached={"poll": poll}, keyboard=keyboard)
    world.updates.put("poll", poll)
    return poll


def vote(world: World, message: ChatMessage, user: User, chosen: Sequence[int]) -> None:
    """Cast, change or (with nothing chosen) take back the vote of one person.

    https://core.telegram.org/bots/api#update: who voted for what is told of public polls alone.

    Raises:
        AssertionError: the poll does not let this person vote so.
    """
    poll = message.attached.get("poll")
    if poll is None or poll["is_closed"]:
        raise AssertionError(f"{user.first_name} sees no open poll")
    if len(chosen) > 1 and not poll["allows_multiple_answers"]:
        raise AssertionError(f"{poll['question']!r} takes one answer")
    votes: dict[int, tuple[int, ...]] = world.votes.setdefault(poll["id"], {})
    votes[user.id] = tuple(sorted(chosen))
    ballots = [one for one in votes.values() if one]
    options = [
        {**option, "voter_count": sum(number in one for one in ballots)}
        for number, option in enumerate(poll["options"])
    ]
    changed = {**poll, "options": options, "total_voter_count": len(ballots)}
    world.change(message, attached={"poll": changed}, edited=message.edited)
    world.updates.put("poll", changed)
    if not poll["is_anonymous"]:
        ids = {"option_ids": list(chosen), "option_persistent_ids": [str(one) for one in chosen]}
        world.updates.put("poll_answer", {"poll_id": poll["id"], "user": user.json(), **ids})


def _options(raw: Any) -> list[str]:
    if not isinstance(raw, list):
        raise bad_request("expected an Array of InputPollOption", "bad-poll")
    texts = [str(one.get("text", "")) if isinstance(one, dict) else str(one) for one in raw]
    if not texts:
        raise bad_request("poll must have at least 1 option", "bad-poll")
    if len(texts) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options", "bad-poll")
    if not all(text.strip() for text in texts):
        raise bad_request("poll options must be non-empty", "bad-poll")
    if any(utf16_length(text) > LONGEST_OPTION for text in texts):
        raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}", "bad-poll")
    return texts
