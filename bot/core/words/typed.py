"""What is said to typed texts: how they were taken, what they may have meant, and to what is no answer."""

from bot.core.words.buttons import LONGEST_LABEL
from bot.core.words.phrase import Phrase, message

# --- how a text was taken -----------------------------------------------------------------


@message("Taken as: {answer}")
def taken_as(answer: Phrase) -> None:
    "Above the next question, after an answer was typed. Beside it is `undo`."


@message("Taken as: {answer}\n{note}")
def taken_as_with_note(answer: Phrase, note: str) -> None:
    "As `taken_as`. note: what the author says to somebody who chose this."


@message("↩ Undo", most=LONGEST_LABEL)
def undo() -> None:
    "Takes a typed answer back and asks once more."


@message("Did you mean:")
def did_you_mean() -> None:
    "Above the answers that a typed text may have meant."


@message("Did you mean these? Change the ticks until they're right, then tap Done.")
def did_you_mean_these() -> None:
    "As `did_you_mean`, where several can be ticked."


@message("Something else", most=LONGEST_LABEL)
def something_else() -> None:
    "Below the answers that a typed text may have meant: none of them."


@message(
    "You edited a message that I'd already read, so the first version counts. To change an answer, go back "
    "or type “review”."
)
def first_text_counts() -> None:
    "To a message that was edited later than the next step."


# --- what is no answer --------------------------------------------------------------------


@message("I didn't find “{text}” among the answers. Tap one, or type its words or number.")
def not_found(text: str) -> None: ...


@message("I couldn't match that either. You can type 1 for the first answer, 2 for the second, and so on.")
def still_not_found() -> None:
    "Where `not_found` was said already."


@message("What would come closest?")
def what_comes_closest() -> None:
    'To "no", where the question asks what.'


@message("So not that. Which comes closest?")
def not_that() -> None:
    "To a text that says what the answer is not."


@message("Then pick whatever comes closest.")
def take_the_nearest() -> None:
    'To "none of these".'


@message("Then pick whatever comes closest, or leave it open.")
def take_the_nearest_or_leave_it() -> None:
    "As `take_the_nearest`, where the question can be left open."


@message("What does this mean?", most=LONGEST_LABEL)
def ask_meaning() -> None: ...


@message("Why this question?", most=LONGEST_LABEL)
def ask_why() -> None: ...


@message("{help} {why}")
def explanation(help: str, why: str) -> None:  # noqa: A002  # the author's key
    "What a question means and why it is asked, in the author's words."


@message("It means just what it says: pick whatever comes closest for you. {why}")
def no_explanation(why: str) -> None:
    "As `explanation`, where the author explains nothing further."


@message("Why I ask: {why}")
def reason(why: str) -> None:
    "why: the author's sentence."


# --- wishes -------------------------------------------------------------------------------


@message(
    "Tap an answer, or type its words or number. You can also type “back”, “skip”, “review” or “stop”. "
    "/help lists everything."
)
def help_here() -> None: ...


@message(
    "Type your answer as you like. You can also type “back”, “skip”, “review” or “stop”. "
    "/help lists everything."
)
def help_typing() -> None:
    "As `help_here`, where the answer is typed."


@message("No, I'm a program with fixed questions. /privacy says who can see what.")
def no_human() -> None:
    'To "are you human?"'


@message(
    "I can weigh your answers, but not decide for you. About {number} question to go.",
    "I can weigh your answers, but not decide for you. About {number} questions to go.",
    by="number",
)
def no_decision(number: int) -> None:
    'To "what should I do?"'


@message("About {number} question to go.", "About {number} questions to go.", by="number")
def to_go(number: int) -> None: ...


@message("You're welcome.")
def welcome() -> None: ...


@message("Hello! I'm a program that asks questions and gives advice.")
def hello() -> None: ...


@message("That was annoying, I can see. Carry on, or stop here?")
def annoyed() -> None:
    "To a rude text."


@message("Stop here", most=LONGEST_LABEL)
def stop_here() -> None: ...


@message("Sorry, I only have this in English. The buttons work without typing.")
def only_english() -> None: ...


