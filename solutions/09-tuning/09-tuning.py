# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 09-tuning
# title: Tuning
# section: Tuning
# minutes: 70
# limits: {cell_seconds: 60}

# %% [markdown]
# # Tuning
#
# Training finds the weights. But who finds the learning rate, the number of layers, the batch size?
# These choices, made before training starts, are called **hyperparameters**, and finding good ones
# is called **tuning**.
#
# You will build two search procedures. *Grid search* tries every combination; *random search* tries
# some and stops when the budget is spent. Then you let random search loose on the histograms of
# assignment 07, where a first guess gets about half of the rows right (the tutorial reports 0.55
# after 100 epochs). At the end you will see why the rows used to choose a network must not also be
# used to judge it.

# %%
import itertools
import time

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

tf.get_logger().setLevel("ERROR")  # no warnings about building many networks: tuning does that
BLUE, ORANGE, GREEN, PINK = "#0072b2", "#e69f00", "#009e73", "#cc79a7"  # colour-blind friendly

# %% [markdown]
# Here is the problem again: 40 numbers come from one of four distributions. Which one? The numbers
# are scaled to [0, 1] and posed as a histogram with 40 bins. One *session* yields 25 rows from each
# distribution, which are scaled together. A data set consists of several sessions.

# %%
NAMES = ["log-normal", "power", "normal", "uniform"]


def one_session(rng):
    """25 histograms of each distribution, float32 (100, 40), rows adding up to 1; labels 0 to 3."""
    samples = [
        rng.lognormal(size=(25, 40)),
        rng.power(0.1, size=(25, 40)),
        rng.normal(size=(25, 40)),
        rng.uniform(size=(25, 40)),
    ]
    scaled = np.concatenate(
        [(sample - sample.min()) / (sample.max() - sample.min()) for sample in samples]
    )
    bins = [np.histogram(row, bins=40, range=(0, 1))[0] / 40 for row in scaled]
    return np.array(bins, dtype=np.float32), np.repeat(np.arange(4), 25)


def sessions(count, rng):
    """Rows and labels of several sessions, stacked."""
    rows, labels = zip(*[one_session(rng) for _ in range(count)])
    return np.concatenate(rows), np.concatenate(labels)


rng = np.random.default_rng(9)
train_rows, train_labels = sessions(4, rng)  # 400 rows to learn from
valid_rows, valid_labels = sessions(2, rng)  # 200 rows to choose with
test_rows, test_labels = sessions(8, rng)  # 800 rows to judge with, at the very end

# %%
figure, axes = plt.subplots(1, 4, figsize=(13, 2.8), sharey=True)
for number, (axis, colour) in enumerate(zip(axes, [BLUE, ORANGE, GREEN, PINK])):
    axis.bar(
        (np.arange(40) + 0.5) / 40,
        train_rows[train_labels == number][0],
        width=1 / 40,
        color=colour,
    )
    axis.set(title=f"one row: {NAMES[number]}", xlabel="value, scaled to [0, 1]")
axes[0].set_ylabel("share of the 40 numbers")
figure.tight_layout()
plt.show()

# %% [markdown]
# # Searching
#
# A **space** is a dict: for each hyperparameter, a list of the values we are willing to try. Here
# is the one for the histograms. All networks in it have one hidden layer. Two would do no better
# here, and at the larger learning rates their training sometimes breaks down, so that settings that
# were good once may fail the next time.

# %%
space = {
    "hidden": [(16,), (32,), (64,)],  # neurons of each hidden layer
    "activation": ["sigmoid", "tanh", "relu"],
    "optimiser": ["sgd", "adam"],
    "rate": [0.003, 0.01, 0.03, 0.1, 0.3],
    "batch": [16, 32, 64],
    "epochs": [10, 20, 40],
}

# %% [raw]
# # BEGIN QUESTION
# name: grid_size
# title: How many networks is that?
# points: 1
# difficulty: 1
# minutes: 2

# %% [markdown]
# Before you write any code: how many different combinations does `space` contain?
#
# <details><summary>Hint 1</summary>
#
# Start with two hyperparameters: each of the 3 sizes can go with each of the 3 activations.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Those two give 9 pairs. Now each pair can go with each of the 2 optimisers, and so on.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
grid_size = 810  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a whole number
failure_message: Answer with one whole number greater than 0.
""" # END TEST CONFIG
def test_form(grid_size):
    import numpy as np
    value = np.asarray(grid_size)
    assert value.size == 1 and value.dtype.kind in "iuf", "write a number"
    assert grid_size > 0, "write a number greater than 0"
    assert grid_size == int(grid_size), "write a whole number"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the number
failure_message: Every value of one hyperparameter goes with every value of each of the others, so
  do not add up the numbers of values.
""" # END TEST CONFIG
def test_number(grid_size):
    import math
    import numpy as np
    assert np.size(grid_size) == 1 and np.asarray(grid_size).dtype.kind in "iuf", (
        "grid_size is not a number"
    )
    assert grid_size == math.prod([3, 3, 2, 5, 3, 3]), "that is not the number of combinations"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
def collect(combinations):
    """Return all combinations as a list: the checks of the next question use it."""
    return list(combinations)

# %% [raw]
# # BEGIN QUESTION
# name: grid
# title: Every combination
# points: 3
# difficulty: 2
# minutes: 8

