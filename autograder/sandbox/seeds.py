"""NumPy's random generators as plain data: state and seed sequence, which `spawn` goes on from.

`plain` sends what `describe` returns, and gives what arrives to `restore`, which trusts nothing:
NumPy takes any state, and reads memory where it says.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.sandbox import policy
from autograder.sandbox.faults import BadFrame

LAST_PLACE = {"MT19937": 624, "Philox": 4}
WORDS = 64  # of entropy, of a spawn key, of a pool
CHILDREN = 1 << 32
Seed = tuple[Any, tuple[int, ...], int, int]  # entropy, spawn key, pool size, children spawned


def is_known(generator: Any) -> bool:
    """Return whether a value is a generator that can cross."""
    kind = type(generator)
    return (
        kind is np.random.Generator
        and type(generator.bit_generator).__name__ in policy.BIT_GENERATORS
    )


def describe(generator: np.random.Generator) -> tuple[dict[str, Any], Seed | None]:
    """Return the state, and the seed sequence unless it is of a kind of its own."""
    bits = generator.bit_generator
    seed = bits.seed_seq
    if type(seed) is not np.random.SeedSequence:
        return dict(bits.state), None
    try:
        entropy = _integers(seed.entropy)
        spawned = int(seed.n_children_spawned)
        return dict(bits.state), (entropy, _key(seed.spawn_key), int(seed.pool_size), spawned)
    except (TypeError, ValueError):
        return dict(bits.state), None  # entropy that is a text, say


def restore(name: str, state: dict[str, Any], seed: Any) -> np.random.Generator:
    """Return the generator of a description. Raises `BadFrame`, or what NumPy raises."""
    if name not in policy.BIT_GENERATORS:
        raise BadFrame("an unknown bit generator")
    place = state["buffer_pos"] if name == "Philox" else dict(state["state"]).get("pos", 0)
    if type(place) is not int or not 0 <= place <= LAST_PLACE.get(name, 0):
        raise BadFrame("a generator that reads outside its state")
    bits = getattr(np.random, name)(0 if seed is None else _sequence(seed))
    bits.state = state
    return np.random.Generator(bits)


def move(generator: np.random.Generator, moved: np.random.Generator) -> None:
    """Bring a generator to where another stands, which was a copy of it."""
    generator.bit_generator.state = moved.bit_generator.state
    seed, later = generator.bit_generator.seed_seq, moved.bit_generator.seed_seq
    if type(seed) is np.random.SeedSequence and type(later) is np.random.SeedSequence:
        np.random.SeedSequence.__init__(
            seed,
            seed.entropy,
            spawn_key=seed.spawn_key,
            pool_size=seed.pool_size,
            n_children_spawned=later.n_children_spawned,
        )


def _sequence(seed: Any) -> np.random.SeedSequence:
    entropy, key, pool, spawned = seed
    words = [*(entropy if type(entropy) is list else [entropy]), *key]
    if type(key) is not tuple or len(words) > WORDS or not all(map(_is_natural, words)):
        raise BadFrame("a seed that is not natural numbers")
    if type(pool) is not int or type(spawned) is not int:
        raise BadFrame("a seed without its counts")
    if not (4 <= pool <= WORDS and 0 <= spawned < CHILDREN):
        raise BadFrame("a seed whose counts are out of range")
    return np.random.SeedSequence(
        entropy, spawn_key=key, pool_size=pool, n_children_spawned=spawned
    )


def _is_natural(word: Any) -> bool:
    return type(word) is int and word >= 0


def _integers(entropy: Any) -> Any:
    return [int(word) for word in entropy] if np.ndim(entropy) else int(entropy)


def _key(words: Any) -> tuple[int, ...]:
    return tuple(int(word) for word in words)
