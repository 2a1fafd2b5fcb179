"""What the bot says in a terminal alone: how to use it there, which keys work, welcome and goodbye."""

from bot.core.words.phrase import message

# --- answers ------------------------------------------------------------------------------------


@message("Please choose one of these, or type its number.")
def choose_one() -> None:
    "Something else was typed under a list of choices."


@message("I don't know /{name}. /help lists what there is.")
def unknown_command(name: str) -> None: ...


@message("Groups are coached in Telegram, where the group is. Here you decide on your own.")
def coach_elsewhere() -> None:
    "Answer to /coach."


@message(
    "Your answers stay in this bot's database, by default a file on this computer, and go nowhere else. "
    "/export shows everything that is kept, /forgetme deletes it.",
    promise=True,
)
def privacy() -> None:
    "Answer to /privacy."


# --- help ---------------------------------------------------------------------------------------


@message(
    "Short questions, one at a time, then advice with its reasons. Choose an answer with ↑ ↓ and Enter, "
    "or type its number, letter or text and press Enter; type several together: 1, 3."
)
def how_it_works() -> None: ...


@message("quit — Leave and keep your answers")
def quit_command() -> None:
    "A line of the list of commands; quit itself stays as it is."


@message("These words work at a question too: back, review, skip, not sure, stop.")
def typed_words() -> None:
    "The words stay as they are."


# --- welcome and goodbye ------------------------------------------------------------------------


@message("Welcome back. {answers} answer kept.", "Welcome back. {answers} answers kept.", by="answers")
def welcome_back(answers: int) -> None: ...


@message("See your earlier results with /history.")
def earlier_results() -> None: ...


@message(
    "This dialog has changed, and the version you began can't be read any more, so you're starting over."
)
def version_lost() -> None: ...


@message("The bot is running and is using the database, so this conversation won't be kept.")
def not_kept() -> None: ...


@message("Goodbye.")
def goodbye() -> None: ...


@message("Goodbye. Run `decision-coach chat` to continue where you left off.")
def goodbye_for_now() -> None: ...


@message("Goodbye. To see your result again, run `decision-coach chat` and type /history.")
def goodbye_with_result() -> None: ...


# --- files ----------------------------------------------------------------------------------------


@message("Saved as {name} in this folder.")
def saved(name: str) -> None:
    "A file that a terminal cannot show."


@message("The file couldn't be saved in this folder. {problem}")
def not_saved(problem: str) -> None:
    "problem: what the system says, or nothing."


# --- below the buttons --------------------------------------------------------------------------


@message("{numbers}. Change that answer")
def change_that_answer(numbers: str) -> None:
    "A line of the review. numbers: those that can be typed, as 1-6."


@message("Tick at least one answer with Space, then press Enter.")
def nothing_ticked() -> None:
    "Enter was pressed and nothing was ticked."


@message("type your answer, then Enter")
def type_key() -> None: ...


@message("↑↓ move")
def move_key() -> None: ...


@message("← → number")
def number_key() -> None:
    "The arrows choose the number of an answer."


@message("Space ticks")
def tick_key() -> None: ...


@message("Enter finishes")
def finish_key() -> None: ...


@message("Enter chooses")
def choose_key() -> None: ...


@message("← back")
def back_key() -> None: ...


@message("/help")
def help_key() -> None: ...


@message("Ctrl-C leaves")
def leave_key() -> None: ...
