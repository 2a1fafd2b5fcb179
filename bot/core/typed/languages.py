"""Whether a text is in another language than its question: by its script, or by everyday words."""

import unicodedata
from collections.abc import Iterable, Set
from typing import Final

from bot.core.typed.clean import fold_accents

_CJK: Final = ("CJK", "HIRAGANA", "KATAKANA")


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold_accents, text.split()))


_EVERYDAY: Final = tuple(
    _words(each)
    for each in (
        """ich du wir nicht und ja nein bitte danke ist das ein eine einen möchte will kein keine weiss weiß
        nichts mehr geld arbeit auf für sprechen vielleicht keine ahnung verstehe zurück""",
        """je ne pas oui non et le la les un une merci veux plus est suis comprends sais bonjour pour avec
        peut être rien travail argent retour""",
        """yo si sí que quiero un una más mas el los las gracias hola entiendo sé para con por trabajo ascenso
        nada dinero quizás tal vez volver""",
        """io non sono voglio un una più grazie ciao capisco lo so che per con lavoro forse niente soldi
        indietro""",
        """eu não nao sei quero um uma mais obrigado obrigada olá para com sim trabalho talvez nada dinheiro
        voltar""",
        """ben bir ve değil evet hayır istiyorum bilmiyorum teşekkürler için belki hiç para geri anlamadım""",
        """ik niet een het en ja nee graag dank weet wil meer geen misschien niets geld werk terug begrijp""",
        """nie tak chcę proszę dziękuję wiem jest praca więcej i może nic pieniądze wstecz rozumiem""",
        """jag inte och är ett nej tack vill vet kanske ingenting pengar jobb förstår""",
    )
)
"""Words of German, French, Spanish, Italian, Portuguese, Turkish, Dutch, Polish and Swedish."""
_ALSO_ENGLISH: Final = _words(
    """no me in an so am was will mas con son die para un want i en more a is it that the do and if per com
    la as at my que vet tack tal bank plus el pour"""
)
_MOST_WORDS: Final = 12


def scripts_of(text: str) -> list[str]:
    """Return the script of each letter; Chinese and Japanese count as one."""
    return [_script(sign) for sign in text if sign.isalpha()]


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return "CJK" if name in _CJK else name


def is_plainly_foreign(words: Iterable[str]) -> bool:
    """Whether two words at least are everyday words of one other language, and none of English."""
    said = set(words) - _ALSO_ENGLISH
    return any(len(said & vocabulary) >= 2 for vocabulary in _EVERYDAY)


def is_foreign(key: str, own_scripts: Set[str]) -> bool:
    """Whether a text is in another script or language. own_scripts: those of the question."""
    scripts = scripts_of(key)
    strange = sum(each not in own_scripts and each != "LATIN" for each in scripts)
    return strange * 2 > len(scripts) if scripts and strange else _has_foreign_words(key.split())


def _has_foreign_words(words: Iterable[str]) -> bool:
    said = list(words)
    for vocabulary in _EVERYDAY:
        known = {word for word in said if word in vocabulary}
        telling = len(known - _ALSO_ENGLISH)
        if telling >= 2 or (telling and len(known) * 2 >= len(said) and len(said) <= _MOST_WORDS):
            return True
    return False