# %% [markdown]
# `grid` produces the combinations one after another. Each is a dict of *settings*: one value for
# each name. They come in the order of a car's odometer: the last name changes fastest.
#
# For `{"rate": [0.1, 1.0], "batch": [16, 32]}` the four settings are, in this order:
# `{"rate": 0.1, "batch": 16}`, `{"rate": 0.1, "batch": 32}`, `{"rate": 1.0, "batch": 16}`,
# `{"rate": 1.0, "batch": 32}`.
#
# <details><summary>Hint 1</summary>
#
# Two names would take two nested loops. You do not know the number of names, so you need a tool
# that nests loops for you: `itertools.product`.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `itertools.product(*lists)` gives one tuple of values per combination. `dict(zip(names, values))`
# attaches their names.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# For each tuple in the product of all lists of the space: yield a new dict made of the names and
# this tuple.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def grid(space):
    """Yield every combination of a space exactly once.

    space: dict of one or more names (str) -> list of values of any kind, no two of which are equal.
    It is not changed.
    Yields dicts of name -> value, a new one each time, with the values unchanged; the last name of
    the space changes fastest, the first one slowest. If a list is empty, there is no combination.
    Returning a list of the dicts is as good as a generator. About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write grid")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    for values in itertools.product(*space.values()):
        yield dict(zip(space, values))
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: two names
failure_message: Each value of one name must be combined with each value of the other, and each
  combination is a new dict with all names.
""" # END TEST CONFIG
def test_two(grid, collect):
    found = collect(grid({"batch": [16, 32], "activation": ["relu", "tanh", "sigmoid"]}))
    assert len(found) == 6, f"2 × 3 values give {len(found)} combinations, expected 6"
    assert all(isinstance(settings, dict) for settings in found), (
        f"got {found[0]!r}, expected a dict for each combination"
    )
    assert all(set(settings) == {"batch", "activation"} for settings in found), (
        f"got {found[0]}, expected both names in it"
    )
    pairs = {(settings["batch"], settings["activation"]) for settings in found}
    expected = {(batch, name) for batch in (16, 32) for name in ("relu", "tanh", "sigmoid")}
    assert len(pairs) == 6, (
        f"only {len(pairs)} of the 6 combinations differ: make a new dict for each of them"
    )
    assert pairs == expected, f"the combinations are {pairs}, expected {expected}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the order
failure_message: The last name changes fastest, like the last digit of an odometer.
""" # END TEST CONFIG
def test_order(grid):
    found = [
        (settings["rate"], settings["batch"])
        for settings in grid({"rate": [0.1, 1.0], "batch": [16, 32]})
    ]
    expected = [(0.1, 16), (0.1, 32), (1.0, 16), (1.0, 32)]
    assert found == expected, f"the pairs of rate and batch are {found}, expected {expected}"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: other numbers of names, values of any kind
failure_message: The number of names is not fixed, and a value may be a number, a string, a tuple or
  None; return it unchanged, and the space as well.
""" # END TEST CONFIG
def test_spaces(grid, collect):
    import copy
    for lists in (
        {"a": [1, 2, 3]},
        {"x": ["p", "q"], "y": [(8,), (8, 4)], "z": [None, 0.5]},
        {"k": [5, 1], "l": [2], "m": [True, False], "n": ["u", "v", "w"], "o": [0]},
        {"mixed": [1, "one", 2.5], "also": ["auto", 3, None], "pairs": [(1, 2), (3, "x")]},
        {f"name {number}": [number] for number in range(30)},
        {"many": list(range(12)), "more": list(range(10)), "most": list(range(11))},
    ):
        before = copy.deepcopy(lists)
        expected = [{}]
        for key, choices in lists.items():
            expected = [{**start, key: choice} for start in expected for choice in choices]
        found = collect(grid(lists))
        assert len(found) == len(expected), (
            f"{len(lists)} names give {len(found)} combinations, expected {len(expected)}"
        )
        kinds = lambda made: [{name: (type(v), v) for name, v in one.items()} for one in made]
        assert kinds(found) == kinds(expected), (
            f"the combinations of {len(lists)} names are not all there, unchanged and in order"
        )
        assert lists == before, "grid changed the space it was given"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: an empty list of values
failure_message: A name without values cannot take any, so there is no combination at all.
""" # END TEST CONFIG
def test_empty(grid):
    assert len([0 for _ in grid({"u": [1, 2], "v": [], "w": [3]})]) == 0, "expected no combinations"
    assert len([0 for _ in grid({"u": [1, 2], "w": [3]})]) == 2, "expected two combinations"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# At a quarter of a second per network, the full grid takes minutes, and each additional
# hyperparameter with five values makes it five times as long. So we sample.

# %% [raw]
# # BEGIN QUESTION
# name: draw
# title: One random combination
# points: 2
# difficulty: 2
# minutes: 6

# %% [markdown]
# Draw a value for each name: every value of its list is equally likely, and the names do not
# influence each other. All randomness comes from the generator `rng` that is passed in, so each
# call continues where the previous one stopped.
#
# <details><summary>Hint 1</summary>
#
# `rng.choice(values)` would turn the list into an array first. What happens to `(64, 32)`, or to a
# list that contains a number and a string?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Draw a position instead of a value: `rng.integers(n)` is a whole number from 0 to n - 1.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def draw(space, rng):
    """One random combination of a space.

    space: dict of any number of names -> list of at least one value of any kind. It is not changed.
    rng: np.random.Generator, the only source of randomness.
    Returns a dict of name -> value; each value is drawn uniformly from its list, independently of
    the others, and is unchanged (a tuple stays a tuple). About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write draw")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return {name: values[rng.integers(len(values))] for name, values in space.items()}
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: names and values
failure_message: Return a dict that maps each name to one value from its list.
""" # END TEST CONFIG
def test_values(draw):
    import numpy as np
    choices = {"batch": [16, 32, 64], "activation": ["relu", "tanh"]}
    rng = np.random.default_rng(1)
    for _ in range(20):
        got = draw(choices, rng)
        assert isinstance(got, dict), f"draw returns a {type(got).__name__}, expected a dict"
        assert set(got) == set(choices), f"the names are {sorted(got)}, expected {sorted(choices)}"
        for name, value in got.items():
            assert value in choices[name], f"{name} is {value!r}, which is not in {choices[name]}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: tuples, None and mixed lists
failure_message: Values must be returned unchanged; an array made from the list changes tuples,
  numbers and None. Leave the space as it is, too.
""" # END TEST CONFIG
def test_unchanged(draw):
    import copy
    import numpy as np
    choices = {"hidden": [(16,), (64, 32)], "stop": [None, 5, "auto"], "pair": [(1, 2), (3, 4)]}
    choices["rate"] = [0.1, 0.3, 1.0]
    before = copy.deepcopy(choices)
    rng = np.random.default_rng(2)
    for _ in range(12):
        got = draw(choices, rng)
        assert choices == before, "draw changed the space it was given"
        for name in before:
            kinds = {type(value) for value in before[name]}
            assert type(got[name]) in kinds, f"{name} is {got[name]!r}, a value of another type"
            assert got[name] in before[name], (
                f"{name} is {got[name]!r}, which is not in {before[name]}"
            )
    got = draw({}, rng)
    assert got == {}, f"a space without names gives {got!r}, expected an empty dict"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: how often each combination is drawn