@message("Sorry, I only have this in English. The buttons work without typing.\n{line}")
def only_english_with(line: str) -> None:
    "As `only_english`. line: the same in the language of the person, see `other_languages`."


@message("So which answer is it? Tap one, or type its words or number.")
def which_then() -> None:
    'To "ok", or "done", where it answers nothing.'


@message("Take your time. Which answer comes closest?")
def no_hurry() -> None:
    'To "hm", "yes?" and the like: somebody thinks, or wonders.'


@message("Take your time. Type it whenever you're ready.")
def no_hurry_typing() -> None:
    "As `no_hurry`, where the answer is typed and there is nothing to choose from."


@message("To go back, tap ‹ Back, or type “back”.")
def offer_back() -> None:
    "To a text that hints at it."


@message("To stop for now, tap the button below. Your answers stay.")
def offer_stop() -> None:
    "To a text that hints at it."


@message("If you can't or would rather not answer this, the last buttons let you leave it open.")
def offer_silence() -> None:
    "To a text that hints at it, where the question can be left open."


@message("To change an earlier answer, type “review”.")
def offer_review() -> None:
    "To a text that hints at it."


@message("To begin again, type “start over”.")
def how_to_start_over() -> None:
    "To a text that hints at it."


@message("Keep it as my answer", most=LONGEST_LABEL)
def keep_as_answer() -> None:
    "Where any text is an answer, and this one was taken for a wish."


@message("Write my answer again", most=LONGEST_LABEL)
def write_again() -> None:
    "Below `danger`, where any text is an answer and nothing of this one was kept."


@message("Write it the way you want it kept. I'll take your next message as your answer.")
def write_as_kept() -> None:
    "After `write_again`: whatever the next text says, it is kept."


# --- beside the questions -----------------------------------------------------------------


@message("Type a number to change that answer, “advice” to get your advice, or “back”.")
def how_to_review() -> None:
    "Among all answers, to a text that is none of these."


@message("Type a number to change that answer, or “continue” to go on.")
def how_to_review_so_far() -> None:
    "As `how_to_review`, before the last question."


@message("Each number below is a button that opens its answer again. The last button goes on.")
def still_how_to_review() -> None:
    "To another such text right after either of these."


@message("This is on hold. Type “continue” to go on, or tap Start over to begin again.")
def how_to_resume() -> None:
    "On a paused card, to a text that is neither."


@message("Your result has the reasons. Tap All reasons there for every one, and for the case against.")
def where_reasons_are() -> None:
    'To "why?" after the result.'


@message("To begin again, send /dialogs and pick it there.")
def how_to_start_over_later() -> None:
    "As `how_to_start_over`, after the result."


# --- what weighs on people ----------------------------------------------------------------


@message(
    "That's a hard thing to carry, and it's fine to say so here. I haven't recorded it. Carry on when you "
    "like, or type “stop”; your answers stay.",
    promise=True,
)
def job_fear() -> None:
    "To somebody who lost their job, or fears to."


@message(
    "That sounds like a lot. There's no hurry. I haven't recorded it. Carry on when you like, or type “stop” "
    "for today; your answers stay.",
    promise=True,
)
def hard_day() -> None:
    "To somebody who is overwhelmed."


@message(
    "I'm glad you wrote that. I'm only a program and can't help with it, but a person can. If you could be "
    "in danger, call your emergency number now (112, 911, 999 …). findahelpline.com lists free helplines by "
    "country. Or tell someone near you. I haven't recorded any of it, and everything here can wait.",
    promise=True,
)
def danger() -> None:
    "To somebody who may harm themselves. Plain and calm; never a question, no button but `write_again`."


@message(
    "I'm glad you wrote that. I'm only a program and can't help with it, but a person can: {line}. If you "
    "could be in danger, call your emergency number now (112, 911, 999 …). findahelpline.com lists free "
    "helplines by country. Or tell someone near you. I haven't recorded any of it, and everything here can "
    "wait.",
    promise=True,
)
def danger_with_line(line: str) -> None:
    "As `danger`. line: who can help there and how to reach them, as the operator names it."
