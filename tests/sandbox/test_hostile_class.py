"""A class with attacks in it, two workers at a time. What it costs is measured by `make bench`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench_hostile import BOUNDS, measure


@pytest.mark.slow
def test_attacks_at_the_same_time_change_no_honest_grade(light_zygote: str) -> None:
    limits = replace(BOUNDS, cell_seconds=1.0, idle_seconds=1.0, notebook_idle_seconds=2.0)
    alone, mixed = measure(light_zygote, ("endless-sleep", "output-flood"), 3, limits)
    assert len(mixed.grades) == 5
    assert {name: mixed.grades[name] for name in alone.grades} == alone.grades
