"""`autograder measure`: cost and figures of the solutions, and what lies outside its range."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.cli.measure import measure_solutions

FIGURE = """[[figure]]
what = "the sum"
tutorial = "6"
value = "total"
low = 8
high = 9
"""


@pytest.mark.slow
def test_the_figures_are_written_and_those_out_of_range_named(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "solutions" / "99-demo" / "figures.toml").write_text(FIGURE)
    assert measure_solutions([]) == 1
    printed = capsys.readouterr()
    assert printed.out == "wrote  solutions/measured.json\n"
    assert printed.err.endswith("99-demo: the sum: 6 is not between 8 and 9\n")
    measured = json.loads((here / "solutions" / "measured.json").read_text())
    assert measured["99-demo"]["figures"] == {"the sum": 6.0}
