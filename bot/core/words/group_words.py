"""What the bot says to a group, its members and its coaches: fixed sentences, and names of buttons."""

from collections.abc import Mapping
from typing import Final

TERMS: Final = (
    "Confidential, not anonymous. I keep your answers to give you your result. Nobody here, the coach "
    "included, sees who chose what. Only totals are shown, small ones merged."
)
"""What is shared and what never is; at most 200 characters, for it is told in an alert."""

CONTRACT: Final = (
    "Your answers are confidential, not anonymous: totals appear only when {k} or more answered, small ones "
    "are merged, and nobody, the coach included, sees who chose what."
)

JOINED: Final = "You are in, {name}. You answer by buttons; nobody sees who chose what."
IN_ALREADY: Final = "You are in already. Answers by buttons, as soon as there is a question."
JOINED_BY_ANSWER: Final = (
    "You are in, and saved: {said}. Nobody sees who chose what. Tap another to change it."
)
SAVED: Final = "Saved: {said}. Tap another to change it. Only totals are shown, after the reveal."
UNTICKED: Final = "Taken away. Nothing is ticked now."
SAME: Final = "That is your answer already."
KEPT: Final = "Good: your answer stays as it was."
NOTHING_TO_KEEP: Final = "You have not answered this one yet."
CLOSED_ONE: Final = "This question is closed. {now}"
COACH_ANSWERS_NOT: Final = (
    "You lead this session, so your answers do not count here. /start in the private chat is yours."
)
COACH_ONLY: Final = "This is for the coach."
ANONYMOUS: Final = (
    "You write as the group, so I cannot see who you are. If you are the coach, use your console in the "
    "private chat."
)
WENT_ON: Final = "That button was for a moment ago. {now}"
MOVED_ON: Final = "{who} was faster: {now}"
NOT_NOW: Final = "That does not fit just now. {now}"
PLANNED: Final = "Saved: {said}. Tap another to change it."
ASKED_IN_PRIVATE: Final = (
    "Saved: {said}. I can only do that in a private chat, and we have none yet: tap “In private” once."
)
WENT: Final[Mapping[str, str]] = {
    "done": "Well done! That is further than most plans get.",
    "partly": "That is a beginning. What is the next small piece?",
    "not_yet": "That happens. Make the step smaller, until it fits into half an hour.",
    "changed": "That is as good an answer as any. /start takes you through the questions again.",
}
ASKED_NO_MORE: Final = "I ask no more about it."
ASKED_AGAIN: Final = " I ask once more later."
NO_ANSWER_YET: Final = "You have not answered anything yet."
TOO_LITTLE: Final = (
    "You answered too little for advice so far. The private chat takes the rest: “In private” opens it."
)
NO_RESULT_YET: Final = "Results come at the end of the questions. {now}"
ASKING_TO_SHARE: Final = (
    "{coach} would see your advice and its reasons, which tell something of your answers; nobody else would. "
    "Tap once more within a minute to share it."
)
SHARED: Final = "Shared with {coach}, and with nobody else."
NOBODY_LEADS: Final = "Nobody leads this session just now."
LEFT: Final = "You are out, and count no more. Your own result stays yours; [Join] brings you back."
LEFT_AFTERWARDS: Final = (
    "You are out: what you shared with the coach and your line on the wall are taken back. Your own result "
    "stays yours."
)
COACH_LEAVES_NOT: Final = (
    "You lead this session. Another admin can take it over with /coach; out of the group you lead no more."
)
NOT_IN: Final = "You do not take part in a session here."
ENDED: Final = "This session has ended."
SLEEPS: Final = "The session is paused. What you answer now would be lost, so wait for the coach."
RECKONING: Final = (
    "Each answer gives points, told by the dialog's author; rules look at them in a fixed order. The same "
    "answers always give the same advice. The private chat shows your reasons."
)
NO_SESSION: Final = "There is no session here. An admin of this group begins one with /coach."
ADMINS_ONLY: Final = "Only an admin of this group can begin or take over a session."
CONFIRM: Final = "You write as the group, so I cannot see who you are. Tap to say that you are the coach."
UNDER_WAY: Final = "“{title}” is open here, led by {coach}."
ONLY_GROUPS: Final = "That belongs into the group. Add me to it, and write /coach there."

