"""Two settings of otter assign that decide what cells compute: seeds, and files to read.

`import_otter` asks here. otter sets the seed before each cell while it grades; the new master says
the same in the cells, so that it also holds where students work. Files travel in a cell that writes
them. What cannot be carried over is told as a reason.
"""

from __future__ import annotations

import base64
import bz2
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.authoring.imports import Part

MOST_BYTES = 500_000  # of all files, packed: a notebook that opens in every editor
SEEDS = "numpy.random.seed({value})\npython_random.seed({value})  # as otter did before each cell\n"
MODULES = (
    "# Random numbers start again in each cell.\nimport random as python_random\n\nimport numpy"
)
UNPACK = 'pathlib.Path("{name}").write_bytes(bz2.decompress(base64.b64decode("{packed}")))\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """What otter seeds with while it grades: a variable, or NumPy's and Python's generators."""

    value: int
    variable: str | None = None

    def set_in(self, source: str) -> str:
        """Return a code cell that begins from the seed."""
        if self.variable is not None:
            assigned = re.compile(rf"^(\s*{re.escape(self.variable)}\s*=\s*).*$", re.MULTILINE)
            return assigned.sub(rf"\g<1>{self.value}", source)
        return source if source.startswith("%%") else SEEDS.format(value=self.value) + source

    @property
    def parts(self) -> list[Part]:
        """Return the cell that the others need, if any."""
        return [] if self.variable is not None else [Part(kind="code", source=MODULES)]


def find_seed(settings: Mapping[str, Any]) -> Seed | None:
    """Return the seed of an assignment config: `seed`, or what is below `generate`."""
    own, generate = settings.get("seed"), settings.get("generate")
    own = own if isinstance(own, dict) else {}
    generate = generate if isinstance(generate, dict) else {}
    value = own.get("autograder_value", generate.get("seed"))
    if not isinstance(value, int):
        return None
    variable = own.get("variable", generate.get("seed_variable"))
    return Seed(value=value, variable=variable if isinstance(variable, str) else None)


def pack_files(names: Any, folder: Path) -> Part:
    """Return a cell that writes the files, or those of a folder, where the notebook runs.

    Raises ValueError that says why that cannot be.
    """
    found = {name: data for given in names for name, data in _read(str(given), folder)}
    packed = {name: base64.b64encode(bz2.compress(data)).decode() for name, data in found.items()}
    total = sum(map(len, packed.values()))
    if total > MOST_BYTES:
        raise ValueError(
            f"packed they have {total} bytes, and a cell takes {MOST_BYTES}. Hand them out, too"
        )
    folders = sorted({parent for name in packed if (parent := str(Path(name).parent)) != "."})
    lines = [f"# The files that the cells below read: {', '.join(packed)}\n"]
    lines += ["import base64, bz2, pathlib\n\n"]
    lines += [f'pathlib.Path("{one}").mkdir(parents=True, exist_ok=True)\n' for one in folders]
    lines += [UNPACK.format(name=name, packed=word) for name, word in packed.items()]
    return Part(kind="code", source="".join(lines).rstrip("\n"))


def _read(name: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a file, or each file of a folder, with its path as seen from the notebook."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or '"' in name or "\\" in name:
        raise ValueError(f"{name} lies outside of the notebook's folder. Move it there")
    if not path.exists():
        raise ValueError(f"{path} is missing. Put it beside the notebook")
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()
