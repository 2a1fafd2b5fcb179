"""Rules about labels: the whole of one, another name for it, or a part of it."""

from typing import Final

from bot.core.dialog.understanding import Understanding
from bot.core.typed.choices import SUBORDINATE, AllOptions, OptionWords
from bot.core.typed.english import EVERYDAY, VAGUE, bare, content_words, is_negated
from bot.core.typed.said import Said, asked, one_or_ask, taken
from bot.core.typed.spelling import count_slips, is_sure_slip, stem
from bot.core.typed.wishes import without_symbols

LABEL, PART, EMOJI = "label", "part of a label", "emoji"
_LONG_ENOUGH: Final = 8
SLIP: Final = "a label with a slip"
_TOO_SHORT_PARTS = ("no", "not", "i", "it", "the", "a", "one", "my", "to")


def whole_label(said: Said) -> Understanding | None:
    """Read a label, or another name for it; that of two options is asked about."""
    plain = without_symbols(said.key, said.among.emoji)
    for form in dict.fromkeys((said.key, said.bare, plain, bare(plain))):
        if form and (hit := said.among.whole.get(form)):
            return one_or_ask(LABEL, hit)
    words = said.key.split()
    if len(set(words)) == 1 and words[0] in said.among.emoji:
        return one_or_ask(EMOJI, said.among.parts[words[0]])
    return None


def label_with_a_slip(said: Said) -> Understanding | None:
    """Read a whole label in which a single letter is wrong, wherever it is: the rest says which it is."""
    typed = said.bare if len(said.bare) >= _LONG_ENOUGH else said.key
    if len(typed) < _LONG_ENOUGH or typed.replace(" ", "").isdigit():
        return None
    near = {
        each.id: each
        for each in said.among.all
        for form in (each.text, *each.also)
        if count_slips(typed, form, 1) == 1 and _same_digits(typed, form) and _is_slip(typed, form)
    }
    is_alone = not any(
        count_slips(typed, form, 3) <= 3
        for each in said.among.all
        if each.id not in near
        for form in each.phrases
    )
    return taken(SLIP, *near.values()) if len(near) == 1 and is_alone else None


def _is_slip(typed: str, form: str) -> bool:
    """Whether what differs is a slip: a word of the same letters, or a longer one; no other "no"."""
    if is_negated(typed) != is_negated(form) or typed.count(" ") != form.count(" "):
        return False
    said, meant = next((a, b) for a, b in zip(typed.split(), form.split(), strict=True) if a != b)
    return sorted(said) == sorted(meant) or (len(meant) > 5 and is_sure_slip(said, meant))


def _same_digits(typed: str, form: str) -> bool:
    return [sign for sign in typed if sign.isdigit()] == [sign for sign in form if sign.isdigit()]


def label_part(said: Said) -> Understanding | None:
    """Read a part of a label that no other option could mean."""
    plain = without_symbols(said.key, said.among.emoji)
    forms = [form for form in dict.fromkeys((said.key, said.bare, plain)) if form not in _TOO_SHORT_PARTS]
    for form in forms:
        if hit := said.among.parts.get(form):
            others = _others_with(said.among, form, hit)
            return taken(PART, *hit) if len(hit) == 1 and not others else asked(PART, (*hit, *others))
    for form in forms:
        hit = tuple(each for each in said.among.all if _is_run_of(each, form))
        if len(hit) == 1 and not _others_with(said.among, form, hit):
            return taken(PART, *hit)
    return None


def _is_run_of(choice: OptionWords, form: str) -> bool:
    """Whether words stand side by side in a label, or one opens it, and no "not" of it is lost."""
    within = f" {choice.text} "
    is_there = f" {form} " in within if " " in form else choice.text.startswith(f"{form} ")
    if not is_there:
        return False
    proving = content_words(form.split())
    proves_nothing = VAGUE.issuperset(proving) or (form.count(" ") < 2 and EVERYDAY.issuperset(proving))
    return not proves_nothing and is_negated(form) == is_negated(
        phrase_with(choice, {stem(word) for word in proving})
    )


def _others_with(among: AllOptions, form: str, hit: tuple[OptionWords, ...]) -> list[OptionWords]:
    """Return the other options that hold all the words of a part, and say as much no as it does.

    Words that prove nothing, as "I would not", are held by every label that opens with them.
    """
    words = {stem(word) for word in content_words(form.split())}
    if not words:
        return [each for each in among.all if each not in hit and each.text.startswith(f"{form} ")]
    others = (each for each in among.all if each not in hit and words <= set(each.stems))
    phrases = ((each, phrase_with(each, words)) for each in others)
    return [
        each
        for each, phrase in phrases
        if is_negated(phrase) == is_negated(form) and not phrase.startswith(SUBORDINATE)
    ]


def phrase_with(choice: OptionWords, stems: set[str]) -> str:
    """Return the part of an option, or the name for it, that these words come from most; the shortest."""
    return min(phrases_with(choice, stems), key=len)


def phrases_with(choice: OptionWords, stems: set[str]) -> list[str]:
    """Return the parts of an option, and the names for it, that hold most of these words; at least one."""
    shared = {each: len(stems & stems_of(each)) for each in (*choice.also, *choice.parts)}
    most = max(shared.values(), default=0)
    return [each for each in shared if shared[each] == most] if most else [choice.text]


def stems_of(phrase: str) -> set[str]:
    """Return the stems of a phrase's words."""
    return {stem(word) for word in phrase.split()}
