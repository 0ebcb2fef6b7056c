"""How each editor saves a notebook's document, in place: a part of `mangle`."""

from __future__ import annotations

from random import Random
from typing import Any

Document = dict[str, Any]
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4"
    "2mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def colab(document: Document, rng: Random) -> None:
    document["metadata"] = {
        "colab": {
            "provenance": [],
            "collapsed_sections": ["x1"],
            "toc_visible": True,
            "name": "Copy of 99-demo.ipynb",
        },
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
    }
    document |= {"nbformat": 4, "nbformat_minor": 0}
    for number, cell in enumerate(document["cells"]):
        cell.pop("id", None)
        cell["metadata"] = {"id": f"{rng.getrandbits(60):x}"[:12]}
        if cell["cell_type"] == "code":
            cell["metadata"] |= {
                "colab": {"base_uri": "https://localhost:8080/"},
                "outputId": f"out-{number}",
            }
            cell["execution_count"] = number


def vs_code(document: Document, rng: Random) -> None:
    version = {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "version": "3.11.7",
    }
    document["metadata"] = {
        "kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"},
        "language_info": {
            "name": "python",
            "mimetype": "text/x-python",
            "pygments_lexer": "ipython3",
            **version,
        },
    }
    document |= {"nbformat": 4, "nbformat_minor": 2}
    for cell in document["cells"]:
        cell.pop("id", None)
        if cell["cell_type"] == "code":
            cell["metadata"] = {"vscode": {"languageId": "python"}}


def jupyterlab(document: Document, rng: Random) -> None:
    document["metadata"] |= {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "toc-autonumbering": False,
    }
    for number, cell in enumerate(document["cells"]):
        cell["id"] = (
            f"{rng.getrandbits(32):08x}-{rng.getrandbits(16):04x}"
            f"-4a0b-9c1d-{rng.getrandbits(48):012x}"
        )
        if cell["cell_type"] == "code":
            times = {
                "iopub.execute_input": "2026-01-05T10:00:00.000000Z",
                "shell.execute_reply": None,
            }
            cell["metadata"] |= {"execution": times, "scrolled": True}
            cell["execution_count"] = number


def classic(document: Document, rng: Random) -> None:
    document["metadata"]["toc"] = {
        "base_numbering": 1,
        "toc_cell": False,
        "toc_window_display": False,
    }
    document["metadata"]["hide_input"] = False
    document |= {"nbformat": 4, "nbformat_minor": 1}
    for cell in document["cells"]:
        cell.pop("id", None)
        if cell["cell_type"] == "code":
            cell["metadata"] |= {
                "scrolled": True,
                "collapsed": True,
                "trusted": True,
                "ExecuteTime": {"end_time": "x"},
            }
