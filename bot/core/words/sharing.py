"""What others see of a result that is shared."""

from bot.core.words.phrase import message


@message("Others see:")
def others_see() -> None:
    "Heading of the text that is about to be shared."


@message("Only what you tick is shared: nothing else you told me.", promise=True)
def only_what_is_ticked() -> None:
    "Below the text that is about to be shared."


@message("one private point is settled", "{number} private points are settled", by="number")
def private_points(number: int) -> None:
    "Stands in a shared answer for conditions that the person keeps to themselves, as: Yes, once {this}."


@message("Why, as I told the person:")
def shared_reasons() -> None:
    "In what others see, above the reasons, which say you to the person."


@message("Opinion, no guarantee.")
def no_guarantee() -> None:
    "Last line of what is shared."


@message("Opinion, no guarantee. Try it: {link}")
def no_guarantee_link(link: str) -> None:
    "As `no_guarantee`, with the address of the bot."
