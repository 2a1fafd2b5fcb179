"""Who follows a link from outside takes part, but counts in no figure until they tap in the chat."""

from dataclasses import replace

import pytest

from bot.core.dialog.model import Dialog
from bot.core.group.events import Join, Who
from bot.core.group.member_moves import open_private
from tests.example import dog
from tests.groups import BEGUN, Rehearsed, rehearsed


def opened(dialog: Dialog, *, is_in_chat: bool) -> Rehearsed:
    """A group that somebody came to by a link."""
    group = rehearsed(dialog)
    who = Who(7, "Ben", 9_007, "", BEGUN, is_in_chat=is_in_chat)
    group.kept(open_private(dialog, group.group, None, who))
    return group


@pytest.mark.parametrize(
    ("is_in_chat", "counts", "outside"), [(True, False, False), (False, False, True), (False, True, False)]
)
def test_who_comes_by_a_link_counts_if_they_are_in_the_chat_or_the_author_wants_it(
    is_in_chat: bool, counts: bool, outside: bool
) -> None:
    group = opened(replace(dog(), counts_outsiders=counts), is_in_chat=is_in_chat)

    assert group.seats[7].member.outside is outside


def test_a_tap_in_the_chat_shows_that_somebody_is_there() -> None:
    group = opened(dog(), is_in_chat=False)
    group.seats[7] = replace(group.seats[7], member=replace(group.seats[7].member, here=False))

    group.tap(7, Join())

    assert not group.seats[7].member.outside


def test_a_link_does_not_put_somebody_outside_who_tapped_in_the_chat() -> None:
    group = rehearsed(dog(), 1)
    who = Who(1, "P1", 9_001, "", BEGUN, is_in_chat=False)

    group.kept(open_private(dog(), group.group, group.seats[1], who))

    assert not group.seats[1].member.outside
