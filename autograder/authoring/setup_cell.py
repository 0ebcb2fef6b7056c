"""The first code cell of every notebook: it installs what is missing and carries the public checks.

A student may open the notebook in any Jupyter, so the cell asks for what this notebook and its
checks import, and installs what this kernel lacks in the versions that grading uses. What is there
already is left alone, as on Colab.
"""

from __future__ import annotations

import ast
import importlib.metadata
import sys
from collections.abc import Iterable, Mapping

# Modules of courses like this one whose distribution has another name, or needs another one.
DISTRIBUTIONS = {"sklearn": "scikit-learn", "PIL": "pillow", "cv2": "opencv-python"}
BACKENDS = {"keras": "tensorflow"}  # which Keras imports, but does not install
BUILT_AS = {"tensorflow": "tensorflow-cpu"}  # the same package under another name
SET_UP = """\
#@title Set-up: run this cell first (nothing to fill in)
# It installs what this kernel lacks, in the versions that grading uses. It also holds the public
# checks that grader.check("…") runs, so that this notebook works on its own.
import importlib.util, os, pathlib, tempfile

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
checks = pathlib.Path(tempfile.mkdtemp(prefix="checks-"))
for name, source in {{
{tests}}}.items():
    (checks / f"{{name}}.py").write_text(source, encoding="utf-8")
grader = otter.Notebook(tests_dir=str(checks))
print("Ready: {slug}")"""


def write(slug: str, given: Iterable[str], public: Mapping[str, str]) -> str:
    """Return the cell's source for the given cells' sources and the public checks by question."""
    modules = find_modules([*given, *public.values()])
    tests = "\n".join(f"    {name!r}: r'''\n{source}''',\n" for name, source in public.items())
    packages = {"otter": "otter-grader", **{module: _distribution(module) for module in modules}}
    pinned = {module: _pin(package) for module, package in packages.items()}
    return SET_UP.format(
        packages="".join(f'    "{module}": "{pin}",\n' for module, pin in pinned.items()),
        otter=pinned["otter"],
        major=pinned["otter"].rpartition("=")[2].partition(".")[0],
        tests=tests,
        slug=slug,
    )


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
