"""What others see of a result that is shared."""

from bot.core.words.phrase import message


@message("Others see:")
def others_see() -> None:
    "Heading of the text that is about to be shared."


@message("Anything that gives these away is left out unless you tick it.", promise=True)
def only_what_is_ticked() -> None:
    "Below the text that is about to be shared, above the buttons to tick."


@message("one private point is settled", "{number} private points are settled", by="number")
def private_points(number: int) -> None:
    "Stands in a shared answer for conditions that the person keeps to themselves, as: Yes, once {this}."


@message("What the bot told me:")
def shared_reasons() -> None:
    "In what others see, above the reasons: the person who shares says it, and the reasons say you to them."


@message("Opinion, no guarantee.")
def no_guarantee() -> None:
    "Last line of what is shared."


@message("Opinion, no guarantee. Try it: {link}")
def no_guarantee_link(link: str) -> None:
    "As `no_guarantee`, with the address of the bot."