failure_message: All values of a list must be equally likely, and the draws for different names and
  in different calls must be independent.
""" # END TEST CONFIG
def test_uniform(draw):
    import numpy as np
    source = np.random.default_rng(904)
    triples = [(f"left {number}", f"right {number}", f"more {number}") for number in range(30)]
    wide = {
        name: list(range(length))
        for names in triples
        for name, length in zip(names, (3, 2, 7))
    }
    tally, sevens, repeats, last = np.zeros((3, 2)), np.zeros(7), 0, {}
    for drawn in [draw(wide, source) for _ in range(60)]:
        for left, right, more in triples:
            tally[int(drawn[left]), int(drawn[right])] += 1
            sevens[int(drawn[more])] += 1
            repeats += last.get(left) == drawn[left]
        last = drawn
    # 300 expected in each of the six cells, standard deviation 16
    assert abs(tally - 300).max() < 100, (
        f"1,800 pairs of draws are spread over six combinations as {tally.astype(int).tolist()}"
    )
    # 257 expected for each of the seven values, standard deviation 15
    assert abs(sevens - 1800 / 7).max() < 90, (
        f"1,800 draws are spread over seven values as {sevens.astype(int).tolist()}"
    )
    # 590 expected, standard deviation 20
    assert abs(repeats - 590) < 130, (
        f"of 1,770 draws from three values {repeats} are the same as in the call before, expected "
        "a third"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: where the randomness comes from
failure_message: Use only the generator that is passed in, so that the same seed repeats the draws
  and each call continues from the last.
""" # END TEST CONFIG
def test_source(draw):
    import numpy as np
    wide = {letter: list(range(1000)) for letter in "abc"}
    source = np.random.default_rng(905)
    first = [draw(wide, source) for _ in range(3)]
    source = np.random.default_rng(905)
    again = [draw(wide, source) for _ in range(3)]
    other = draw(wide, np.random.default_rng(906))
    assert first == again, "the same seed does not repeat the draws"
    assert first[0] != first[1], "two calls with one generator give the same draw"
    assert first[1] != first[2], "two calls with one generator give the same draw"
    assert other != first[0], "a different seed gives the same draw"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: random_search
# title: Random search
# points: 5
# difficulty: 3
# minutes: 15

# %% [markdown]
# The search draws settings, asks `evaluate` how good they are, and keeps the best. It stops at
# whichever limit comes first: the number of trials or the time. Before each trial it looks at the
# clock. A trial that has begun is never interrupted.
#
# The clock is an argument. Normally it is `time.monotonic`, but a check (or you) can pass a fake
# clock and test an hour in no time. Sometimes a training explodes and its score is NaN, and every
# comparison with NaN is False. NaN must never win.
#
# <details><summary>Hint 1</summary>
#
# Make the generator once, before the loop. What would happen if you made it again, with the same
# seed, in every pass of the loop?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Start with a score to beat of minus infinity, `-np.inf`: every real score is greater, even a
# negative one. A comparison such as `score > best_score` is False for NaN, which is just what you
# want.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# Note the start time · repeat `trials` times: if the time is up, stop; draw; evaluate; append to
# the history; if greater than the best so far, remember it · return the three results.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    """Try random combinations of a space and keep the best.

    space: as for `draw`. evaluate: function of a dict of settings that returns a score (float,
    greater is better, possibly NaN, never infinite); it is called once for each trial, also where
    settings come again, and changes none of them. trials: int, the maximum number of trials, 0 or
    more. seed: int, for the one generator that draws all trials. seconds: no trial starts once this
    much time has passed since the call. clock: function without arguments that returns the time in
    seconds.
    Returns (best, best_score, history). best: the settings with the greatest score, the earliest
    ones if scores are equal; best_score: their score; history: list of (settings, score), one for
    each trial in order. If every score is NaN or there was no trial, best is None and best_score is
    -inf. About 11 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write random_search")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    while len(history) < trials and clock() - start < seconds:
        settings = draw(space, rng)
        score = evaluate(settings)
        history.append((settings, score))
        if score > best_score:
            best, best_score = settings, score
    return best, best_score, history
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: the best of the trials
failure_message: Return the settings with the greatest score of all trials, not those of the last
  trial.
""" # END TEST CONFIG
def test_best(random_search):
    def score(settings):
        return -abs(settings["a"] - 50) + settings["b"] / 10

    result = random_search({"a": list(range(100)), "b": [0, 1, 2]}, score, 25, 3, 1000)
    assert isinstance(result, (tuple, list)), (
        f"random_search returns a {type(result).__name__}, expected three results"
    )
    assert len(result) == 3, (
        f"random_search returns {len(result)} results, expected 3: best, best_score, history"
    )
    best, best_score, history = result
    assert len(history) == 25, f"25 trials give a history of {len(history)}"
    expected = max(score(settings) for settings, _ in history)
    assert abs(best_score - expected) < 1e-12, (
        f"best_score is {best_score}, but the history contains a score of {expected}"
    )
    assert isinstance(best, dict), f"best is a {type(best).__name__}, expected a dict of settings"
    assert abs(score(best) - expected) < 1e-12, (
        f"best has the score {score(best)}, expected the settings with {expected}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
about: the number of trials and the history
failure_message: As long as there is time, evaluate exactly `trials` times, and keep each pair of
  settings and score in order.
""" # END TEST CONFIG
def test_trials(random_search):
    for trials in (1, 7):
        seen = []

        def count(settings):
            seen.append(settings)
            return float(3 * len(seen) % 7)  # 3, 6, 2, 5, 1, 4, 0

        history = random_search({"a": list(range(50))}, count, trials, 0, 1000)[2]
        assert len(seen) == trials, f"trials is {trials}, but evaluate was called {len(seen)} times"
        assert len(history) == trials, (
            f"trials is {trials}, but the history has {len(history)} entries"
        )
        scores, expected = (
            [score for _, score in history],
            [3.0, 6.0, 2.0, 5.0, 1.0, 4.0, 0.0][:trials],
        )
        assert scores == expected, (
            f"the scores of the history are {scores}, but evaluate returned {expected}"
        )
        assert [settings for settings, _ in history] == seen, (
            "the settings of the history are not the ones evaluated"
        )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the time budget, with a fake clock
