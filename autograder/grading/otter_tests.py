"""Otter's own test files, without the rest of otter.

`judge` runs checks with `ExceptionTestFile`, and the checks themselves import `test_case` from
`otter.test_files`. Those two modules need the standard library alone, but the packages that hold
them import pandas, nbconvert and JSON schemas first: seconds for each worker. So these packages are
deferred here: code that asks one of them for anything else gets the whole package.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any


def _import() -> Any:
    """Return the class, its packages entered unrun where nobody has imported otter yet."""
    if "otter" in sys.modules:
        return importlib.import_module("otter.test_files.exception_test").ExceptionTestFile
    otter, test_files = _defer("otter"), _defer("otter.test_files")
    tests = importlib.import_module("otter.test_files.exception_test")
    vars(otter)["test_files"] = test_files
    vars(test_files)["test_case"] = tests.test_case
    return tests.ExceptionTestFile


def _defer(name: str) -> ModuleType:
    """Enter a package of which nothing runs before something is asked of it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"{name} is not installed", name=name)
    module, loader = importlib.util.module_from_spec(spec), spec.loader

    def complete(wanted: str) -> Any:
        del module.__dict__["__getattr__"]  # from here on, the package's own names count
        loader.exec_module(module)
        return getattr(module, wanted)

    vars(module)["__getattr__"] = complete
    sys.modules[name] = module
    return module


ExceptionTestFile: Any = _import()
