"""Reading untrusted bytes, writing one byte sequence."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell, Notebook, Unreadable
from autograder.notebook.raw import drop_outputs

CODE = {
    "cell_type": "code",
    "source": "x = 1",
    "metadata": {},
    "outputs": [],
    "execution_count": None,
    "id": "a",
}


def document(*cells: Any, **more: Any) -> bytes:
    return json.dumps(
        {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more
    ).encode()


def test_a_notebook_comes_back_as_it_was_written() -> None:
    cells = (
        Cell(kind="markdown", source="# Ä\n\ntext", id="one"),
        Cell(kind="code", source="x = 1\ny = 2\n", id="two", metadata={"tags": ["t"]}),
        Cell(kind="raw", source="", id="three"),
    )
    data = notebooks.write(cells, "99-demo")
    assert notebooks.read(data) == Notebook(cells=cells, slug="99-demo")
    assert notebooks.write(notebooks.read(data).cells, "99-demo") == data
    assert data.endswith(b"\n}\n")
    assert "Ä".encode() in data


def test_what_is_written_is_valid_for_nbformat() -> None:
    cells = [
        Cell(kind="code", source="x = 1", id="one"),
        Cell(kind="markdown", source="text\x0cmore\u2028", id="two"),
        Cell(kind="raw", source="a\x85b", id="three"),
    ]
    for ids in (True, False):
        read = nbformat.reads(notebooks.write(cells, "s", ids=ids).decode(), as_version=4)
        nbformat.validate(read)
        assert ["".join(cell.source) for cell in read.cells] == [cell.source for cell in cells]


def test_only_code_cells_are_code() -> None:
    read = notebooks.read(document(CODE, {"cell_type": "markdown", "source": "text"}))
    assert [cell.kind for cell in read.cells] == ["code", "markdown"]
    assert [cell.source for cell in read.code] == ["x = 1"]


@pytest.mark.parametrize(
    ("data", "sources", "repairs"),
    [
        pytest.param(document(CODE), ["x = 1"], [], id="nothing to repair"),
        pytest.param(
            b"\xef\xbb\xbf" + document(CODE),
            ["x = 1"],
            ["read as UTF-8 with a byte-order mark"],
            id="a byte-order mark",
        ),
        pytest.param(
            document(CODE).decode().encode("utf-16"),
            ["x = 1"],
            ["read as UTF-16 with a byte-order mark"],
            id="UTF-16",
        ),
        pytest.param(
            document(CODE).decode().encode("utf-16-le"),
            ["x = 1"],
            ["read as UTF-16-LE"],
            id="UTF-16 without a mark",
        ),
        pytest.param(
            document(CODE).decode().encode("utf-32"),
            ["x = 1"],
            ["read as UTF-32 with a byte-order mark"],
            id="UTF-32",
        ),
        pytest.param(
            document(CODE | {"source": "AE"}).replace(b"AE", "é“".encode("cp1252")),
            ["é“"],
            ["read as Windows-1252, since it is not valid UTF-8"],
            id="Windows-1252",
        ),
        pytest.param(
            document(CODE | {"source": "AE"}).replace(b"AE", "Ä".encode() + b"\xff"),
            ["Ä\ufffd"],
            ["invalid UTF-8 bytes were replaced"],
            id="damaged UTF-8",
        ),
        pytest.param(
            document(CODE | {"outputs": ["AE"]}).replace(b"AE", b"\xff"),
            ["x = 1"],
            [],
            id="a damaged output",
        ),
        pytest.param(
            document(CODE | {"source": ["a = 1\n", "b = 2"]}),
            ["a = 1\nb = 2"],
            [],
            id="a list of lines",
        ),
        pytest.param(
            document(CODE | {"source": "a\r\nb\rc"}),
            ["a\nb\nc"],
            [],
            id="line ends of other systems",
        ),
        pytest.param(document({"cell_type": "code"}), [""], [], id="no source"),
        pytest.param(document(CODE | {"source": None}), [""], [], id="null for a source"),
        pytest.param(
            document({"source": "x = 1", "outputs": []}), ["x = 1"], [], id="code without its type"
        ),
        pytest.param(
            document(5, CODE, None, "x"),
            ["x = 1"],
            ["cells 1, 3 and 4 were not cells and were left out"],
            id="three that are not cells",
        ),
        pytest.param(
            document(*[5] * 11),
            [],
            ["11 cells were not cells and were left out"],
            id="many that are not cells",
        ),
        pytest.param(document(CODE | {"source": "\ud800x"}), ["?x"], [], id="half a character"),
        pytest.param(
            document(CODE | {"id": 5, "metadata": None}), ["x = 1"], [], id="an id that is none"
        ),
        pytest.param(
            document({"cell_type": "heading", "source": "Title", "level": 1}),
            ["Title"],
            [],
            id="a heading",
        ),
        pytest.param(
            document(CODE, 5),
            ["x = 1"],
            ["cell 2 was not a cell and was left out"],
            id="a cell that is a number",
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
        pytest.param(
            document(
                CODE | {"outputs": [{"junk": ["x" * 50_000_000, *[[]] * 400_000]}]},
                metadata={"widgets": {"a": {}}},
            ),
            ["x = 1"],
            [],
            id="large outputs",
        ),
        pytest.param(
            document(CODE | {"source": '"outputs": ["'}),
            ['"outputs": ["'],
            [],
            id="a text about outputs",
        ),
        pytest.param(
            document({"cell_type": "markdown", "source": "x" * 2_000_000}),
            ["x" * 2_000_000],
            [],
            id="a pasted picture",
        ),
        pytest.param(
            document(CODE | {"outputs": float("nan")}), ["x = 1"], [], id="NaN, which Python writes"
        ),
    ],
)
def test_what_can_be_repaired_is_repaired_and_listed(
    data: bytes, sources: list[str], repairs: list[str]
) -> None:
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


def test_without_metadata_the_set_up_cell_names_the_assignment() -> None:
    set_up = CODE | {"source": 'grader = 5\nprint("Ready: 99-demo")'}
    assert notebooks.read(document(CODE, set_up)).slug == "99-demo"
    assert (
        notebooks.read(document(set_up, metadata={"otter": {"assignment_name": "other"}})).slug
        == "other"
    )


PRETTY = json.dumps(json.loads(document(CODE)), indent=1).encode()
CONFLICT = json.dumps(json.loads(document(CODE)), indent=1).replace(
    '   "cell_type"', '<<<<<<< HEAD\n   "cell_type"', 1
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"  \n\t", "the file is empty", id="blank"),
        pytest.param(bytes(5_000), "the file is empty", id="nothing but zeros"),
        pytest.param(
            b"%PDF-1.7 \x00\xff",
            "not a notebook but a PDF. Submit the .ipynb file itself",
            id="a PDF",
        ),
        pytest.param(b"\n<!doctype html>", "not a notebook but a web page", id="a web page"),
        pytest.param(
            b"import numpy",
            "not a notebook: Expecting value at line 1, column 1. Open it",
            id="a script",
        ),
        pytest.param(
            PRETTY[:95],
            "breaks off at line 7, before its brackets are closed. It was cut off",
            id="cut off",
        ),
        pytest.param(
            PRETTY[:-30],
            "breaks off at line 13, inside a string. It was cut off",
            id="cut off in a text",
        ),
        pytest.param(
            PRETTY.replace(b'"metadata": {},', b'"metadata": {'),
            "breaks off at line 15",
            id="a bracket lost",
        ),
        pytest.param(
            PRETTY.replace(b"null,", b"null"),
            "Expecting ',' delimiter at line 9, column 4",
            id="a comma lost",
        ),
        pytest.param(
            CONFLICT.encode(),
            "line 4 is a merge-conflict mark. Resolve the conflict",
            id="a merge conflict",
        ),
        pytest.param(
            PRETTY.replace(b'"outputs": []', b'"outputs": [\n<<<<<<< HEAD\n]'),
            "line \\d+ is a merge-conflict mark",
            id="a merge conflict in the outputs alone",
        ),
        pytest.param(
            "{}".encode("utf-16")[:-1],
            "breaks off at line 1, before its brackets",
            id="half a character",
        ),
        pytest.param(
            b'{"a": [' + b"[]," * 400_000 + b"0]}",
            "still has more than 300,000 values",
            id="many values",
        ),
        pytest.param(
            b'{"outputs": [' + b"[]," * 3_000_000,
            "5,000,000 values or lines",
            marks=pytest.mark.slow,
            id="very many outputs",
        ),
        pytest.param(
            document({"cell_type": "markdown", "source": "x" * (17 << 20)}),
            "without its outputs the notebook still has 17,825,896 bytes",
            id="large pictures",
        ),
        pytest.param(b"[" * 200_000, "nested too deeply", id="deep"),
        pytest.param(
            b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
            "nested too deeply",
            id="deep and closed",
        ),
        pytest.param(
            b'{"n": ' + b"9" * 5_000 + b"}", "a number in it is too long", id="a long number"
        ),
        pytest.param(b"[]", "a JSON list where an object is expected", id="a list"),
        pytest.param(b"5", "a JSON int where an object is expected", id="a number"),
        pytest.param(b"{}", "it has no list of cells", id="no cells"),
        pytest.param(b'{"cells": null}', "it has no list of cells", id="null cells"),
        pytest.param(b'{"cells": {"a": 1}}', "it has no list of cells", id="an object for cells"),
        pytest.param(
            document(CODE, CODE | {"source": 5}),
            "cell 2 has a source of type int",
            id="a number for a source",
        ),
        pytest.param(
            document(CODE | {"source": ["a", 5]}),
            "cell 1 has a source of type list",
            id="a mixed source",
        ),
        pytest.param(document(*[CODE] * 2_001), "2,001 cells, more than 2,000", id="many cells"),
        pytest.param(
            document(CODE | {"source": "x" * 1_048_577}),
            "cell 1 holds 1,048,577 bytes",
            id="a long cell",
        ),
        pytest.param(
            document(CODE | {"source": "漢" * 400_000}),
            "cell 1 holds 1,200,000 bytes",
            id="a wide cell",
        ),
        pytest.param(
            document(*[CODE | {"source": "x" * 1_000_000}] * 3),
            "code cells hold 3,000,000 bytes",
            id="long cells",
        ),
    ],
)
def test_what_is_no_notebook_is_unreadable_with_the_place(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        notebooks.read(data)


def test_a_large_file_is_unreadable_before_it_is_parsed() -> None:
    with pytest.raises(Unreadable, match=r"more than 67,108,864\. Clear the outputs"):
        notebooks.read(b" " * (notebooks.MAX_BYTES + 1))


WORST = """
import autograder.grading.grade  # a grading process holds all of this
from autograder.notebook import format as notebooks

