"""The page of changes: those whose notebook is the same come first, and hostile names stay text."""

from __future__ import annotations

from classroom import ASSIGNMENT, HOSTILE, assert_safe

from autograder import report


def change(name: str, *, ours: bool) -> report.Change:
    check = report.CheckChange(key="one_nn/label", before="passed, 1 of 1", now="failed, 0 of 1")
    return report.Change(
        name=name, student=name, before=20, now=19.5, why=name, checks=(check,), ours=ours
    )


def test_who_changed_nothing_comes_first() -> None:
    html = report.changes_page(ASSIGNMENT, [change("a", ours=False), change("b", ours=True)])

    assert html.index("<bdi>b</bdi>") < html.index("<bdi>a</bdi>")
    assert "2 students have other points" in html
    assert "<code>one_nn/label</code>: passed, 1 of 1 → failed, 0 of 1" in html


def test_hostile_names_stay_text() -> None:
    html = report.changes_page(ASSIGNMENT, [change("\n".join(HOSTILE), ours=True)])

    assert_safe(html)
