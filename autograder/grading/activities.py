"""A download holds one activity of an LMS, which collects one assignment: which, and what strayed.

`intake` asks before it places a notebook. A student who handed in the notebook of another
assignment must put that right: graded, it would travel to the other assignment's upload, where the
LMS takes it for nobody's, or for what was handed in there. So it counts for neither, and is named.
What lies unpacked in `submissions/` itself may be of several activities: it is not judged, but said
where it matters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder import lms
from autograder.characters import shorten
from autograder.records import Received

STRAY = (
    "handed in a notebook of {slug} where {home} is collected: {file}. Ask the student for the "
    "right one. If the whole download is of {slug}, put {slug} into its name."
)
UNCLEAR = (
    "the download holds as many notebooks of {others} as of {slug}, and an activity of an LMS "
    "collects one assignment. Put that assignment into the download's name, such as {slug}."
)
TAKEN = "a notebook of {slug} where {home} is collected; the student's notebook of that was taken"
LOOSE = (
    "files of {slugs} lie unpacked side by side, so a notebook that was handed in to the wrong "
    "activity cannot be told. Keep each download zipped, or in a folder of its own."
)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A notebook of `slug` in a download of another assignment: of one of `homes`."""

    received: Received
    slug: str
    homes: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What is wrong, and what to do."""
        if self.slug in self.homes:
            others = ", ".join(home for home in self.homes if home != self.slug)
            return UNCLEAR.format(slug=self.slug, others=others)
        file = shorten(self.received.entry or self.received.filename)
        return STRAY.format(slug=self.slug, home=" or ".join(self.homes), file=file)

    @property
    def note(self) -> str:
        """What is said where the student's right notebook is there, too."""
        file = shorten(self.received.entry or self.received.filename)
        return f"{file}: {TAKEN.format(slug=self.slug, home=' or '.join(self.homes))}"


def find_strays(
    files: Sequence[Received], slugs: Sequence[str | None], name: Callable[[str], str | None]
) -> dict[int, Stray]:
    """Return the notebooks, by their index, that are not of what their activity collects.

    That is told by the name of the download, which `name` reads, or else by what most students
    handed in; where as many handed in another assignment, nobody's is taken.
    """
    keys = [lms.find_activity(one) for one in files]
    homes = {key: _choose(key, count, name) for key, count in _count(keys, files, slugs).items()}
    return {
        at: Stray(received=one, slug=slug, homes=homes[key])
        for at, (key, one, slug) in enumerate(zip(keys, files, slugs, strict=True))
        if slug and key and homes[key] != (slug,)
    }


def tell_loose(files: Sequence[Received], slugs: Sequence[str | None]) -> Iterator[str]:
    """Yield a note where files of several activities of an LMS cannot be told apart."""
    keys = [lms.find_activity(one) for one in files]
    loose: dict[str, set[str]] = defaultdict(set)
    for key, one, slug in zip(keys, files, slugs, strict=True):
        if slug and not key and one.lms != "folder":
            loose[one.origin].add(slug)
    for origin, found in sorted(loose.items()):
        if len(found) > 1:
            yield f"{Path(origin).name}: {LOOSE.format(slugs=' and '.join(sorted(found)))}"


def _count(
    keys: Sequence[Key], files: Sequence[Received], slugs: Sequence[str | None]
) -> dict[Key, Counter[str]]:
    """Return how many students handed in to each activity, by assignment."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    students = {
        (key, one.student, slug)
        for key, one, slug in zip(keys, files, slugs, strict=True)
        if slug and key
    }
    for key, _, slug in students:
        counts[key][slug] += 1
    return counts


def _choose(key: Key, count: Counter[str], name: Callable[[str], str | None]) -> tuple[str, ...]:
    found = (name(part) for part in _name_parts(key))
    if hit := next(filter(None, found), None):
        return (hit,)
    return tuple(sorted(slug for slug in count if count[slug] == max(count.values())))


def _name_parts(key: Key) -> Iterator[str]:
    """Yield what may tell the assignment: the zip, which one can rename, then the folders in it."""
    origin, *folders = key
    if origin.lower().endswith(".zip"):
        yield Path(origin).name
    yield from reversed(folders)