failure_message: Ask the given clock before each trial, and start no trial once the time since the
  call has reached the budget.
""" # END TEST CONFIG
def test_budget(random_search):
    plans = (
        (2.0, 10, 25, 3),
        (7000.0, 10, 30, 3),
        (50.0, 1, 100, 12),
        (3.0, 5, 0, 0),
        (9.0, 60, 1, 1),
        (0.0, 0.3, 0.5, 2),
    )
    for origin, cost, budget, expected in plans:
        now, told = [origin], []

        def slow(settings):
            now[0] += cost
            told.append(-now[0])
            return -now[0]

        tried = random_search({"q": [1, 2]}, slow, 12, 5, budget, clock=lambda: now[0])[2]
        assert len(tried) == expected, (
            f"trials of {cost} s each in {budget} s: {len(tried)} were made, expected {expected}"
        )
        assert [score for _, score in tried] == told, (
            "the history does not have the scores that evaluate returned"
        )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the seed
failure_message: One generator, made once from the seed, must draw all trials; if you make it again
  for each trial, it repeats the same draw.
""" # END TEST CONFIG
def test_seed(random_search):
    wide = {letter: list(range(500)) for letter in "pqr"}
    runs = [
        random_search(wide, lambda settings: 0.5, 6, number, 1000)[2] for number in (11, 11, 12)
    ]
    tried = [[tuple(int(settings[name]) for name in wide) for settings, _ in run] for run in runs]
    assert len(set(tried[0])) == 6, f"six trials tried only {len(set(tried[0]))} different settings"
    assert tried[0] == tried[1], "the same seed does not repeat the search"
    shared = len(set(tried[0]) & set(tried[2]))
    assert shared < 6, "a different seed gives the same search"
    assert shared == 0, (
        f"two neighbouring seeds share {shared} of 6 trials, expected none: one generator draws "
        "all trials"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: negative, equal and NaN scores, and no trial
failure_message: Any number, even a negative one, beats having no result; NaN never wins, wherever
  it comes; of equal scores the first one counts. Without a number, best is None and its score -inf.
""" # END TEST CONFIG
def test_awkward(random_search):
    import math
    wide = {name: list(range(200)) for name in "uvw"}
    for planned, winner in (
        ([-8.0, -3.0, -5.0], 1),
        ([math.nan, 0.2, math.nan, 0.1], 1),
        ([0.4, math.nan, 0.3], 0),
        ([0.1, 0.7, 0.7, 0.2], 1),
        ([0.301, 0.304, 0.302], 1),
        ([-1e9, math.nan], 0),
        ([math.nan, math.nan], None),
        ([], None),
    ):
        queue = list(planned)
        top, value, tried = random_search(
            wide, lambda settings: queue.pop(0), len(planned), 21, 1000
        )
        assert len(tried) == len(planned), (
            f"{len(planned)} trials give a history of {len(tried)}"
        )
        if winner is None:
            assert top is None, "if every score is NaN or there was no trial, there is no best"
            assert value == -math.inf, (
                "if every score is NaN or there was no trial, the best score is -inf"
            )
        else:
            assert value == planned[winner], f"the scores {planned} give {value} as the best"
            assert top == tried[winner][0], (
                f"the scores {planned} give settings other than those of the best score"
            )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Try both searches where a trial costs nothing. `pretend` is an invented accuracy: the learning
# rate matters a lot, the number of neurons hardly at all. Each search may make nine trials.

# %%
def pretend(settings):
    """An invented accuracy of a network, from its learning rate and its number of neurons."""
    miss = np.log10(settings["rate"]) + 1.3
    return (
        0.5 + 0.45 * np.exp(-2 * miss**2) + 0.04 * np.exp(-(((settings["neurons"] - 80) / 40) ** 2))
    )


fine = {"rate": np.geomspace(1e-4, 1, 81).tolist(), "neurons": list(range(8, 129))}
coarse = {"rate": [0.0003, 0.01, 0.3], "neurons": [28, 68, 108]}
tries = {
    "grid search": list(grid(coarse)),
    "random search": [s for s, _ in random_search(fine, pretend, 9, 4, 60)[2]],
}

rates, neurons = np.meshgrid(fine["rate"], fine["neurons"])
landscape = pretend({"rate": rates, "neurons": neurons})
figure, axes = plt.subplots(1, 2, figsize=(11, 4.2), sharey=True, layout="constrained")
for axis, (name, settings) in zip(axes, tries.items()):
    shades = axis.contourf(rates, neurons, landscape, levels=12, cmap="cividis")
    x, y = [s["rate"] for s in settings], [s["neurons"] for s in settings]
    axis.scatter(x, y, c="white", edgecolors="black", s=50, zorder=3, label="a trial")
    axis.plot(
        x,
        np.full(len(x), 8),
        "|",
        color=ORANGE,
        ms=16,
        mew=2,
        clip_on=False,
        label="its learning rate",
    )
    best_try = max(map(pretend, settings))
    axis.set(
        xscale="log",
        xlabel="learning rate",
        title=f"{name}: {len(set(x))} different rates, best {best_try:.2f}",
    )
axes[0].set_ylabel("neurons")
figure.legend(
    *axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2, facecolor="lightgrey"
)
figure.colorbar(shades, ax=axes, label="invented accuracy")
plt.show()
many = [random_search(fine, pretend, 9, seed, 60)[1] for seed in range(200)]
print(
    f"best of 9 trials: grid {max(map(pretend, grid(coarse))):.3f}, "
    f"random search {np.mean(many):.3f} on average of 200 seeds"
)

# %% [markdown]
# Nine trials on a grid are only three different learning rates. If the good ones lie between them,
# as here, the other six trials are wasted, and nobody knows beforehand which grid would be a lucky
# one. Random search tries nine different rates. When few of the hyperparameters matter, and you do
# not know which, that makes a big difference. It can also be stopped at any time, and continued
# later.
#
# # Tuning the histograms
#
# So far the search functions know nothing about networks. Now give them one.

# %% [raw]
# # BEGIN QUESTION
# name: network
# title: A network from its settings
# points: 3
# difficulty: 2
# minutes: 10

# %% [markdown]
# Build the network that a dict of settings describes. `"hidden": (64, 32)` means two hidden layers,
# the first with 64 neurons, the second with 32.
#
# <details><summary>Hint 1</summary>
#
# The number of layers varies from one call to the next, so add them in a loop over
# `settings["hidden"]`.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `keras.optimizers.SGD(rate)` and `keras.optimizers.Adam(rate)` create the optimisers. The name
# alone, `"adam"`, would use Keras's default learning rate.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# Labels that are whole numbers, not one-hot rows, go with the loss
# `"sparse_categorical_crossentropy"`.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def network(settings):
    """A compiled, untrained Keras network for the histograms.

    settings: dict with at least "hidden" (tuple of one or more int: the neurons of each hidden
    layer), "activation" (str, of all hidden layers), "optimiser" ("sgd" or "adam": SGD or Adam as
    Keras has them, with only the rate set) and "rate" (float, its learning rate throughout). It is
    not changed.
    Returns a network of 40 inputs and 4 outputs that form a distribution, with dense layers only,
    all of which learn; it has its weights at once, random ones. Its loss is the cross-entropy for
    labels that are whole numbers from 0 to 3, without penalties. About 7 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write network")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"]:
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.add(keras.layers.Dense(4, activation="softmax"))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(
        optimisers[settings["optimiser"]](settings["rate"]), loss="sparse_categorical_crossentropy"
    )
    return model
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: the layers
failure_message: Use one dense layer for each number in `hidden`, in this order, and then four
  output neurons.
