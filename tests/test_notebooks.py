"""Reading what nobody vouches for, writing one byte sequence."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import notebooks
from autograder.notebooks import Cell, Notebook, Unreadable

CODE = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": [], "execution_count": None, "id": "a"}


def document(*cells: Any, **more: Any) -> bytes:
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more).encode()


def test_a_notebook_comes_back_as_it_was_written() -> None:
    cells = (
        Cell("markdown", "# Ä\n\ntext", "one"),
        Cell("code", "x = 1\ny = 2\n", "two", {"tags": ["t"]}),
        Cell("raw", "", "three"),
    )
    data = notebooks.write(cells, "99-demo")
    assert notebooks.read(data) == Notebook(cells, "99-demo")
    assert notebooks.write(notebooks.read(data).cells, "99-demo") == data
    assert data.endswith(b"\n}\n")
    assert "Ä".encode() in data


def test_what_is_written_is_valid_for_nbformat() -> None:
    cells = [
        Cell("code", "x = 1", "one"),
        Cell("markdown", "text\x0cmore\u2028", "two"),
        Cell("raw", "a\x85b", "three"),
    ]
    for ids in (True, False):
        read = nbformat.reads(notebooks.write(cells, "s", ids=ids).decode(), as_version=4)
        nbformat.validate(read)
        assert ["".join(cell.source) for cell in read.cells] == [cell.source for cell in cells]


def test_only_code_cells_are_code() -> None:
    read = notebooks.read(document(CODE, {"cell_type": "markdown", "source": "text"}))
    assert [cell.kind for cell in read.cells] == ["code", "markdown"]
    assert [cell.source for cell in read.code] == ["x = 1"]


# -- repairs


@pytest.mark.parametrize(
    ("data", "sources", "repairs"),
    [
        pytest.param(document(CODE), ["x = 1"], [], id="nothing to mend"),
        pytest.param(
            b"\xef\xbb\xbf" + document(CODE),
            ["x = 1"],
            ["read as UTF-8 with a byte-order mark"],
            id="a byte-order mark",
        ),
        pytest.param(
            document(CODE).decode().encode("utf-16"), ["x = 1"], ["read as UTF-16 with a byte-order mark"], id="UTF-16"
        ),
        pytest.param(
            document(CODE | {"source": "AE"}).replace(b"AE", b"\xc4"),
            ["\ufffd"],
            ["bytes that are no UTF-8 were replaced"],
            id="Latin-1",
        ),
        pytest.param(document(CODE | {"source": ["a = 1\n", "b = 2"]}), ["a = 1\nb = 2"], [], id="a list of lines"),
        pytest.param(document(CODE | {"source": "a\r\nb\rc"}), ["a\nb\nc"], [], id="line ends of other systems"),
        pytest.param(document({"cell_type": "code"}), [""], [], id="no source"),
        pytest.param(document(CODE | {"source": "\ud800x"}), ["?x"], [], id="half a character"),
        pytest.param(document(CODE | {"id": 5, "metadata": None}), ["x = 1"], [], id="an id that is none"),
        pytest.param(document({"cell_type": "heading", "source": "Title", "level": 1}), ["Title"], [], id="a heading"),
        pytest.param(
            document(CODE, 5), ["x = 1"], ["cell 2 was no cell and was left out"], id="a cell that is a number"
        ),
        pytest.param(
            document({"cell_type": "sql", "source": "x"}, CODE),
            ["x", "x = 1"],
            ["cell 1 had no known type and was read as text"],
            id="an unknown type",
        ),
        pytest.param(
            json.dumps(
                {
                    "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}],
                    "nbformat": 3,
                    "nbformat_minor": 0,
                }
            ).encode(),
            ["x = 1"],
            ["converted from notebook format 3"],
            id="format 3",
        ),
        pytest.param(
            json.dumps({"worksheets": [5, {"cells": 5}, {}], "nbformat": 3}).encode(),
            [],
            ["converted from notebook format 3"],
            id="a damaged format 3",
        ),
        pytest.param(document(CODE | {"outputs": [{"junk": "x" * 1_000_000}]}), ["x = 1"], [], id="large outputs"),
        pytest.param(document(CODE | {"outputs": float("nan")}), ["x = 1"], [], id="NaN, which Python writes"),
    ],
)
def test_what_can_be_mended_is_and_is_listed(data: bytes, sources: list[str], repairs: list[str]) -> None:
    read = notebooks.read(data)
    assert [cell.source for cell in read.cells] == sources
    assert list(read.repairs) == repairs


@pytest.mark.parametrize(
    ("metadata", "slug"),
    [
        pytest.param({"otter": {"assignment_name": "99-demo"}}, "99-demo", id="named"),
        pytest.param({}, None, id="cleared"),
        pytest.param(None, None, id="null"),
        pytest.param({"otter": {"assignment_name": 5}}, None, id="a number"),
        pytest.param({"otter": "99-demo"}, None, id="a text"),
    ],
)
def test_the_assignment_is_read_from_the_metadata(metadata: Any, slug: str | None) -> None:
    assert notebooks.read(document(CODE, metadata=metadata)).slug == slug


# -- unreadable


CONFLICT = json.dumps(json.loads(document(CODE)), indent=1).replace('   "cell_type"', '<<<<<<< HEAD\n   "cell_type"', 1)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"  \n\t", "the file is empty", id="blank"),
        pytest.param(b"%PDF-1.7 \x00\xff", "not a notebook: Expecting value at line 1, column 1", id="a PDF"),
        pytest.param(document(CODE)[:-30], "not a notebook: .* at line 1, column", id="cut off"),
        pytest.param(CONFLICT.encode(), "line 4 is a merge-conflict mark. Resolve the conflict", id="a merge conflict"),
        pytest.param(b"[" * 200_000, "nested too deeply", id="deep"),
        pytest.param(b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply", id="deep and closed"),
        pytest.param(b'{"n": ' + b"9" * 5_000 + b"}", "holds a number too long", id="a long number"),
        pytest.param(b"[]", "a JSON list where an object is expected", id="a list"),
        pytest.param(b"5", "a JSON int where an object is expected", id="a number"),
        pytest.param(b"{}", "it has no list of cells", id="no cells"),
        pytest.param(b'{"cells": null}', "it has no list of cells", id="null cells"),
        pytest.param(b'{"cells": {"a": 1}}', "it has no list of cells", id="an object for cells"),
        pytest.param(
            document(CODE, CODE | {"source": 5}), "cell 2 has a source of type int", id="a number for a source"
        ),
        pytest.param(document(CODE | {"source": ["a", 5]}), "cell 1 has a source of type list", id="a mixed source"),
        pytest.param(document(*[CODE] * 2_001), "2,001 cells, more than 2,000", id="many cells"),
        pytest.param(document(CODE | {"source": "x" * 1_048_577}), "cell 1 holds 1,048,577 bytes", id="a long cell"),
        pytest.param(document(CODE | {"source": "漢" * 400_000}), "cell 1 holds 1,200,000 bytes", id="a wide cell"),
    ],
)
def test_what_is_no_notebook_is_unreadable_with_the_place(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        notebooks.read(data)


def test_a_large_file_is_unreadable_before_it_is_parsed() -> None:
    with pytest.raises(Unreadable, match=r"more than 67,108,864\. Clear the outputs"):
        notebooks.read(b" " * (notebooks.MAX_BYTES + 1))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "cell_type", "source", "input", "metadata", "otter", "assignment_name", "worksheets", "id"]
            )
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | JSON,
        "source": JSON,
        "id": JSON,
        "metadata": JSON,
    },
)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=99)
    | JSON.map(lambda j: json.dumps(j).encode())
    | st.lists(CELLS | JSON, max_size=5).map(lambda c: document(*c))
)
def test_anything_is_a_notebook_or_unreadable(data: bytes) -> None:
    try:
        read = notebooks.read(data)
    except Unreadable:
        return
    again = notebooks.read(notebooks.write(read.cells, "s"))
    assert again.cells == read.cells