ASKING_AGAIN: Final = (
    "Delete everything of this session, everybody's result included? Tap once more within a minute to do it."
)
ASKING_TO_END: Final = "End the session for good? Tap once more within a minute to do it."
DELETED: Final = "Deleted. The messages in the group stay until you delete them; their buttons lead nowhere."
ENDS_SOON: Final = "The session is about to end."
TAKEN: Final = "There is a session in General already. End that one first."
NUDGED: Final = "Reminded in private: {told}. Without a private chat with me: {others}."
NUDGED_LATELY: Final = "They were reminded less than a minute ago."
NOBODY_WAITS: Final = "Everybody has answered."
NOBODY_ANSWERED: Final = "Nobody has answered this one yet. “Skip” leaves it out."
NO_CLOCK: Final = "No clock is running: the question stays open until you close it."
EXTENDED: Final = "One minute more."
YOU_LEAD: Final = "You lead this session now. Your console is in the private chat: “In private” opens it."
LEADS_NO_MORE: Final = (
    "You are out of “{place}”, so you lead its session no more. Back in the group, an admin takes over by "
    "/coach."
)
YOU_HELP: Final = "You can lead this session too. Your console is in the private chat: “In private” opens it."
FILES_COME: Final = "The files come into your private chat with me."
INVITATION_COMES: Final = "A picture and a text to invite people by come into your private chat with me."

TOO_FEW: Final = "Fewer than {k} answered, so no totals are shown."
TOO_SPREAD: Final = (
    "Some answers were given by one or two, and the totals would tell by whom; so none are shown."
)
ADVICE_OF_FEW: Final = "Too few answered for totals."
ADVICE_SPREAD: Final = "The advice is so spread that totals would tell whose it is."
TALK_ANYWAY: Final = "Talk in twos or threes, as far as you like: what speaks for your choice?"
FEW: Final = "With fewer than {k} no totals are shown: each gets a result, and you talk together."
FEW_YET: Final = FEW + " Start all the same, or invite more."

JOIN: Final = "Join"
MY_ANSWER, WHY, KEEP = "👁 My answer", "Why this?", "✔ Keep mine"
MY_PLAN, MY_STEP = "👁 My plan", "👣 My first step"
WHAT_IS_SHARED, IN_PRIVATE, SHARE = "What is shared?", "In private ↗", "Share with the coach"
ASIDES: Final = (MY_ANSWER, WHY, KEEP, MY_PLAN, MY_STEP, WHAT_IS_SHARED, IN_PRIVATE, SHARE)
"""Members' buttons that answer no question."""

BUTTONS: Final[Mapping[str, str]] = {
    "start": "▶ Start",
    "close": "Close and reveal",
    "cancel": "Cancel",
    "revote": "Ask again",
    "reveal": "Show the totals",
    "next": "Next ›",
    "skip": "Skip",
    "extend": "+1 min",
    "nudge": "Remind",
    "pause": "Pause",
    "resume": "▶ Go on",
    "end": "End",
    "take_over": "Take over",
    "add_coach": "Help the coach",
    "in_private": "Go on in private",
    "files": "Files",
    "delete": "Delete this session",
    "retry": "Try again",
    "general": "Go on in General",
    "invite": "Invite",
}
"""The names of the coach's buttons; none is longer than a phone shows."""

END_TALK: Final = "End the talk"
"""What `Action.REVEAL` is called where nothing can be shown."""

STANDS: Final[Mapping[str, str]] = {
    "lobby": "We have not started yet.",
    "open": "We are at step {step}.",
    "closing": "Step {step} is about to close.",  # or all of it: see `whereabouts.stands`
    "talk": "We are talking about step {step}.",
    "shown": "The totals of step {step} are shown.",
    "results": "The results are here.",
    "plan": "We are making plans.",
    "ended": "The session has ended.",
    "paused": "The session is paused.",
    "detached": "I cannot write in the group just now.",
}
"""Where the group stands, in one sentence."""
CLOSED_STEP: Final = "Step {step} is closed."
"""Where it stands after a step of which no totals are shown."""