def hostile(start, unit, end):
    room = notebooks.MAX_BYTES - len(start) - len(end)
    return b"".join([start, unit * (room // len(unit)), end])

head = b'{"cells": [{"cell_type": "code", "source": "x", "outputs": ['
text = "\U0001f600".encode() * (notebooks.MAX_KEPT_BYTES // 4 - 100)
picture = b'{"cells": [{"cell_type": "markdown", "attachments": {"a": "' + text
picture += b'"}}, {"outputs": ["'
hostile_parts = [(head, b"[],", b"0]}]}"), (head, b"0,", b"0]}]}"), (head, b"\\n", b"]}]}")]
for parts in (*hostile_parts, (picture, b"x", b'"]}]}')):
    try:
        notebooks.read(hostile(*parts))
    except notebooks.Unreadable:
        pass
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


@pytest.mark.slow
def test_reading_the_largest_hostile_files_stays_below_300_megabytes() -> None:
    done = subprocess.run([sys.executable, "-c", WORST], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "cells",
                    "cell_type",
                    "source",
                    "input",
                    "metadata",
                    "otter",
                    "assignment_name",
                    "worksheets",
                    "id",
                ]
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


def test_pasted_pictures_do_not_make_a_notebook_too_large() -> None:
    """Four photos of a phone, as JupyterLab keeps them, and as Colab does."""
    photo = "iVBORw0KGgo" * (notebooks.MAX_KEPT_BYTES // 40)
    attached = {"cell_type": "markdown", "source": "![a](attachment:a)", "metadata": {}}
    attached["attachments"] = {"a": {"image/png": photo}}
    inline = {"cell_type": "markdown", "metadata": {}}
    inline["source"] = f"one ![a](data:image/png;base64,{photo}==) two"
    code = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": []}

    for cell, text in ((attached, attached["source"]), (inline, "one ![a](data:,) two")):
        read = notebooks.read(document(*[cell] * 4, code))
        assert [one.source for one in read.cells] == [text] * 4 + ["x = 1"]
        assert read.repairs == (
            "pictures pasted into text cells were left out: there are too many for grading to keep",
        )

    read = notebooks.read(document(attached, inline, code))
    assert read.repairs == ()
    assert read.cells[0].attachments == attached["attachments"]
    assert read.cells[1].source == inline["source"]


def test_lines_of_format_2_get_their_ends() -> None:
    cells = [
        {"cell_type": "code", "input": ["x = 1", "y = 2"]},
        {"cell_type": "code", "input": ["x = 1\n", "y = 2"]},
        {"cell_type": "markdown", "source": ["one", "two"]},
    ]
    data = json.dumps({"worksheets": [{"cells": cells}], "nbformat": 2}).encode()
    sources = [cell.source for cell in notebooks.read(data).cells]
    assert sources == ["x = 1\ny = 2", "x = 1\ny = 2", "one\ntwo"]


LARGE = {"output_type": "stream", "name": "stdout", "text": ["line\n"] * 300_000}


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda data: data, id="as written"),
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte-order mark"),
        pytest.param(lambda data: data.replace(b"x = 1", b"x = \xff"), id="invalid bytes"),
    ],
)
def test_a_large_notebook_without_its_outputs_reads_as_with_them(edit: Any) -> None:
    data = edit(document(CODE | {"outputs": [LARGE]}, CODE | {"id": "b", "source": "y = 2"}))
    kept = drop_outputs(data)
    assert len(kept) < 1_000
    assert notebooks.read(kept) == notebooks.read(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(document(CODE | {"outputs": [{"text": "x" * 100}]}), id="small"),
        pytest.param(document(CODE | {"outputs": [LARGE]})[:-9], id="cut off"),
        pytest.param(document(CODE | {"outputs": [LARGE]}).decode().encode("utf-16"), id="UTF-16"),
        pytest.param(b"\n<<<<<<< HEAD\n" + document(CODE | {"outputs": [LARGE]}), id="conflict"),
        pytest.param(b"\0" * (2 << 20), id="nothing"),
    ],
)
def test_a_file_that_is_small_or_cannot_be_read_is_kept_as_it_is(data: bytes) -> None:
    assert drop_outputs(data) == data
