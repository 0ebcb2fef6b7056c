"""Exit codes: whose fault it is, told once for every verb."""

from __future__ import annotations

import pytest

from autograder import cli
from autograder.errors import AutograderError


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        pytest.param(
            AutograderError("file.py: fix it"), 1, "file.py: fix it\n", id="a person's mistake"
        ),
        pytest.param(
            KeyboardInterrupt(), 130, "Interrupted. What was graded is kept", id="interrupted"
        ),
        pytest.param(ZeroDivisionError("ours"), 3, "ZeroDivisionError: ours", id="a bug of ours"),
    ],
)
def test_whose_fault_it_is_decides_the_code(
    capsys: pytest.CaptureFixture[str], raised: BaseException, code: int, said: str
) -> None:
    def fails() -> int:
        raise raised

    assert cli.answer(fails) == code
    assert said in capsys.readouterr().err
