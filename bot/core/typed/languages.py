"""Whether a text is in another language than its question: by its script, or by everyday words."""

import unicodedata
from collections.abc import Iterable, Set
from typing import Final

from bot.core.typed.clean import fold_accents, key_of

_KANA: Final = ("HIRAGANA", "KATAKANA")
_CJK: Final = ("CJK", *_KANA)


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold_accents, text.split()))


_EVERYDAY: Final = {
    language: _words(words)
    for language, words in {
        "de": """ich du wir nicht und ja nein bitte danke ist das ein eine einen möchte will kein keine
        weiss weiß nichts mehr geld arbeit auf für sprechen vielleicht keine ahnung verstehe zurück bin
        habe kann nur auch sehr wie warum aber frage verstehen""",
        "fr": """je ne pas oui non et le la les un une merci veux plus est suis comprends sais bonjour
        pour avec peut être rien travail argent retour vous nous mais très bien pourquoi question dans
        cette""",
        "es": """yo si sí que quiero un una más mas el los las gracias hola entiendo sé para con por
        trabajo ascenso nada dinero quizás tal vez volver estoy muy pero como tengo puedo pregunta esta
        esto todo ni idea""",
        "it": """io non sono voglio un una più grazie ciao capisco lo so che per con lavoro forse niente
        soldi indietro ma molto perché cosa questo domanda ho in italiano favore""",
        "pt": """eu não nao sei quero um uma mais obrigado obrigada olá para com sim trabalho talvez nada
        dinheiro voltar estou tenho muito isso porque pergunta""",
        "tr": """ben bir ve değil evet hayır istiyorum bilmiyorum teşekkürler için belki hiç para geri
        anlamadım çok nasıl neden soru ne demek istiyorsun istiyorsunuz bu bana""",
        "nl": """ik niet een het en ja nee graag dank weet wil meer geen misschien niets geld werk terug
        begrijp heb maar hoe waarom vraag mijn""",
        "pl": """nie tak chcę proszę dziękuję wiem jest praca więcej i może nic pieniądze wstecz rozumiem
        jestem mam ale jak dlaczego pytanie""",
        "sv": """jag inte och är ett nej tack vill vet kanske ingenting pengar jobb förstår har men hur
        varför frågan""",
    }.items()
}
"""Language -> words of every day."""
_ALSO_ENGLISH: Final = _words(
    """no me in an so am was will mas con son die para un want i en more a is it that the do and if per com
    la as at my que vet tack tal bank plus el pour bin nur bien question dans ma men har maar mam todo ho
    idea ni"""
)
_MOST_WORDS: Final = 12
_NAMES: Final = {
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "francais": "fr",
    "spanish": "es",
    "espanol": "es",
    "italian": "it",
    "italiano": "it",
    "portuguese": "pt",
    "portugues": "pt",
    "turkish": "tr",
    "turkce": "tr",
    "dutch": "nl",
    "nederlands": "nl",
    "polish": "pl",
    "polski": "pl",
    "swedish": "sv",
    "svenska": "sv",
    "russian": "ru",
    "ukrainian": "uk",
    "arabic": "ar",
    "hindi": "hi",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "greek": "el",
    "hebrew": "he",
}
"""Name of a language, in English or its own -> the language."""
_SCRIPTS: Final = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "DEVANAGARI": "hi",
    "CJK": "zh",
    "HANGUL": "ko",
    "GREEK": "el",
    "HEBREW": "he",
}
"""Script -> the language that most people write in it."""
_TELLING: Final = (("uk", frozenset("іїєґ")), ("", frozenset("پچژگٹڈےں")))
"""Letters that tell a language apart from others of its script; "" for one that we have no line in."""


def scripts_of(text: str) -> list[str]:
    """Return the script of each letter; Chinese and Japanese count as one."""
    return [_script(sign) for sign in text if sign.isalpha()]


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return "CJK" if name in _CJK else name


def is_plainly_foreign(words: Iterable[str]) -> bool:
    """Whether two words at least are everyday words of one other language, and none of English."""
    said = set(words) - _ALSO_ENGLISH
    return any(len(said & vocabulary) >= 2 for vocabulary in _EVERYDAY.values())


def language_of(text: str) -> str:
    """Return the language that a text asks for, or is in, as two letters; "" where nothing tells."""
    words = key_of(text).split()
    if named := next((_NAMES[word] for word in words if word in _NAMES), ""):
        return named
    written = [_script(sign) for sign in text if sign.isalpha()]
    main = max(set(written), key=written.count, default="")
    if main in _SCRIPTS:
        return _language_in(main, text)
    known = {language: len(each.intersection(words)) for language, each in _EVERYDAY.items()}
    best = max(known, key=lambda each: known[each])
    return best if known[best] else ""


def _language_in(script: str, text: str) -> str:
    if script == "CJK":
        is_japanese = any(unicodedata.name(sign, "").startswith(_KANA) for sign in text)
        return "ja" if is_japanese else "zh"
    letters = set(text.casefold())
    return next((language for language, signs in _TELLING if letters & signs), _SCRIPTS[script])


def is_foreign(key: str, own_scripts: Set[str]) -> bool:
    """Whether a text is in another script or language. own_scripts: those of the question."""
    scripts = scripts_of(key)
    strange = sum(each not in own_scripts and each != "LATIN" for each in scripts)
    return strange * 2 > len(scripts) if scripts and strange else _has_foreign_words(key.split())


def _has_foreign_words(words: Iterable[str]) -> bool:
    said = list(words)
    for vocabulary in _EVERYDAY.values():
        known = {word for word in said if word in vocabulary}
        telling = len(known - _ALSO_ENGLISH)
        if telling >= 2 or (telling and len(known) * 2 >= len(said) and len(said) <= _MOST_WORDS):
            return True
    return False
