"""What one event did to a session, and how a session moves on."""

from dataclasses import dataclass, replace

from bot.core.screen.surface import Reply, Role, Show
from bot.core.solo.session import Session, ShownPage
from bot.core.words.phrase import Phrase

CARD = Show(Role.CARD)
CARD_BELOW = Show(Role.CARD, below=True)


@dataclass(frozen=True, slots=True)
class StepResult:
    """What one event did: the session after it, and what is to be shown."""

    session: Session
    replies: tuple[Reply, ...] = ()


def next_turn(session: Session, remark: Phrase | None = None) -> StepResult:
    """Move the session on: every button shown before is stale from now on."""
    after = replace(
        session,
        remark=remark,
        maybe=(),
        echoed="",
        typed_in=0,
        is_covered=False,
        page=ShownPage.FRONT,
        picks=(),
        part=0,
        turn=session.turn + 1,
        revision=session.revision + 1,
    )
    return StepResult(after, (CARD,))


def show_remark(session: Session, remark: Phrase) -> StepResult:
    """Say something once on the card, which moves to the end of the chat."""
    after = replace(
        session, remark=remark, maybe=(), echoed="", part=0, is_covered=False, revision=session.revision + 1
    )
    return StepResult(after, (CARD_BELOW,))
