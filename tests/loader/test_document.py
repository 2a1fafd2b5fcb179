import pytest

from bot.loader.document import DEEPEST, LARGEST_FILE, MOST_NODES, read_document
from bot.loader.findings import Findings
from bot.loader.nodes import node_data


def read(text: str) -> tuple[object, list[str]]:
    """What the text holds, and the findings."""
    findings = Findings()
    node = read_document(text, "f.yml", findings)
    return (None if node is None else node_data(node)), [str(problem) for problem in findings.all()]


@pytest.mark.parametrize(
    "written",
    [
        "7",
        "1.50",
        "010",
        "1_000",
        "0x1F",
        "12:30",
        "1e3",
        ".inf",
        "2026-11-30",
        "true",
        "nul",
        "=",
        "y",
        "NaN",
    ],
)
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert read(f"a: {written}") == ({"a": written}, [])


@pytest.mark.parametrize("written", ["yes", "No", "ON", "off", "yEs"])
def test_a_word_that_yaml_takes_for_true_or_false_needs_quotes(written: str) -> None:
    value, found = read(f'a: {written}\n{written}: b\nc: [{written}, "{written}"]\n')

    said = f'E03: {written} without quotes means true or false in YAML (write "{written}")'
    assert found == [f"f.yml:1:4: {said}", f"f.yml:2:1: {said}", f"f.yml:3:5: {said}"]
    assert value == {"a": written, written: "b", "c": [written, written]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\ufeffa: b", {"a": "b"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("a: >\n  two\n  lines\n", {"a": "two lines\n"}),
        ("a: 'it''s'\n", {"a": "it's"}),
        ('a: "\\u263A ☺ 🎉"', {"a": "☺ ☺ 🎉"}),
        ("--- \na: b\n...\n", {"a": "b"}),
        ("a: {b: [c, {d: e}]}", {"a": {"b": ["c", {"d": "e"}]}}),
        ("a: ''", {"a": ""}),
        ("a: 'null'", {"a": "null"}),
    ],
)
def test_what_a_file_holds_is_read(text: str, value: object) -> None:
    assert read(text) == (value, [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "1:1: E01: the file is empty"),
        ("# nothing yet\n", "1:1: E01: the file is empty"),
        ("~", "1:1: E01: the file is empty"),
        ("- a\n- b\n", "1:1: E12: the file must hold keys with values (begin with `key: value`)"),
        ("text", "1:1: E12: the file must hold keys with values (begin with `key: value`)"),
        (
            "a: b\nc: x\x00y\n",
            "2:5: E01: an invisible character, U+0000 (remove it; save the file as UTF-8)",
        ),
        (
            "a: b\r\nc: \ufeff\n",
            "2:4: E01: an invisible character, U+FEFF ZERO WIDTH NO-BREAK SPACE (remove it; save the file",
        ),
        ("a: \ud800", "1:4: E01: an invisible character, U+D800 (remove it; save the file as UTF-8)"),
        (
            "a: b\u2028c",
            "1:5: E01: an invisible character, U+2028 LINE SEPARATOR (remove it; save",
        ),
        ('a: \'x\\\n: "\\UFFFFFFFF"', "1:4: E01: a quote is opened and never closed"),
        (
            'a: "\\q"',
            "1:5: E01: an unknown escape in a text (write \\\\ for a backslash, or use single quotes)",
        ),
        ("? [a]\n: b\nc: d\n", "1:3: E12: a key must be one word (write `key: value`)"),
        ('"": b\nc: d\n', "1:1: E12: a key must be one word (write `key: value`)"),
        ("a: ? b", "1:4: E01: an unexpected `? ` (put the text in quotes)"),
        ("a: b - c\n  - d: e\n", "2:6: E01: an unexpected `: `"),
        ("a: - b", "1:4: E01: an unexpected `- ` (begin the list on a line of its own)"),
        ("{a: b}\nc", "2:1: E01: something follows after the end (keep one mapping in the file)"),
        ("%YAML 1.2\n---\na: b", "1:1: E05: a YAML directive (%) (remove the line)"),
        ("a: >x\n b", "1:5: E01: this is not YAML: did not find expected comment or line break"),
        ("a:\n", "1:1: E12: `a` has no value (write one, or leave the key out)"),
        ("a: ~\n", "1:1: E12: `a` has no value (write one, or leave the key out)"),
        (
            "{a b}",
            "1:2: E04: `a b` has no value (if it belongs to the text before it, put the text in quotes)",
        ),
        ("a: [b, ]\nc: [d,, e]\n", "2:7: E04: the text inside { } or [ ] ends too early"),
    ],
)
def test_a_file_that_holds_none_says_why(text: str, found: str) -> None:
    first = read(text)[1][0]

    assert first.startswith(f"f.yml:{found}")


@pytest.mark.parametrize(
    ("bomb", "found"),
    [
        ("a: &a [x, x]\nb: [*a, *a, *a]\n", "1:4: E05: an anchor (&)"),
        ("a: [*a, *a]\n", "1:5: E05: an alias (*)"),
        ("a: {<<: {b: c}}\n", "1:5: E05: a merge key (<<)"),
        ("a: !!python/object/apply:os.system [ls]\n", "1:4: E05: a tag (!)"),
        ("a: !local b\n", "1:4: E05: a tag (!)"),
        ("!!map {a: b}\n", "1:1: E05: a tag (!)"),
        ("a: b\n--- \nc: d\n", "2:1: E05: a second document"),
        ("a: " + "[" * 5_000, f"1:{DEEPEST + 3}: E05: more than {DEEPEST} levels deep"),
        ("a: [b]\nc: " + "[" * 5_000, f"2:{DEEPEST + 3}: E05: more than {DEEPEST} levels deep"),
        ("[a]: " + "[" * 5_000, f"1:{DEEPEST + 5}: E05: more than {DEEPEST} levels deep"),
        ("{a: " * 5_000, f"1:{4 * DEEPEST + 1}: E05: more than {DEEPEST} levels deep"),
        ("- " * 5_000, f"1:{2 * DEEPEST + 1}: E05: more than {DEEPEST} levels deep"),
        ("a:\n" + "- x\n" * MOST_NODES, f"{MOST_NODES - 1}:3: E05: more than {MOST_NODES} values"),
        ("a: " + "x" * LARGEST_FILE, "1:1: E05: the file is larger than 256 KiB"),
        ("a: " + "é" * (LARGEST_FILE // 2), "1:1: E05: the file is larger than 256 KiB"),
    ],
    ids=lambda text: text[:24],
)
def test_what_could_blow_up_is_refused_where_it_begins(bomb: str, found: str) -> None:
    value, problems = read(bomb)

    assert value is None
    assert [problem.partition(" (")[0] for problem in problems] == [f"f.yml:{found}".partition(" (")[0]]


def test_many_brackets_side_by_side_are_not_deep() -> None:
    text = "".join(f"a{number}: [[x], {{y: z}}]\n" for number in range(40)) + "b: 'x"

    assert read(text)[1] == [
        "f.yml:41:4: E01: a quote is opened and never closed (close it, and double a quote inside: 'it''s')"
    ]


def test_a_quoted_merge_key_is_a_key_like_any_other() -> None:
    assert read("'<<': b") == ({"<<": "b"}, [])


def test_the_first_of_two_equal_keys_counts() -> None:
    assert read("a: b\nc: d\na: e\n") == (
        {"a": "b", "c": "d"},
        ["f.yml:3:1: E02: `a` occurs twice (the first is on line 1)"],
    )
