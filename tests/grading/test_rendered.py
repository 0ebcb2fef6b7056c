"""What was rendered is not rendered again, and is never missed: it may be damaged, old or gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import MachineError
from autograder.files import Deflated
from autograder.grading.rendered import Rendered, open_rendered

PAGE = b"<p>page</p>" * 100


class Maker:
    """Makes a page and counts how often it did."""

    def __init__(self, data: bytes = PAGE) -> None:
        self.data, self.made = data, 0

    def __call__(self) -> bytes:
        self.made += 1
        return self.data


def load(store: Rendered, make: Maker, key: str = "key") -> bytes:
    return store.member("99-demo", key, make).load().inflate()


def test_what_has_been_made_under_a_key_is_not_made_again(tmp_path: Path) -> None:
    make = Maker()
    for _ in range(2):
        with open_rendered(tmp_path / "store") as store:
            assert [load(store, make), load(store, make)] == [PAGE, PAGE]
            store.keep_only("99-demo", ["key"])
    assert make.made == 1
    assert Deflated.of(PAGE).inflate() == PAGE


def test_nothing_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    make = Maker()
    with open_rendered(tmp_path / "store") as store:
        assert store.member("99-demo", "key", make).key == "key"
    assert make.made == 0


def test_another_key_is_made_and_the_old_one_forgotten(tmp_path: Path) -> None:
    old, new, others = Maker(), Maker(b"new"), Maker()
    with open_rendered(tmp_path / "store") as store:
        load(store, old, "old")
        store.member("98-other", "theirs", others).load()
        assert load(store, new, "new") == b"new"
        store.keep_only("99-demo", ["new"])
        load(store, new, "new")
        load(store, old, "old")
        load(store, others, "theirs")
    assert (old.made, new.made, others.made) == (2, 1, 1)


def test_a_file_counts_as_written_until_somebody_touches_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    with open_rendered(tmp_path / "store") as store:
        assert not store.is_written(page, "key")
        page.write_bytes(PAGE)
        store.note_written(page, "key")
        assert store.is_written(page, "key")
        assert not store.is_written(page, "another")
        page.write_bytes(PAGE + b"!")
        assert not store.is_written(page, "key")
        page.unlink()
        assert not store.is_written(page, "key")


def test_a_damaged_store_is_replaced_by_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "store"
    path.write_bytes(b"not a database, but long enough to be taken for one" * 100)
    with open_rendered(path) as store:
        assert load(store, Maker()) == PAGE


def test_a_damaged_page_in_it_is_made_again(tmp_path: Path) -> None:
    path, make = tmp_path / "store", Maker()
    with open_rendered(path) as store:
        load(store, make)
        store._connection.execute("UPDATE made SET data = x'00ff'")
        assert load(store, make) == PAGE
    assert make.made == 2


def test_a_store_that_cannot_be_opened_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with (
        pytest.raises(MachineError, match=r"store: cannot be read or written"),
        open_rendered(tmp_path / "store"),
    ):
        pytest.fail("opened")
