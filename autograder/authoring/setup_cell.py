"""The first code cell of every notebook: it installs what is missing and carries the public checks.

The checks and the modules of `carried`, which run them, travel as one compressed word.

A student may open the notebook in any Jupyter, so the cell asks for what this notebook and its
checks import, and installs what this kernel lacks in the versions that grading uses. What is there
already is left alone, as on Colab.
"""

from __future__ import annotations

import ast
import base64
import bz2
import importlib.metadata
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.authoring.master import Master, MasterQuestion

# Modules of courses like this one whose distribution has another name, or needs another one.
DISTRIBUTIONS = {"sklearn": "scikit-learn", "PIL": "pillow", "cv2": "opencv-python"}
BACKENDS = {"keras": "tensorflow"}  # which Keras imports, but does not install
BUILT_AS = {"tensorflow": "tensorflow-cpu"}  # the same package under another name
PACKED = re.compile(r'^packed = "([A-Za-z0-9+/=]+)"$', re.MULTILINE)
SET_UP = """\
#@title Set-up: run this cell first (nothing to fill in)
# Run it again after each restart. It installs what this kernel lacks, in the versions that grading
# uses, and unpacks the public checks that grader.check("…") runs: this notebook works on its own.
import base64, bz2, importlib.util, json, os, pathlib, sys, tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow prints errors only
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")  # and computes exactly as it does in grading
packages = {{
{packages}}}
missing = [packages[name] for name in packages if importlib.util.find_spec(name) is None]
if missing:
    print("This kernel lacks", ", ".join(missing), "- installing, which may take some minutes.")
    %pip install --quiet {{" ".join(missing)}}
import otter

if otter.__version__.partition(".")[0] != "{major}":
    raise ImportError(
        f"These checks need {otter}, but this kernel has {{otter.__version__}}. Run "
        "%pip install {otter} in a new cell, restart the kernel, and start here again."
    )
packed = "{packed}"
checks = pathlib.Path(tempfile.mkdtemp(prefix="checks-"))
for name, source in json.loads(bz2.decompress(base64.b64decode(packed))).items():
    (checks / name).parent.mkdir(exist_ok=True)
    (checks / name).write_text(source, encoding="utf-8")
sys.path.insert(0, str(checks))
import carried

grader = carried.Grader(checks, otter)
print("Ready: {slug}")"""
CARRIED = Path(__file__).parent / "carried"
OTTERS_DECORATOR = "from otter.test_files import test_case\n"
OUR_DECORATOR = "from carried.found import test_case\n"


def write(master: Master, public: Mapping[str, str]) -> str:
    """Return the cell's source for a master and its public checks, test files by question."""
    given = [cell.source for cell in master.cells if cell.role == "given"]
    modules = find_modules([*given, *public.values()])
    packages = {"otter": "otter-grader", **{module: _distribution(module) for module in modules}}
    pinned = {module: _pin(package) for module, package in packages.items()}
    return SET_UP.format(
        packages="".join(f'    "{module}": "{pin}",\n' for module, pin in pinned.items()),
        otter=pinned["otter"],
        major=pinned["otter"].rpartition("=")[2].partition(".")[0],
        packed=_pack(master, public),
        slug=master.slug,
    )


def unpack(source: str) -> dict[str, str]:
    """Return the files that a set-up cell carries, by name; none if it is another cell."""
    packed = PACKED.search(source)
    if packed is None:
        return {}
    files: dict[str, str] = json.loads(bz2.decompress(base64.b64decode(packed[1])))
    return files


def _pack(master: Master, public: Mapping[str, str]) -> str:
    """Return the files as one word; bzip2 makes the same of them wherever it runs."""
    files = {
        f"carried/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(CARRIED.glob("*.py"))
    }
    for name, source in public.items():
        files[f"checks/{name}.py"] = source.replace(OTTERS_DECORATOR, OUR_DECORATOR, 1)
    told = {"slug": master.slug, "questions": list(map(_describe, master.questions))}
    files["assignment.json"] = json.dumps(told)
    return base64.b64encode(bz2.compress(json.dumps(files).encode())).decode()


def _describe(question: MasterQuestion) -> dict[str, Any]:
    """Return what students may know of a question: no more than its text in the notebook says."""
    return {
        "name": question.name,
        "title": question.title,
        "points": question.points,
        "manual": question.manual,
        "checks": [
            {
                "name": "" if check.hidden else check.name,
                "about": check.about,
                "points": check.points,
                "hidden": check.hidden,
            }
            for check in question.checks
        ],
    }


def read_packages(source: str) -> list[str]:
    """Return the packages that a set-up cell names; none if it is another cell."""
    _, _, rest = source.partition("\npackages = ")
    table, closed, _ = rest.partition("}")
    return list(ast.literal_eval(table + closed).values()) if closed else []


def find_modules(sources: Iterable[str]) -> list[str]:
    """Return the modules outside of Python's own that cells import, and what Keras needs, sorted.

    A cell that is not plain Python, with magics say, imports nothing here.
    """
    found = {module for source in sources for module in _imported(source)}
    found |= {BACKENDS[module] for module in found & BACKENDS.keys()}
    return sorted(found - sys.stdlib_module_names - {"otter"})


def _imported(source: str) -> Iterable[str]:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _distribution(module: str) -> str:
    return DISTRIBUTIONS.get(module, module)


def _pin(package: str) -> str:
    """Return the package in the version that grading uses; one that is not installed is free."""
    for name in (package, BUILT_AS.get(package, package)):
        try:
            return f"{package}=={importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            continue
    return package
