"""What other languages call themselves, and what people who write one can do all the same, in their words."""

from collections.abc import Mapping
from typing import Final

LINES: Final[Mapping[str, str]] = {
    "ar": "أفهم هنا الإنجليزية فقط. الأزرار تعمل دون كتابة.",
    "de": "Ich verstehe hier nur Englisch. Die Knöpfe gehen ohne Tippen.",
    "el": "Εδώ καταλαβαίνω μόνο αγγλικά. Τα κουμπιά λειτουργούν χωρίς πληκτρολόγηση.",
    "es": "Aquí solo entiendo inglés. Los botones funcionan sin escribir.",
    "fr": "Ici, je ne comprends que l’anglais. Les boutons marchent sans rien écrire.",
    "he": "כאן אני מבין רק אנגלית. הכפתורים עובדים בלי להקליד.",
    "hi": "मैं यहाँ केवल अंग्रेज़ी समझता हूँ। बटन बिना लिखे काम करते हैं।",
    "it": "Qui capisco solo l’inglese. I pulsanti funzionano senza scrivere.",
    "ja": "ここでは英語しかわかりません。ボタンは入力なしで使えます。",
    "ko": "여기서는 영어만 알아들어요. 버튼은 입력하지 않아도 됩니다.",
    "nl": "Ik begrijp hier alleen Engels. De knoppen werken zonder typen.",
    "pl": "Rozumiem tu tylko angielski. Przyciski działają bez pisania.",
    "pt": "Aqui só entendo inglês. Os botões funcionam sem escrever.",
    "ru": "Здесь я понимаю только английский. Кнопки работают и без текста.",
    "sv": "Här förstår jag bara engelska. Knapparna fungerar utan att skriva.",
    "tr": "Burada yalnızca İngilizce anlıyorum. Düğmeler yazmadan çalışır.",
    "uk": "Тут я розумію лише англійську. Кнопки працюють і без тексту.",
    "zh": "我在这里只懂英语。按钮不用打字也能用。",
}
"""Language -> the line. Not messages: each is said in its own language alone, beside any other."""

NAMES: Final[Mapping[str, str]] = {
    "ar": "العربية",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ru": "Русский",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
    "zh": "中文",
}
"""Language -> what it calls itself."""
