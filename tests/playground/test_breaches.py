import re
from pathlib import Path

import bot.playground
from bot.playground.breaches import RULES


def test_every_kind_of_breach_in_the_code_has_its_rule_and_the_reverse() -> None:
    (folder,) = bot.playground.__path__
    sources = {path.name: path.read_text(encoding="utf-8") for path in Path(folder).glob("*.py")}
    del sources["breaches.py"]
    words = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', "".join(sources.values())))

    assert RULES.keys() - words == set()
    assert {word for word in words if f'"{word}")' in "".join(sources.values())} - RULES.keys() == set()
