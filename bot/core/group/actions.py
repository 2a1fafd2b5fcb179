"""What a coach can do with a group."""

from enum import Enum


class Action(Enum):
    """The actions of a coach. The values are in buttons: never used again, only added to."""

    START = 1
    CLOSE = 2
    CANCEL = 3
    REVOTE = 5
    REVEAL = 6
    NEXT = 7
    SKIP = 8
    EXTEND = 9
    NUDGE = 10
    PAUSE = 11
    RESUME = 12
    END = 13
    TAKE_OVER = 14
    ADD_COACH = 15
    IN_PRIVATE = 16
    FILES = 17
    DELETE = 18
    RETRY = 19
    GENERAL = 20
    INVITE = 21
