"""What is typed in private chats."""

import pytest

from bot.app.commands import dialog_named, unlike

OFFERED = ("ai-cert", "ai-cert-2", "dog")


@pytest.mark.parametrize(
    ("payload", "named"),
    [
        ("ai-cert", "ai-cert"),
        ("AI-Cert", "ai-cert"),
        ("ai-cert_newsletter", "ai-cert"),
        ("ai-cert-2", "ai-cert-2"),
        ("ai-cert-2_x", "ai-cert-2"),
        ("dogs", None),
        ("", None),
    ],
)
def test_a_payload_names_a_dialog_in_any_case_and_with_a_suffix(payload: str, named: str | None) -> None:
    assert dialog_named(payload, OFFERED) == named


@pytest.mark.parametrize(
    ("taken", "name", "unlike_them"),
    [
        ((), "Team", "Team"),
        (("Team",), "Team", "Team (2)"),
        (("Team", "Team (2)"), "Team", "Team (3)"),
        (("Team A",), "Team", "Team"),
        (("Team (2)", "Team"), "Team", "Team (3)"),
    ],
)
def test_each_group_has_a_name_of_its_own(taken: tuple[str, ...], name: str, unlike_them: str) -> None:
    assert unlike(taken, name) == unlike_them
