"""What lies around the advice, in words: the case against it, what would make it a yes, how sure it is."""

from typing import Final

from bot.core.dialog.insight import Insight, Sureness, Upward
from bot.core.dialog.model import Dialog, Verdict
from bot.core.words import result
from bot.core.words.lines import shorten_line
from bot.core.words.phrase import Phrase, Words

LONGEST_ASK: Final = 40
"""Letters of a question that stands for itself in a sentence, having no short name."""


def first_against(insight: Insight, words: Words) -> str:
    """Return the strongest thing against the advice, as the front says it; "" for none."""
    if not insight.but:
        return ""
    first = insight.but[0].say
    if insight.advice.outcome.but or insight.rival is None:
        return words(result.but(first))
    return words(result.but_for(insight.rival.label, first))


def case_against(insight: Insight, words: Words) -> list[str]:
    """Return what speaks against the advice; what is said for another alternative is called after it."""
    lines = [each.say for each in insight.but]
    if insight.advice.outcome.but or insight.rival is None:
        return lines
    return [words(result.labelled(insight.rival.label, each)) for each in lines]


def way_up(insight: Insight, words: Words) -> str:
    """Return what the person can do for a yes; where they can do nothing, what to watch for."""
    return insight.watch_for if insight.upward is None else words(_upward(insight.upward, words))


def _upward(upward: Upward, words: Words) -> Phrase:
    is_yes = upward.outcome.answer is Verdict.YES
    match upward.says:
        case [way] if is_yes:
            return result.yes_if(way)
        case [way] if upward.once is None:
            return result.rest_if(way)
        case [way]:
            return result.once_if(way, upward.title(words))
        case [way, way2, *_]:
            return result.yes_if_both(way, way2) if is_yes else result.rest_if_both(way, way2)
    raise AssertionError("nothing leads upward without a change")


def sureness(dialog: Dialog, insight: Insight, words: Words) -> str:
    """Return how sure the advice is, and what it hangs on."""
    asked = [dialog.questions[each] for each in insight.hinges]
    names = [each.short or result.the_question(shorten_line(each.ask, LONGEST_ASK)) for each in asked]
    match insight.sureness, names:
        case Sureness.FIRM, _:
            said = result.firm()
        case Sureness.HANGS, [name]:
            said = result.hangs_on(name)
        case Sureness.HANGS, [one, two]:
            said = result.hangs_on_two(one, two)
        case _, [_, _, _, *_]:
            said = result.close_call()
        case _:
            said = result.close_by_weights()
    cut = [result.not_all_tried()] if insight.untried else []
    return " ".join(map(words, [said, *cut]))