""" # END TEST CONFIG
def test_layers(network):
    import numpy as np
    for hidden in ((16,), (12, 6, 3), (5, 9, 9)):
        model = network({"hidden": hidden, "activation": "relu", "optimiser": "adam", "rate": 0.01})
        sizes = [weights.shape for weights in model.get_weights() if weights.ndim == 2]
        expected = list(zip((40, *hidden), (*hidden, 4)))
        assert sizes == expected, (
            f"hidden {hidden} gives weights with shapes {sizes}, expected {expected}"
        )
        for weights in model.get_weights():
            assert weights.ndim < 2 or len(np.unique(weights)) > 1, (
                "all weights of a layer are the same number, so its neurons would stay alike"
            )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the outputs
failure_message: The four outputs of a row must form a distribution.
""" # END TEST CONFIG
def test_outputs(network):
    import numpy as np
    model = network({"hidden": (8,), "activation": "tanh", "optimiser": "sgd", "rate": 0.1})
    outputs = np.asarray(model(np.random.default_rng(5).normal(0, 3, size=(30, 40))))
    assert outputs.shape == (30, 4), (
        f"30 rows give outputs of shape {outputs.shape}, expected (30, 4)"
    )
    assert outputs.min() >= 0, (
        f"the smallest output is {outputs.min():.3f}, but a probability is never negative"
    )
    assert np.allclose(outputs.sum(axis=1), 1, atol=1e-4), (
        "the four outputs of a row do not add up to 1"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the activation of every hidden layer
failure_message: Use the activation from the settings in all hidden layers and in no other layer,
  and add nothing else, in training either.
""" # END TEST CONFIG
def test_activation(network):
    import numpy as np
    from scipy.special import expit, softmax
    batch = np.random.default_rng(907).normal(0, 2, size=(20, 40)).astype("float32")
    for word, curve in (
        ("relu", lambda z: np.maximum(z, 0)),
        ("tanh", np.tanh),
        ("sigmoid", expit),
    ):
        settings = {"hidden": (7, 5), "activation": word, "optimiser": "adam", "rate": 0.02}
        model = network({**settings, "batch": 16, "epochs": 10})
        parts = [np.asarray(part) for part in model.get_weights()]
        signal = batch
        for i in (0, 2):
            signal = curve(signal @ parts[i] + parts[i + 1])
        expected = softmax(signal @ parts[4] + parts[5], axis=1)
        for mode in (False, True):
            outputs = np.asarray(model(batch, training=mode))
            assert outputs.shape == expected.shape, (
                f"20 rows give outputs of shape {outputs.shape}, expected {expected.shape}"
            )
            assert np.allclose(outputs, expected, atol=1e-4), (
                f"two hidden layers of {word} neurons give different outputs"
                + (" while the network is being trained" if mode else "")
            )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: steps of training with each optimiser
failure_message: The settings determine the optimiser and its learning rate, all else is left as
  Keras has it, all layers learn, and the loss is the cross-entropy for whole-number labels, of
  probabilities and not of logits, without a penalty on weights.
""" # END TEST CONFIG
def test_step(network):
    import numpy as np
    random = np.random.default_rng(908)
    batch = random.normal(size=(32, 40)).astype("float32")
    truth = random.choice([0, 0, 1, 2, 2, 2, 3], size=32)
    extra = ("amsgrad", "momentum", "weight_decay", "clipnorm", "clipvalue", "global_clipnorm",
             "use_ema")
    for kind, rate in (("sgd", 0.2), ("adam", 0.004)):
        wanted_by = {"hidden": (6,), "activation": "tanh", "optimiser": kind, "rate": rate}
        made = network(wanted_by)
        before = [np.array(part, dtype=float) for part in made.get_weights()]
        assert len(before) == 4, f"two layers have {len(before)} arrays of weights and biases"
        # the slopes of the loss, worked out
        inner = np.tanh(batch @ before[0] + before[1])
        chance = np.asarray(made(batch))
        powers = np.exp(inner @ before[2] + before[3])
        usual = np.allclose(chance, powers / powers.sum(axis=1, keepdims=True), atol=1e-4)
        gap = (chance - (truth[:, None] == np.arange(4))) / len(batch)
        back = (gap @ before[2].T) * (1 - inner**2)
        slopes = [batch.T @ back, back.sum(axis=0), inner.T @ gap, gap.sum(axis=0)]
        made.compile(made.optimizer, made.loss, run_eagerly=True)  # a step is not worth a graph
        made.train_on_batch(batch, truth)
        # Adam makes steps of slopes that are nearly 0; other activations are another check's affair
        for k in range(4) if kind == "sgd" and usual else [3]:
            step = np.asarray(made.get_weights()[k]) - before[k]
            expected = -rate * (slopes[k] if kind == "sgd" else np.sign(slopes[k]))
            assert np.allclose(step, expected, rtol=0.02, atol=1e-6), (
                f"{kind} at {rate}: the first step of array {k} is not the expected one"
            )
        made = network(wanted_by)  # and two steps with pushes of our own
        wanted = [np.array(part, dtype=float) for part in made.get_weights()]
        mean, square = [[np.zeros(part.shape) for part in wanted] for _ in range(2)]
        for number, sizes in ((1, [-2.0, -0.5, 0.5, 2.0]), (2, [-3.0, 0.1, 0.25, 1.0])):
            pushes = [random.choice(sizes, size=part.shape).astype("float32") for part in wanted]
            made.optimizer.apply(pushes, made.trainable_variables)
            for k, slope in enumerate(pushes):
                mean[k] = 0.9 * mean[k] + 0.1 * slope
                square[k] = 0.999 * square[k] + 0.001 * slope**2
                root = np.sqrt(square[k] / (1 - 0.999**number))
                adam = mean[k] / (1 - 0.9**number) / (root + 1e-7)
                wanted[k] = wanted[k] - rate * (slope if kind == "sgd" else adam)
            for new, right in zip(made.get_weights(), wanted):
                assert new.shape == right.shape and np.allclose(new, right, atol=2e-5), (
                    f"step {number} is not that of plain {kind} at {rate}"
                )
        config = made.optimizer.get_config()
        changed = [name for name in extra if config.get(name)]
        assert not changed, f"{kind} was given settings of its own: {', '.join(changed)}"
        sure = np.array([[0.7, 0.1, 0.1, 0.1], [0.1, 0.2, 0.2, 0.5]], dtype="float32")
        loss = float(np.asarray(made.compute_loss(y=np.array([0, 2]), y_pred=sure)))
        wanted = -np.mean(np.log([0.7, 0.2]))
        assert abs(loss - wanted) < 1e-3, f"the loss of given outputs is {loss}, expected {wanted}"
        steady = not isinstance(config.get("learning_rate"), dict)
        assert steady, f"the learning rate changes during training, expected {rate} throughout"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Here is how a network is trained. With so few rows, Keras takes longer to prepare the training
# than to train. So `fit` spells out what `model.fit` does: take the next few rows, compute the
# gradient of the loss, let the optimiser take a step. `@tf.function` turns the whole loop into one
# program.

# %%
def fit(settings, rows, labels):
    """Build the network that settings describe and train it, with a fixed seed."""
    if len(rows) != len(labels):
        raise ValueError(
            f"{len(rows)} rows come with {len(labels)} labels: "
            "do both belong to the same part of the data?"
        )
    keras.utils.set_random_seed(0)
    model = network(settings)
    model.optimizer.build(model.trainable_variables)  # makes room for Adam's memory
    order = np.concatenate([np.random.permutation(len(rows)) for _ in range(settings["epochs"])])
    steps = len(order) // settings["batch"]
    # the row numbers of each step
    batches = tf.constant(order[: steps * settings["batch"]].reshape(steps, -1))
    rows, labels = tf.constant(rows), tf.constant(labels)

    @tf.function
    def train():
        for batch in batches:
            with tf.GradientTape() as tape:
                outputs = model(tf.gather(rows, batch), training=True)
                loss = model.compute_loss(y=tf.gather(labels, batch), y_pred=outputs)
            slopes = tape.gradient(loss, model.trainable_variables)
            model.optimizer.apply(slopes, model.trainable_variables)

    train()
    return model


def accuracy(model, rows, labels):
    """The fraction of rows whose most likely class is the right one."""
    return float(np.mean(np.argmax(model(rows), axis=1) == labels))


first_guess = {
    "hidden": (32,),
    "activation": "sigmoid",
    "optimiser": "sgd",
    "rate": 0.01,
    "batch": 32,
    "epochs": 40,
}
untuned = fit(first_guess, train_rows, train_labels)
print(f"first guess: {accuracy(untuned, train_rows, train_labels):.3f} of the training rows right")

# %% [raw]
# # BEGIN QUESTION
# name: evaluate
# title: The score of some settings
# points: 1
# difficulty: 1
# minutes: 4

# %% [markdown]
# The search needs one number for each dict of settings. Which rows train the network, and which
# rows give the number? Use `fit` and `accuracy`.
#
# <details><summary>Hint 1</summary>
#
# There are three sets of rows: to learn from, to choose with, and to judge with at the very end. A
# search chooses.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `fit` gives you the trained network, `accuracy` its score; each of them takes rows and their
# labels.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def evaluate(settings):
    """Train on the training rows, return the accuracy on the validation rows.

    settings: dict with all six hyperparameters; it is not changed. Returns a float, not rounded.
    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write evaluate")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    model = fit(settings, train_rows, train_labels)
    return accuracy(model, valid_rows, valid_labels)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: one number from 0 to 1
failure_message: The score is one number, the fraction of rows that are right.
""" # END TEST CONFIG
def test_share(evaluate):
    import numpy as np
    got = evaluate(
        {
            "hidden": (8,),
            "activation": "relu",
            "optimiser": "sgd",
            "rate": 0.1,
            "batch": 32,
            "epochs": 2,
        }
    )
    assert isinstance(got, (float, np.floating)), (
        f"evaluate returns a {type(got).__name__}, expected a float"
    )
    assert 0 < got < 1, (
        f"the score is {got}, expected a fraction of the rows: some are right and some are not"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: which rows train and which rows score
failure_message: Train once, on the training rows, and score on the validation rows; scored on rows
  it has learned from, a network looks too good. The settings stay as they are.
""" # END TEST CONFIG
def test_rows(evaluate, fit, train_rows, train_labels, valid_rows, valid_labels):
    import numpy as np
    for batch, epochs in ((16, 3), (32, 10)):  # ten epochs on the validation rows would look better
        probe = {
            "hidden": (16,),
            "activation": "tanh",
            "optimiser": "adam",
            "rate": 0.01,
            "batch": batch,
            "epochs": epochs,
        }
        chances = np.asarray(fit(probe, train_rows, train_labels)(valid_rows))
        expected = np.mean(np.argmax(chances, axis=1) == valid_labels)
        asked = dict(probe)
        got = evaluate(asked)
        assert abs(got - expected) < 1e-6, (
            f"the score is {got:.4f}, the accuracy on the validation rows {expected:.4f}"
        )
        assert asked == probe, "evaluate changed the settings it was given"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Now search. Eight trials take a few seconds; meanwhile, guess how many of them will be any good.

# %%
best, best_score, history = random_search(space, evaluate, trials=8, seed=106, seconds=300)
for settings, score in history:
    print(
        f"{score:.3f}", "<- best" if settings == best else "       ", *settings.values(), sep="  "
    )

# %% [raw]
# # BEGIN QUESTION
# name: tuned
# title: The tuned network
# points: 2
# difficulty: 2
# minutes: 5

# %% [markdown]
# The search is over, so the validation rows have done their job. Use them for learning as well: let
# `fit` train the best settings on `all_rows` and `all_labels`. Typical accuracy on new rows: 0.97
# to 0.99. Required: 0.80.
#
# <details><summary>Hint 1</summary>
#
# `fit` returns a trained network. Which of the settings in `history` does it need?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `random_search` has returned these settings, and they have a name of their own.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
tuned = fit(best, all_rows, all_labels)  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: a network with the best settings, trained on all rows
failure_message: tuned must be the network that fit returns for the settings with the greatest score
  of the search, trained on all_rows and all_labels as they are given above it.
""" # END TEST CONFIG
def test_network(tuned, best, history, all_rows, all_labels, train_rows, train_labels,
                 valid_rows, valid_labels):
    import numpy as np
    top = max(score for _, score in history if score == score)  # a NaN never wins
    assert any(settings == best and score == top for settings, score in history), (
        f"best is {best}, but those are not the settings with the greatest score of the search, "
        f"{top:.3f}"
    )
    for name, mine, parts in (
        ("all_rows", all_rows, (train_rows, valid_rows)),
        ("all_labels", all_labels, (train_labels, valid_labels)),
    ):
        mine, whole = np.asarray(mine), np.concatenate([np.asarray(part) for part in parts])
        same = mine.shape == whole.shape and sorted(mine.tolist()) == sorted(whole.tolist())
        assert same, f"{name} must hold the training part and the validation part, no more"
    outputs = np.asarray(tuned(valid_rows))
    assert outputs.shape == (200, 4), (
        f"200 rows give outputs of shape {outputs.shape}, expected (200, 4)"
    )
    assert np.allclose(outputs.sum(axis=1), 1, atol=1e-4), (
        "the four outputs of a row do not add up to 1"
    )
    epochs, batch, rate = best["epochs"], best["batch"], best["rate"]
    expected = epochs * 600 // batch
    steps = int(np.asarray(tuned.optimizer.iterations))
    assert steps == expected, (
        f"tuned has taken {steps} steps, expected {expected}: "
        f"{epochs} epochs of all 600 rows, {batch} in each step"
    )
    sizes = [part.shape[1] for part in map(np.asarray, tuned.get_weights()) if part.ndim == 2]
    wanted = [*best["hidden"], 4]
    assert sizes == wanted, f"the layers of tuned have {sizes} neurons, expected {wanted}"
    learned = float(np.asarray(tuned.optimizer.learning_rate))
    assert abs(learned - rate) < 1e-3 * rate, (
        f"tuned was trained at a learning rate of {learned:.4g}, expected {rate}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1.5
hidden: true
about: accuracy on 4,000 new rows
failure_message: On all rows, train the settings with the greatest validation score, not those of
  the last trial or of the first guess.
""" # END TEST CONFIG
def test_accuracy(tuned):
    import numpy as np
    random = np.random.default_rng(909)
    makers = (
        random.lognormal,
        lambda size: random.power(0.1, size=size),
        random.normal,
        random.uniform,
    )
    blocks = np.stack([maker(size=(40, 25, 40)) for maker in makers])  # kind, session, row, value
    low, high = blocks.min(axis=(2, 3), keepdims=True), blocks.max(axis=(2, 3), keepdims=True)
    place = np.minimum((blocks - low) / (high - low) * 40, 39).astype(int).reshape(4000, 40)
    pose = np.stack([np.mean(place == number, axis=1) for number in range(40)], axis=1).astype(
        "float32"
    )
    right = int(np.sum(np.argmax(np.asarray(tuned(pose)), axis=1) == np.repeat(np.arange(4), 1000)))
    assert right / 4000 >= 0.8, f"the accuracy on new rows is {right / 4000:.3f}, required is 0.8"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
figure, axes = plt.subplots(1, 2, figsize=(11, 3.6), width_ratios=[1.2, 1])
scores = [score for _, score in history]
axes[0].plot(range(1, len(scores) + 1), scores, "o", color=BLUE, label="score of the trial")
axes[0].step(
    range(1, len(scores) + 1),
    np.maximum.accumulate(scores),
    where="post",
    color=ORANGE,
    label="best so far",
)
axes[0].set(xlabel="trial", ylabel="validation accuracy", title="the search")
axes[0].legend()
results = [accuracy(model, test_rows, test_labels) for model in (untuned, tuned)]
bars = axes[1].bar(["first guess", "tuned"], results, color=[PINK, BLUE], width=0.5)
axes[1].bar_label(bars, fmt="%.3f")
axes[1].set(ylabel="test accuracy", ylim=(0, 1.1), title="the judgement, on 800 test rows")
figure.tight_layout()
plt.show()

# %% [markdown]
# # Why the test rows must wait
#
# Would it not be simpler to choose by the test rows right away? Then there would be more rows to
# learn from. Think it through first: imagine networks that are all *equally* good, each right on 90
# % of all rows in the world. Measured on 40 rows, some look better by luck. What do you see if you
# keep the luckiest?

# %% [raw]
# # BEGIN QUESTION
# name: luck
# title: The luckiest of k
# points: 2
# difficulty: 2
# minutes: 8

# %% [markdown]
# Simulate it. The number of rows that one network gets right is binomial:
# `rng.binomial(rows, truth)`. Measure `networks` of them, keep the greatest accuracy, repeat the
# whole game many times, and take the mean. With one network you get 0.90, as you should. With 100
# networks and 40 rows you get about 0.99, although no network is better than 0.90.
#
# <details><summary>Hint 1</summary>
#
# Draw all games at once, as an array with one row per game and one column per network.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Find the luckiest network of each game first (a maximum along one axis), and take the mean over
# the games last.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def luck(networks, rows, truth, games, rng):
    """The mean accuracy that the luckiest of several equally good networks shows.

    networks: int, how many are compared in each game, at least 1. rows: int, how many rows measure
    each of them, at least 1. truth: float in [0, 1], the true accuracy of every network. games:
    int, how often the game is repeated. rng: np.random.Generator, the only source of randomness. In
    each game every network gets rows of its own.
    Returns a float in [0, 1]: the greatest measured accuracy of a game, averaged over the games.
    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write luck")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    right = rng.binomial(rows, truth, size=(games, networks))
    return right.max(axis=1).mean() / rows
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: a single network
failure_message: With one network there is nothing to choose, so the mean is its true accuracy, a
  fraction from 0 to 1.
""" # END TEST CONFIG
def test_single(luck):
    import numpy as np
    got, other = (luck(1, 50, 0.8, 4000, np.random.default_rng(seed)) for seed in (4, 5))
    assert isinstance(got, (float, np.floating)), (
        f"luck returns a {type(got).__name__}, expected a float"
    )
    assert abs(got - 0.8) < 0.01, (
        f"one network of 0.8 shows {got:.3f} on average, expected about 0.80"
    )
    assert not got == other == 0.8, "both results are exactly 0.8: nothing was measured"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: two networks, one row
failure_message: Take the greatest accuracy of each game first, and the mean over the games last.
""" # END TEST CONFIG
def test_coins(luck):
    import numpy as np
    got = luck(2, 1, 0.5, 4000, np.random.default_rng(7))
    assert abs(got - 0.75) < 0.05, (
        f"two coins: at least one shows heads in 3 of 4 games, so expect about 0.75, got {got:.3f}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the exact expectation for other numbers of networks, rows and games; the generator
failure_message: The result must be close to the expected maximum of independent binomial numbers,
  divided by rows; all randomness comes from rng.
""" # END TEST CONFIG
def test_exact(luck):
    import numpy as np
    from scipy.stats import binom
    for k, size, share, repeats in (
        (5, 30, 0.6, 3000),
        (60, 20, 0.75, 2000),
        (3, 200, 0.5, 2500),
        (20, 40, 0.9, 1500),
    ):
        below = binom.cdf(np.arange(size), size, share) ** k
        expected = np.sum(1 - below) / size  # the mean of a maximum is the sum of its tail
        margin = 6 * np.sqrt(share * (1 - share) / size / repeats)
        got = luck(k, size, share, repeats, np.random.default_rng(910 + k))
        assert abs(got - expected) < margin, (
            f"{k} networks of {share} on {size} rows show {got:.4f}, expected about {expected:.4f}"
        )
    for share in (0.0, 1.0):
        got = luck(3, 8, share, 2, np.random.default_rng(913))
        assert abs(got - share) < 1e-6, f"networks of {share} show {got}, expected {share}"
    for number in range(4):
        got = 8 * luck(3, 8, 0.5, 1, np.random.default_rng(914 + number))
        assert abs(got - round(got)) < 1e-6, (
            f"one game on 8 rows shows {got / 8:.4f}, expected a whole number of eighths"
        )
    sources = [np.random.default_rng(912), np.random.default_rng(912)]
    first, again = ([luck(2, 100, 0.5, 40, source) for _ in range(4)] for source in sources)
    assert first == again, "the same seed does not repeat the results"
    assert len(set(first)) > 1, "four calls with one generator give the same result"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
tried = [1, 2, 5, 10, 20, 50, 100, 200]
figure, axes = plt.subplots(figsize=(7.5, 3.8))
for count, colour, mark in ((40, PINK, "o"), (200, ORANGE, "s"), (1000, BLUE, "^")):
    shown = [luck(networks, count, 0.9, 2000, np.random.default_rng(0)) for networks in tried]
    axes.plot(tried, shown, color=colour, marker=mark, label=f"chosen with {count} rows")
axes.axhline(0.9, color="black", ls="--", label="the truth, for every network")
axes.set(xscale="log", xlabel="networks tried", ylabel="accuracy of the chosen one, as measured")
axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
figure.tight_layout()
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: why_validation
# title: An honest number
# points: 1
# difficulty: 2
# minutes: 4

# %% [markdown]
# A team tries 100 settings, measures each network on the *test* rows, keeps the best and reports
# its test accuracy, 0.97. No network was trained on a test row. What should you expect on new rows?
#
# - `"a"` About 0.97: the network has never learned from these rows, so the number is honest.
# - `"b"` About 0.97, provided that the test rows were shuffled before each trial.
# - `"c"` Somewhat more than 0.97: the network was the best of 100, and the best networks do even
#   better on new rows.
# - `"d"` Somewhat less than 0.97: the choice favoured a network that was lucky on these particular
#   rows.
#
# <details><summary>Hint 1</summary>
#
# Look at the figure: the chosen network shows one accuracy and has another.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Choosing one of 100 networks with the help of some rows is a way of learning from those rows.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_validation = "d"  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: one of the four letters
failure_message: Answer with one of the strings 'a', 'b', 'c' or 'd'.
""" # END TEST CONFIG
def test_form(why_validation):
    assert isinstance(why_validation, str), "write a letter in quotes"
    assert why_validation.strip().lower() in set("abcd"), "write a letter from a to d in quotes"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the answer
failure_message: Compare the accuracy that the luckiest of 100 equally good networks shows with the
  one it really has.
""" # END TEST CONFIG
def test_choice(why_validation):
    assert str(why_validation).strip().lower() == chr(100), "that is not the right choice"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# # What you have built
#
# - **Grid search** is exhaustive and slow; it tries few different values of each hyperparameter.
# - **Random search** has a budget, can stop at any time, and tries many values of whatever turns
#   out to matter.
# - **Three sets**: training rows find the weights, validation rows choose the settings, and test
#   rows are used once, at the end.
# - **Luck grows** with the number of networks tried and shrinks with the number of rows used to
#   choose. Your best validation score is a bit lucky too; the test accuracy is the number to
#   report.
#
# You now have all the parts: data, representation, scaling, networks, search and honest figures. In
# the next assignment, *Project*, you pose a problem of your own.
