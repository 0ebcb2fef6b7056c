# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 07-posing
# title: Posing
# section: Posing problems for neural networks, experiments 1 to 4
# minutes: 80
# limits: {cell_seconds: 20}

# %% [markdown]
# # Posing
#
# Somebody hands you 40 numbers and asks which distribution they come from: log-normal, power,
# normal or uniform? You will put that question to a network in four ways: as one number, as 40
# numbers, as the same 40 sorted, and as a histogram of them. The data stay the same, the network
# stays the same, and the accuracy goes from 0.4 to more than 0.95. How you pose a problem matters
# more than how many layers you give the network, and posing takes a line of NumPy. You will write
# the data set, the poses, the network, and finally the classifier that keeps pose and network
# together.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## Four ways to make random numbers
#
# The class of a row is the position of its distribution in this list: 0 log-normal, 1 power (with
# exponent 0.1), 2 normal, 3 uniform. The distributions have different ranges, so each set of
# numbers is min-max scaled to run from 0 to 1 (`06-scaling`).

# %%
NAMES = ["log-normal", "power", "normal", "uniform"]
DRAW = [
    lambda rng, shape: rng.lognormal(size=shape),
    lambda rng, shape: rng.power(0.1, size=shape),
    lambda rng, shape: rng.normal(size=shape),
    lambda rng, shape: rng.uniform(size=shape),
]
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7"]


def min_max_scale(data):
    """Scale all values of data together, so that they run from 0 to 1."""
    low = data.min()
    return (data - low) / (data.max() - low)

# %%
rng = np.random.default_rng(0)
# one set of 100 rows of 40 values for each class
examples = [min_max_scale(draw(rng, (100, 40))) for draw in DRAW]
figure, axes = plt.subplots(1, 4, figsize=(11, 2.6), layout="constrained", sharey=True)
for ax, name, colour, values in zip(axes, NAMES, COLOURS, examples):
    ax.hist(
        values.ravel(),
        bins=40,
        range=(0, 1),
        weights=np.full(values.size, 1 / values.size),
        color=colour,
    )
    ax.set(title=name, xlabel="scaled value", yscale="log")
axes[0].set_ylabel("share of values (log)")
plt.show()

# %% [markdown]
# Those were 4,000 numbers of each kind. A network will see at most 40. Can **you** tell them apart?
# Each line below shows 40 numbers as ticks.

# %%
order = np.random.default_rng(12).permutation(8)
puzzle = np.concatenate([values[:2] for values in examples])[order]
figure, ax = plt.subplots(figsize=(10, 3.2), layout="constrained")
ax.eventplot(puzzle, lineoffsets=np.arange(8), linelengths=0.7, linewidths=1.2, colors="black")
ax.set(
    yticks=range(8), yticklabels="ABCDEFGH", xlabel="scaled value", ylabel="row", xlim=(-0.01, 1.01)
)
ax.invert_yaxis()
plt.show()

# %% [markdown]
# <details><summary>What the rows are</summary>
#
# A and H are log-normal, C and E power, D and G normal, B and F uniform. Power piles up nearly
# everything at 0; log-normal crowds near 0 and thins out; normal crowds in the middle; uniform is
# spread evenly. You did not read the numbers one by one: you looked at where they are dense.
# Remember that.
#
# </details>

# %% [raw]
# # BEGIN QUESTION
# name: make_rows
# title: The data set
# points: 4
# difficulty: 2
# minutes: 15

# %% [markdown]
# For each of the four classes, draw one set, an array of shape `(per_class, width)`, and scale
# **the set as a whole** with `min_max_scale`: one smallest and one largest value for all its rows,
# as the tutorial does. Stack the four sets on top of each other, and shuffle the rows, each
# together with its label. The values **within** a row stay in the order in which they were drawn.
# Call `DRAW` and `min_max_scale`, or write out what they do: both are fine.
#
# <details><summary>Hint 1</summary>
#
# `DRAW[k](rng, (per_class, width))` draws the set of class k, and `np.concatenate` stacks arrays.
# `np.repeat([0, 1], 3)` is `[0, 0, 0, 1, 1, 1]`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Do not shuffle rows and labels separately. Draw **one** order with
# `rng.permutation(number of rows)` and index both with it.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def make_rows(per_class, width, rng):
    """Draw a set of rows from each distribution of DRAW, scale it, and shuffle all rows together.

    Arguments
        per_class: number of rows of each class, at least 1.
        width: number of values in a row; there are at least 2 values per class.
        rng: np.random.Generator, the only source of randomness (seeds and generators that come
            from it included): equal seeds give equal results.
    Returns
        rows: float array (4 * per_class, width), in random order; the per_class rows of a class are
            scaled together by min_max_scale, so their smallest value is 0 and their largest is 1.
            All values are drawn independently, not rounded and not sorted. A second call with the
            same rng gives other rows.
        labels: integer array (4 * per_class,), the class of each row, 0 to 3.

    About 5 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write make_rows")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    rows = np.concatenate([min_max_scale(draw(rng, (per_class, width))) for draw in DRAW])
    labels = np.repeat(np.arange(len(DRAW)), per_class)
    order = rng.permutation(len(rows))  # one order for both, so that each row keeps its label
    return rows[order], labels[order]
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: shapes, types and the number of rows per class
failure_message: make_rows returns rows and labels, with per_class rows of each of the four classes
  and one label per row.
""" # END TEST CONFIG
def test_form(make_rows):
    import numpy as np

    made = make_rows(6, 9, np.random.default_rng(1))
    assert isinstance(made, (tuple, list)) and len(made) == 2, (
        "make_rows must return two arrays: rows, labels"
    )
    rows, labels = made
    assert isinstance(rows, np.ndarray) and isinstance(labels, np.ndarray), (
        f"make_rows returned {type(rows).__name__} and {type(labels).__name__}, expected two arrays"
    )
    assert rows.shape == (24, 9), (
        f"rows has shape {rows.shape}, expected (24, 9): 4 classes of 6 rows, 9 values each"
    )
    assert labels.shape == (24,), f"labels has shape {labels.shape}, expected (24,)"
    assert np.issubdtype(labels.dtype, np.integer), (
        f"labels has dtype {labels.dtype}, expected integers"
    )
    counts = [int(np.sum(labels == k)) for k in range(4)]
    assert counts == [6, 6, 6, 6], f"the classes 0 to 3 have {counts} rows, expected 6 each"

# %%
""" # BEGIN TEST CONFIG
points: 1
about: the scale of each class
failure_message: Scale the set of each class as a whole, not row by row, not column by column, and
  not all classes together.
""" # END TEST CONFIG
def test_scale(make_rows):
    import numpy as np

    rows, labels = make_rows(30, 20, np.random.default_rng(2))
    rows, labels = np.asarray(rows), np.asarray(labels)
    assert rows.shape == (120, 20) and labels.shape == (120,), (
        f"per_class=30, width=20 gave rows of shape {rows.shape} and labels of shape {labels.shape}"
    )
    for k in range(4):
        mine = rows[labels == k]
        assert mine.shape == (30, 20), f"{len(mine)} rows have label {k}, expected 30"
        low, high = mine.min(), mine.max()
        assert abs(low) < 1e-6 and abs(high - 1) < 1e-6, (
            f"the rows with label {k} run from {low:.7g} to {high:.7g}, expected 0 to 1"
        )
        ends = int(np.sum(mine > 1 - 1e-6))
        assert ends < 5, (
            f"{ends} values of the 30 rows with label {k} are 1, expected one: scale the set as a "
            "whole, not single rows or columns"
        )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the distribution behind each label
failure_message: The rows with label k must come from distribution k, each value drawn by itself.
  Shuffle rows and labels in the same order, and leave the values within a row as they were drawn.
""" # END TEST CONFIG
def test_distributions(make_rows):
    import numpy as np
    from scipy import stats

    rows, labels = map(np.asarray, make_rows(80, 50, np.random.default_rng(701)))
    values = [rows[labels == k].ravel() for k in range(4)]
    quarter, half, three = np.quantile(values[0], [0.25, 0.5, 0.75])
    # exp(0.6745) = 1.96 for a log-normal, however it is scaled
    ratio = (three - half) / (half - quarter)
    assert 1.6 < ratio < 2.4, "the rows with label 0 do not look log-normal"
    assert stats.kstest(values[1] ** 0.1, "uniform", method="asymp").statistic < 0.05, (
        "the rows with label 1 do not look like the power distribution"
    )
    normal = (values[2] - values[2].mean()) / values[2].std()
    assert stats.kstest(normal, "norm", method="asymp").statistic < 0.05, (
        "the rows with label 2 do not look normal"
    )
    assert stats.kstest(values[3], "uniform", method="asymp").statistic < 0.05, (
        "the rows with label 3 do not look uniform"
    )
    for k in range(4):
        different = len(np.unique(values[k]))
        assert different > 0.95 * len(values[k]), (
            f"the {len(values[k])} values with label {k} are only {different} different numbers"
        )
    alike = len(rows) - len(np.unique(rows.argsort(axis=1), axis=0))
    assert alike == 0, f"in {alike} rows the values rise and fall exactly as in another row"
    place = rows.argsort(axis=1).argsort(axis=1).mean(axis=0)  # about 24.5, of 0 to 49
    assert np.abs(place - place.mean()).max() < 6, "the values within a row are sorted"
    spread = rows[labels == 3].mean(axis=1).std()  # 0.289 / sqrt(50) = 0.041
    assert 0.02 < spread < 0.07, "the values of a row depend on each other"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: random order, the same for equal seeds
failure_message: Values and order must come from the given rng. Equal seeds give equal rows; a
  different seed, or a second call with the same generator, gives different values in a different
  order.
""" # END TEST CONFIG
def test_order(make_rows):
    import numpy as np

    one = np.random.default_rng(702)
    first, later = make_rows(50, 3, one), make_rows(50, 3, one)
    second, third = (make_rows(50, 3, np.random.default_rng(seed)) for seed in (702, 703))
    first, later, second, third = (
        tuple(map(np.asarray, made)) for made in (first, later, second, third)
    )
    assert first[0].shape == (200, 3) and first[1].shape == (200,), (
        f"per_class=50, width=3 gave shapes {first[0].shape} and {first[1].shape}"
    )
    changes = int(np.sum(np.diff(first[1]) != 0))
    assert changes > 100, (
        f"the label changes {changes} times along 200 rows, expected about 150: the rows are not "
        "shuffled"
    )
    assert np.array_equal(first[0], second[0]) and np.array_equal(first[1], second[1]), (
        "two generators with the same seed gave different rows"
    )
    for other, what in ((third, "a different seed"), (later, "a second call with one generator")):
        assert not np.array_equal(first[1], other[1]), f"{what} gave the same order"
        assert not np.array_equal(np.sort(first[0], axis=None), np.sort(other[0], axis=None)), (
            f"{what} gave the same values in another order"
        )
    full = sum(len(set(four)) == 4 for four in first[1].reshape(50, 4).tolist())
    assert full < 25, f"{full} of 50 times four rows in turn are of four classes, expected about 5"
    calls = [np.asarray(make_rows(5, 3, one)[0]).tobytes() for _ in range(60)]
    assert len(set(calls)) == 60, "calls with one generator gave the same rows more than once"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: other numbers of rows and values
failure_message: per_class and width are arguments. Nothing in the function may rely on 100 or 40.
""" # END TEST CONFIG
def test_sizes(make_rows):
    import numpy as np

    for per_class, width in ((7, 1), (1, 2), (1, 40), (13, 64), (120, 2)):
        rows, labels = map(np.asarray, make_rows(per_class, width, np.random.default_rng(704)))
        assert rows.shape == (4 * per_class, width), (
            f"per_class={per_class}, width={width} gave rows of shape {rows.shape}"
        )
        assert labels.shape == (4 * per_class,), (
            f"per_class={per_class}, width={width} gave labels of shape {labels.shape}"
        )
        for k in range(4):
            mine = rows[labels == k]
            assert len(mine) == per_class, (
                f"per_class={per_class} gave {len(mine)} rows of class {k}"
            )
            assert abs(mine.min()) < 1e-6 and abs(mine.max() - 1) < 1e-6, (
                f"per_class={per_class}, width={width}: the rows of class {k} run from "
                f"{mine.min():.7g} to {mine.max():.7g}, expected 0 to 1"
            )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
# 100 rows of each class, 90 % for training and 10 % for validation. They are shuffled: just cut.
rng = np.random.default_rng(1)
rows, labels = make_rows(100, 40, rng)
train_rows, valid_rows = rows[:360], rows[360:]
train_labels, valid_labels = labels[:360], labels[360:]

# 4,000 test rows in ten sets as large as the training set: the range of a set depends on its size.
test_sets = [make_rows(100, 40, rng) for _ in range(10)]
test_rows = np.concatenate([rows for rows, _ in test_sets])
test_labels = np.concatenate([labels for _, labels in test_sets])
print("train", train_rows.shape, " valid", valid_rows.shape, " test", test_rows.shape)

# %% [raw]
# # BEGIN QUESTION
# name: why_scale
# title: A scale that knows too much
# points: 1
# difficulty: 3
# minutes: 4

# %% [markdown]
# We scale as the tutorial does, so that we can compare results. But suppose somebody brings you a
# single new row of 40 values in their own units. Why can you not scale it the way `make_rows` does?
# Write the letter.
#
# - `a` Min-max scaling does not work on fewer than 100 values.
# - `b` You would need the other rows of its set, those from the same distribution, and which
#   distribution that is, is the very question.
# - `c` The new row may contain a value that no training row contains.
# - `d` You can: the smallest and largest of the 40 values are the smallest and largest of the set.
#
# <details><summary>Hint 1</summary>
#
# Look at what `min_max_scale` is called on in `make_rows`: how many rows, of how many classes?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Who told `make_rows` which rows belong together? Can anybody tell you that for the new row?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_scale = "b"  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a letter from a to d
failure_message: Write one letter in quotes, such as 'a'.
""" # END TEST CONFIG
def test_form(why_scale):
    assert isinstance(why_scale, str) and why_scale.strip().lower() in ("a", "b", "c", "d"), (
        f"why_scale is {why_scale!r}, expected one letter from a to d, in quotes"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the answer
failure_message: Ask what make_rows knows when it scales a set, and whether you know it for a new
  row.
""" # END TEST CONFIG
def test_answer(why_scale):
    assert isinstance(why_scale, str) and why_scale.strip().lower() == "b", "that is not the reason"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: build_network
# title: One network for all poses
# points: 2
# difficulty: 1
# minutes: 7

# %% [markdown]
# All poses get the same network: a hidden layer of 40 sigmoid neurons, another of 10, and four
# softmax neurons, one for each class. Only the number of inputs differs from pose to pose. Return
# the network without compiling it; a cell below does that in the same way for all.
#
# <details><summary>Hint 1</summary>
#
# As in assignment 05: `keras.Sequential([...])` with a `keras.Input` first, then three
# `keras.layers.Dense` layers.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `keras.Input` takes the shape of one row, a tuple: `(inputs,)`. Without it the network has no
# weights before it sees data.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def build_network(inputs):
    """Return a new network: inputs -> 40 sigmoid -> 10 sigmoid -> 4 softmax, not compiled.

    Argument
        inputs: number of input values. The hidden layers have 40 and 10 neurons regardless.
    Returns
        a keras.Sequential (or another Keras model) of three Dense layers with biases and nothing
        else: nothing that acts in training only, no penalty on weights, no layer that stays as it
        is. An activation may be a layer of its own; names and initial weights are up to you. It has
        its weights at once, and every call makes new ones, which no other network shares.

    About 6 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write build_network")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10, activation="sigmoid"),
        keras.layers.Dense(4, activation="softmax"),
    ])
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the layers, for 40 inputs
failure_message: Three Dense layers of 40, 10 and 4 neurons, each with weights and biases. The
  network is not compiled yet.
""" # END TEST CONFIG
def test_layers(build_network):
    import numpy as np

    network = build_network(40)
    assert network is not None, "build_network returned None, expected a Keras network"
    assert len(network.get_weights()) > 0 or network.built, (
        "the network has no weights yet: start it with keras.Input((inputs,))"
    )
    network(np.zeros((1, 40)))  # a class of the student's own may make its weights only now
    shapes = [tuple(w.shape) for w in network.get_weights()]
    expected = [(40, 40), (40,), (40, 10), (10,), (10, 4), (4,)]
    assert shapes == expected, f"weights and biases have shapes {shapes}, expected {expected}"
    assert not network.compiled, "the network is compiled; leave that to `train`, the cell below"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: four probabilities as output
failure_message: The last layer needs softmax, so that the four outputs are positive and add up to
  1.
""" # END TEST CONFIG
def test_probabilities(build_network):
    import numpy as np

    outputs = np.asarray(build_network(40)(np.random.default_rng(3).random((5, 40))))
    assert outputs.shape == (5, 4), (
        f"five rows gave outputs of shape {outputs.shape}, expected (5, 4): one probability per "
        "class"
    )
    assert outputs.min() > 0, (
        f"the smallest output is {outputs.min():.3g}, expected only positive outputs"
    )
    assert np.allclose(outputs.sum(axis=1), 1, atol=1e-5), (
        f"the outputs of a row add up to {outputs.sum(axis=1)[0]:.3g}, expected 1"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: what the network computes
failure_message: Both hidden layers use sigmoid, and the last layer uses softmax. There is nothing
  else in the network, in training either; all its weights learn, without a penalty; and every call
  returns a new network that shares none of its layers.
""" # END TEST CONFIG
def test_activations(build_network):
    import numpy as np
    from scipy import special

    network = build_network(40)
    given = 3 * np.random.default_rng(705).normal(size=(6, 40))
    network(given)
    draw = np.random.default_rng(712)
    parts = [draw.normal(0, 1, size=part.shape) for part in network.get_weights()]
    assert len(parts) == 6, f"there are {len(parts)} arrays of weights and biases, expected 6"
    network.set_weights(parts)
    one, two, three = parts[:2], parts[2:4], parts[4:]
    hidden = special.expit(special.expit(given @ one[0] + one[1]) @ two[0] + two[1])
    wanted = special.softmax(hidden @ three[0] + three[1], axis=1)
    for mode, what in ((False, "the outputs"), (True, "in training, the outputs")):
        got = np.asarray(network(given, training=mode))
        assert got.shape == wanted.shape, f"six rows gave outputs of shape {got.shape}"
        assert np.abs(got - wanted).max() < 1e-4, (
            f"{what} are not those of sigmoid, sigmoid and softmax"
        )
    other = build_network(40)
    other(given)
    other.set_weights([np.zeros(part.shape) for part in parts])
    assert np.abs(np.asarray(network(given)) - wanted).max() < 1e-4, (
        "changing a second network changed the first one"
    )
    truth = np.array([0, 1, 2, 3, 0, 2])
    slope = (wanted - np.eye(4)[truth]) / 6  # one step of plain descent at rate 1, worked out
    back = (slope @ three[0].T) * hidden * (1 - hidden)
    first = special.expit(given @ one[0] + one[1])
    deep = (back @ two[0].T) * first * (1 - first)
    moves = [given.T @ deep, deep.sum(axis=0), first.T @ back, back.sum(axis=0),
             hidden.T @ slope, slope.sum(axis=0)]
    descent = {"class_name": "SGD", "config": {"learning_rate": 1.0}}
    network.compile(descent, "sparse_categorical_crossentropy", run_eagerly=True)
    network.train_on_batch(given, truth)
    for i, (part, move, new) in enumerate(zip(parts, moves, network.get_weights())):
        assert np.abs(np.asarray(new) - (part - move)).max() < 1e-4, (
            f"a step of training moves the {'biases' if i % 2 else 'weights'} of layer {i // 2 + 1} "
            "elsewhere"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: other numbers of inputs
failure_message: Only the first layer depends on the number of inputs; the hidden layers keep 40 and
  10 neurons.
""" # END TEST CONFIG
def test_inputs(build_network):
    import numpy as np

    for count in (1, 12, 75):
        network = build_network(count)
        assert len(network.get_weights()) > 0 or network.built, "the network has no weights yet"
        network(np.zeros((1, count)))
        shapes = [tuple(array.shape) for array in network.get_weights()]
        assert shapes == [(count, 40), (40,), (40, 10), (10,), (10, 4), (4,)], (
            f"with {count} inputs the weights have shapes {shapes}"
        )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# `train` poses the rows, compiles your network and shows it each of the 360 rows 100 times: it goes
# once through 100 copies of the rows in random order, because Keras takes long to start an epoch
# and hardly any time for a step. Ten times along the way, `train` notes the accuracy on the
# training rows. Every network starts from the same seed.

# %%
curves, scores = {}, {}


def accuracy(probabilities, labels):
    """Return the fraction of rows whose label got the largest probability."""
    return float(np.mean(keras.metrics.sparse_categorical_accuracy(labels, probabilities)))


def train(name, pose, optimizer, passes=100):
    """Train a new network on posed rows, keep its curve and test accuracy, and return it."""
    keras.utils.set_random_seed(0)
    inputs = pose(train_rows)
    network = build_network(inputs.shape[1])
    # 225 steps are 10 passes
    network.compile(optimizer, loss="sparse_categorical_crossentropy", steps_per_execution=225)
    curves[name] = []
    note = keras.callbacks.LambdaCallback(
        on_train_batch_end = lambda batch, logs: curves[name].append(
            accuracy(network(inputs), train_labels)
        )
    )
    copies = np.repeat(inputs, passes, axis=0), np.repeat(train_labels, passes)
    network.fit(*copies, batch_size=16, verbose=0, callbacks=[note])
    network.steps_per_execution = 1  # many steps in one go pay off in training only
    valid = accuracy(network(pose(valid_rows)), valid_labels)
    scores[name] = accuracy(network(pose(test_rows)), test_labels)
    print(
        f"{name}: accuracy on 40 validation rows {valid:.3f}, on 4,000 test rows {scores[name]:.3f}"
    )
    return network


# %% [raw]
# # BEGIN QUESTION
# name: pose_single
# title: Experiment 1, one value
# points: 1
# difficulty: 1
# minutes: 4

# %% [markdown]
# The first pose shows the network one number: the first value of each row. A network takes a table
# with one row per example, so the result keeps two axes: `(n, 1)`, not `(n,)`. Guessing gives 0.25.
# Typical: 0.35 to 0.5 (the tutorial reports 0.3 to 0.5).
#
# <details><summary>Hint 1</summary>
#
# `rows[:, 0]` has one axis. A slice, such as `2:5`, keeps the axis that it cuts.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Which slice contains column 0 only?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def pose_single(rows):
    """Return the first value of each row: (n, width) -> (n, 1).

    A float array, which may be a view of rows; rows must not be changed. About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write pose_single")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return rows[:, :1]
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shape and values
failure_message: Take column 0 of all rows, and keep two axes.
""" # END TEST CONFIG
def test_paper(pose_single):
    import numpy as np

    posed = pose_single(np.array([[0.3, 0.9, 0.1], [0.5, 0.2, 0.8]]))
    assert isinstance(posed, np.ndarray), (
        f"pose_single returned a {type(posed).__name__}, expected an array"
    )
    assert posed.shape == (2, 1), (
        f"two rows gave shape {posed.shape}, expected (2, 1): one row per example, one column"
    )
    assert np.allclose(posed, [[0.3], [0.5]]), (
        f"the values are {posed.ravel().tolist()}, expected [0.3, 0.5]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: other numbers of rows and values
failure_message: Return the first value of each row, not the smallest, not the mean, and not the
  first row.
""" # END TEST CONFIG
def test_sizes(pose_single):
    import numpy as np

    for shape in ((5, 40), (4500, 2), (4, 1), (1, 7), (1, 1)):
        table = np.random.default_rng(706).random(shape) - 0.25
        before = table.copy()
        got = np.asarray(pose_single(table))
        assert got.shape == (shape[0], 1), f"rows of shape {shape} gave shape {got.shape}"
        assert np.allclose(got[:, 0], before.T[0], atol=1e-6), (
            f"rows of shape {shape} gave values other than the first ones"
        )
        assert np.array_equal(table, before), "pose_single changed the array it was given"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
single_network = train("1 value", pose_single, keras.optimizers.SGD(0.1))

# %% [markdown]
# Disappointing. Is it the network's fault? For the next picture, 40 sets are drawn, and for each
# bin we count which distribution the values in it come from. Even if you knew these counts, you
# could do no better than to name, for each value, the distribution that is most frequent there.

# %%
bins = np.linspace(0, 1, 101)
rng = np.random.default_rng(2)
counts = np.array([
    sum(np.histogram(min_max_scale(draw(rng, (100, 40))), bins)[0] for _ in range(40))
    for draw in DRAW
])
best_possible = counts.max(axis=0).sum() / counts.sum()
figure, ax = plt.subplots(figsize=(8, 3.4), layout="constrained")
for name, colour, style, count in zip(
    NAMES, COLOURS, ("-", "--", "-.", ":"), counts / counts.sum(axis=1, keepdims=True)
):
    ax.stairs(count, bins, color=colour, linestyle=style, linewidth=1.8, label=name)
ax.set(xlabel="value", ylabel="share of values in the bin (log)", yscale="log", xlim=(0, 1))
ax.legend(ncols=4, loc="upper center")
plt.show()
print(f"the best guess from one value is right in a share of {best_possible:.2f}")

# %% [raw]
# # BEGIN QUESTION
# name: why_single
# title: Is one value enough?
# points: 1
# difficulty: 2
# minutes: 4

# %% [markdown]
# Could any network, however large and however long it is trained, reach 0.9 on fresh rows from one
# value? Write the letter.
#
# - `a` Yes, with more layers: the function from value to class is complicated, and deep networks
#   can learn any function.
# - `b` Yes, with more training rows: 360 are too few to see the difference.
# - `c` No: the same value can come from several distributions, and nothing in the value says which.
# - `d` No: the sigmoid neurons saturate, so they cannot tell values near 0 apart.
#
# <details><summary>Hint 1</summary>
#
# Take the value 0.5. Which of the four distributions can it come from?
#
# </details>
# <details><summary>Hint 2</summary>
#
# A classifier always gives the same answer for the same value. How often is the best answer right?
# It is printed below the figure above.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_single = "c"  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a letter from a to d
failure_message: Write one letter in quotes, such as 'a'.
""" # END TEST CONFIG
def test_form(why_single):
    assert isinstance(why_single, str) and why_single.strip().lower() in ("a", "b", "c", "d"), (
        f"why_single is {why_single!r}, expected one letter from a to d, in quotes"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the answer
failure_message: Ask how often even the best possible answer for a value is right.
""" # END TEST CONFIG
def test_answer(why_single):
    assert isinstance(why_single, str) and why_single.strip().lower() == "c", (
        "that is not the reason"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## Experiment 2, 40 values
#
# Now the whole row, as it was drawn. There is nothing to write: this pose leaves the rows as they
# are. Typical: 0.6 to 0.75 (the tutorial reports about 0.73).

# %%
def pose_values(rows):
    """Return the rows as they are: (n, 40) -> (n, 40)."""
    return rows


values_network = train("40 values", pose_values, keras.optimizers.SGD(0.1))

# %% [raw]
# # BEGIN QUESTION
# name: pose_sorted
# title: Experiment 3, 40 sorted values
# points: 3
# difficulty: 1
# minutes: 7

# %% [markdown]
# Sort the values **within** each row, smallest first. No number is added or removed; only their
# places change. Before you train: will it be better or worse than 40 values in the order in which
# they were drawn, and by how much? Typical: 0.96 (the tutorial reports about 0.98).
#
# <details><summary>Hint 1</summary>
#
# NumPy can sort along an axis. Axis 0 goes down the rows, axis 1 goes along a row.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `np.sort(array, axis=…)` returns a sorted copy; `array.sort(axis=…)` sorts the array itself and
# returns None. Which of the two leaves the caller's rows alone?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def pose_sorted(rows):
    """Return each row sorted from its smallest to its largest value: (n, width) -> (n, width).

    A float array; every row is sorted by itself, and repeated values stay. Any number of rows, any
    width, any numbers. The array rows must not be changed. About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write pose_sorted")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return np.sort(rows, axis=1)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: a table to check by hand
failure_message: Sort along each row, not down the columns, from the smallest value to the largest.
""" # END TEST CONFIG
def test_paper(pose_sorted):
    import numpy as np

    posed = pose_sorted(np.array([[0.5, 0.1, 0.9], [0.4, 0.8, 0.2]]))
    assert isinstance(posed, np.ndarray), (
        f"pose_sorted returned a {type(posed).__name__}, expected an array"
    )
    assert posed.shape == (2, 3), (
        f"two rows of three values gave shape {posed.shape}, expected (2, 3)"
    )
    expected = np.array([[0.1, 0.5, 0.9], [0.2, 0.4, 0.8]])
    assert np.allclose(posed, expected, atol=1e-6), (
        f"rows [0.5, 0.1, 0.9] and [0.4, 0.8, 0.2] became {posed.tolist()}, expected "
        f"{expected.tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: a row alone and among others
failure_message: A row is sorted by itself, so it comes out the same whatever rows are above and
  below it.
""" # END TEST CONFIG
def test_alone(pose_sorted):
    import numpy as np

    rows = np.random.default_rng(4).random((6, 10))
    expected = [sorted(row) for row in rows.tolist()]
    together = np.asarray(pose_sorted(rows.copy()))
    assert together.shape == (6, 10), (
        f"six rows of ten values gave shape {together.shape}, expected (6, 10)"
    )
    assert np.all(np.diff(together, axis=1) >= 0), "a posed row is not in ascending order"
    for i in range(6):
        alone = np.asarray(pose_sorted(rows[i : i + 1].copy()))
        assert alone.shape == (1, 10), f"one row of ten values gave shape {alone.shape}"
        assert np.allclose(alone[0], expected[i], atol=1e-6), (
            f"row {i} alone became {alone[0].tolist()}, expected {expected[i]}"
        )
        assert np.allclose(together[i], expected[i], atol=1e-6), (
            f"row {i} of six became {together[i].tolist()}, expected {expected[i]}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: many rows, with repeated values and other widths
failure_message: Each posed row contains exactly the values of its row, repeated ones included, in
  ascending order.
""" # END TEST CONFIG
def test_many(pose_sorted):
    import numpy as np

    draw = np.random.default_rng(707)
    powers = 10.0 ** draw.permuted(np.arange(-6, 6)[None].repeat(20, axis=0), axis=1)
    tables = [
        draw.integers(0, 12, size=size) / 11
        for size in ((25, 1), (25, 7), (25, 40), (4500, 5), (3, 90), (3, 1000))
    ]
    for table in (*tables, powers * draw.choice([-1, 1], size=powers.shape)):
        count, width = table.shape
        expected = [sorted(row) for row in table.tolist()]
        got = np.asarray(pose_sorted(table))
        assert got.shape == (count, width), f"rows of {width} values gave shape {got.shape}"
        assert np.allclose(got, expected, atol=1e-9), (
            f"rows of {width} values are not sorted within each row"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the input is not changed
failure_message: Return a sorted copy. Sorting in place changes the rows for all the other
  experiments.
""" # END TEST CONFIG
def test_input_kept(pose_sorted):
    import numpy as np

    given = np.random.default_rng(708).random((5, 8))
    before = given.copy()
    expected = [sorted(row) for row in before.tolist()]
    got = np.asarray(pose_sorted(given))
    assert got.shape == before.shape, f"five rows of eight values gave shape {got.shape}"
    assert np.allclose(got, expected, atol=1e-6), "the rows did not come back sorted"
    assert np.array_equal(given, before), "pose_sorted changed the array it was given"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
sorted_network = train("40 sorted", pose_sorted, keras.optimizers.SGD(0.1))

# %%
# 15 rows of each class, as drawn (above) and sorted (below)
figure, axes = plt.subplots(2, 4, figsize=(11, 4.6), layout="constrained", sharex=True, sharey=True)
for k in range(4):
    for ax, pose in ((axes[0, k], pose_values), (axes[1, k], pose_sorted)):
        ax.plot(
            np.arange(1, 41),
            pose(train_rows[train_labels == k][:15]).T,
            color=COLOURS[k],
            alpha=0.4,
            linewidth=0.8,
        )
    axes[0, k].set_title(NAMES[k])
    axes[1, k].set_xlabel("input neuron")
axes[0, 0].set_ylabel("as drawn")
axes[1, 0].set_ylabel("sorted")
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: why_pose
# title: Same numbers, same network
# points: 1
# difficulty: 2
# minutes: 4

# %% [markdown]
# Experiments 2 and 3 differ only in the order of the numbers within a row. Why does the same
# network learn so much more from sorted rows? Compare the upper and the lower pictures. Write the
# letter.
#
# - `a` In sorted rows, an input neuron always gets the same kind of number, such as the smallest or
#   the middle one, so its weights can rely on that.
# - `b` Sorting adds information: sorted rows tell the network more than the original rows.
# - `c` Sorting makes the values smaller, so the sigmoid neurons do not saturate.
# - `d` Sorted rows repeat, so the network can learn them by heart.
#
# <details><summary>Hint 1</summary>
#
# Look at input neuron 20 in the upper pictures: which values can it get, for each class? And in the
# lower ones?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Could you compute the sorted row from the original row? And the other way round? Which of the two
# contains more information?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_pose = "a"  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a letter from a to d
failure_message: Write one letter in quotes, such as 'a'.
""" # END TEST CONFIG
def test_form(why_pose):
    assert isinstance(why_pose, str) and why_pose.strip().lower() in ("a", "b", "c", "d"), (
        f"why_pose is {why_pose!r}, expected one letter from a to d, in quotes"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the answer
failure_message: Ask what a single input neuron gets from row to row, before and after sorting.
""" # END TEST CONFIG
def test_answer(why_pose):
    assert isinstance(why_pose, str) and why_pose.strip().lower() == "a", "that is not the reason"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: pose_histogram
# title: Experiment 4, a histogram
# points: 4
# difficulty: 2
# minutes: 15

# %% [markdown]
# In the puzzle you looked at where the numbers are dense. A histogram says exactly that: cut the
# range from 0 to 1 into equal bins, and for each bin give the **fraction** of the row's values that
# fall into it. The bins are the same for all rows, whatever values a row has.
#
# An example with 4 bins (0 to 0.25, to 0.5, to 0.75, to 1): the row `[0.1, 0.2, 0.6, 0.9]` becomes
# `[0.5, 0, 0.25, 0.25]`. A value on the edge between two bins belongs to the upper one; the value 1
# belongs to the last bin. `np.histogram` follows the same rule. (Some edges, such as 0.3 of 10 bins,
# have no exact float; there, either bin will do.)
#
# <details><summary>Hint 1</summary>
#
# `np.histogram(row, bins=…, range=…)` takes one row and returns counts and bin edges. What happens
# to the range if you leave it out?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Make a list of the counts of each row (with a loop or a list comprehension), turn it into an
# array, and divide. By what, so that each row adds up to 1?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def pose_histogram(rows, bins=40):
    """Return the histogram of each row over the range from 0 to 1: (n, width) -> (n, bins).

    Arguments
        rows: float array (n, width), n and width at least 1, of values from 0 to 1. It must not be
            changed.
        bins: number of bins of equal width between 0 and 1.
    Returns
        float array (n, bins): the fraction of the row's values in each bin, where a number that
            occurs three times counts three times; each row adds up to 1, but for rounding.
        A value on an edge belongs to the upper bin, the value 1 to the last one.

    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write pose_histogram")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    counts = np.array([np.histogram(row, bins=bins, range=(0, 1))[0] for row in rows])
    return counts / rows.shape[1]
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: two rows to check by hand
failure_message: Count the values of each row bin by bin, and divide by the number of values in the
  row.
""" # END TEST CONFIG
def test_paper(pose_histogram):
    import numpy as np

    posed = pose_histogram(np.array([[0.1, 0.2, 0.6, 0.9], [0.3, 0.4, 0.35, 0.9]]), bins=4)
    assert isinstance(posed, np.ndarray), (
        f"pose_histogram returned a {type(posed).__name__}, expected an array"
    )
    assert posed.shape == (2, 4), f"two rows and 4 bins gave shape {posed.shape}, expected (2, 4)"
    expected = np.array([[0.5, 0, 0.25, 0.25], [0, 0.75, 0, 0.25]])
    assert np.allclose(posed, expected, atol=1e-6), (
        f"rows [0.1, 0.2, 0.6, 0.9] and [0.3, 0.4, 0.35, 0.9] became {posed.tolist()}, expected "
        f"{expected.tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: 40 bins by default, fractions that add up to 1
failure_message: If bins is left out there are 40 of them, and the fractions of a row add up to 1.
""" # END TEST CONFIG
def test_shares(pose_histogram):
    import numpy as np

    rows = np.random.default_rng(5).random((3, 25))
    before = rows.copy()
    posed = np.asarray(pose_histogram(rows))
    assert np.array_equal(rows, before), "pose_histogram changed the rows it was given"
    assert posed.shape == (3, 40), (
        f"three rows gave shape {posed.shape}, expected (3, 40): one column per bin"
    )
    assert posed.min() >= 0, f"the smallest fraction is {posed.min():.3g}, expected none below 0"
    assert np.allclose(posed.sum(axis=1), 1, atol=1e-5), (
        f"the fractions of a row add up to {posed.sum(axis=1)[0]:.4g}, expected 1"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: many rows, other numbers of values and bins
failure_message: Divide by the number of values in a row, which may differ from the number of bins,
  and keep the range from 0 to 1. A number that occurs several times counts as often.
""" # END TEST CONFIG
def test_many(pose_histogram):
    import numpy as np

    draw = np.random.default_rng(709)
    sizes = (20, 40, 40), (20, 12, 40), (20, 60, 7), (20, 1, 3), (4500, 2, 5), (2, 70000, 4)
    for count, width, parts in sizes:
        table = draw.beta(0.6, 1.5, size=(count, width))
        table[0, : width // 2] = table[0, 0]  # one number, again and again
        table[1] = table[0, 0]
        wanted = np.zeros((count, parts))
        np.add.at(wanted, (np.arange(count)[:, None], (table * parts).astype(int)), 1 / width)
        got = np.asarray(pose_histogram(table, bins=parts))
        assert got.shape == wanted.shape, (
            f"{count} rows of {width} values and {parts} bins gave shape {got.shape}"
        )
        assert np.allclose(got, wanted, atol=1e-6), (
            f"the fractions are wrong for rows of {width} values and {parts} bins"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: values on the edges of bins, 0 and 1 among them
failure_message: A value on an edge belongs to the bin above it, and 1 to the last bin. No value may
  be lost or fall outside. Edges that are added up step by step drift away.
""" # END TEST CONFIG
def test_borders(pose_histogram):
    import numpy as np

    edges = np.array([[0.0, 0.25, 0.5, 0.75, 1.0]])
    got = np.asarray(pose_histogram(edges, bins=4))
    assert got.shape == (1, 4), f"one row and 4 bins gave shape {got.shape}"
    assert np.allclose(got, [[0.2, 0.2, 0.2, 0.4]], atol=1e-6), (
        f"values on the edges gave {got.tolist()}"
    )
    assert edges.tolist() == [[0, 0.25, 0.5, 0.75, 1]], "values on the edges were moved in place"
    values = np.array([[0.375, 0.5, 0.625, 0.75, 0.875]])
    expected = np.zeros((1, 40))
    expected[0, [15, 20, 25, 30, 35]] = 0.2
    got = np.asarray(pose_histogram(values))
    assert got.shape == (1, 40), f"one row and 40 bins gave shape {got.shape}"
    assert np.allclose(got, expected, atol=1e-6), (
        f"of 40 bins, five values on edges fell into bins {np.flatnonzero(got[0]).tolist()}, "
        "expected 15, 20, 25, 30, 35"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: rows that use a small part of the range
failure_message: The bins divide the range from 0 to 1, the same for every row. Without a range,
  np.histogram uses that of the row.
""" # END TEST CONFIG
def test_narrow(pose_histogram):
    import numpy as np

    table = np.random.default_rng(710).uniform(
        [[0.01], [0.52], [0.81]], [[0.09], [0.58], [0.89]], size=(3, 30)
    )
    got = np.asarray(pose_histogram(table, bins=10))
    assert got.shape == (3, 10), f"three rows and 10 bins gave shape {got.shape}"
    assert np.allclose(got, np.eye(10)[[0, 5, 8]]), (
        "rows that lie within one bin do not have the fraction 1 in it"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: a row alone, its values in another order, and an unchanged input
failure_message: A histogram is made from each row by itself, does not depend on the order of its
  values, and leaves the rows unchanged.
""" # END TEST CONFIG
def test_alone(pose_histogram):
    import numpy as np

    draw = np.random.default_rng(711)
    table = draw.random((4, 30)) ** 2
    before = table.copy()
    wanted = np.zeros((4, 12))
    np.add.at(wanted, (np.arange(4)[:, None], (table * 12).astype(int)), 1 / 30)
    together = np.asarray(pose_histogram(table, bins=12))
    assert np.array_equal(table, before), "pose_histogram changed the array it was given"
    mixed = np.asarray(pose_histogram(draw.permuted(before, axis=1), bins=12))
    single = np.asarray(pose_histogram(before[2:3].copy(), bins=12))
    assert together.shape == (4, 12) and single.shape == (1, 12), (
        f"4 rows and 1 row gave shapes {together.shape} and {single.shape}"
    )
    assert np.allclose(together, wanted, atol=1e-6), "the fractions of four rows are wrong"
    assert np.allclose(single[0], wanted[2], atol=1e-6), (
        "a row comes out differently when it is alone"
    )
    assert mixed.shape == (4, 12) and np.allclose(mixed, wanted, atol=1e-6), (
        "the order of the values within a row changed its histogram"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
# one row of each class (bars) and the mean of all training rows of the class (line)
figure, axes = plt.subplots(1, 4, figsize=(11, 2.8), layout="constrained", sharey=True)
borders = np.linspace(0, 1, 41)
for k, ax in enumerate(axes):
    posed = pose_histogram(train_rows[train_labels == k])
    ax.stairs(posed[0], borders, fill=True, color=COLOURS[k], alpha=0.5, label="one row")
    ax.stairs(posed.mean(axis=0), borders, color="black", label="mean of the class")
    ax.set(title=NAMES[k], xlabel="value")
axes[0].set_ylabel("share of the row")
axes[3].legend()
plt.show()

# %% [markdown]
# The tutorial trains this network like the others and reports about 0.55. Train it in the same way,
# and then once more with another optimiser, smaller steps and only 40 passes. Typical: 0.5 to 0.9,
# depending on the numbers drawn, and then about 0.99.

# %%
histogram_network = train("histogram", pose_histogram, keras.optimizers.SGD(0.1))

# %%
adam_network = train("histogram, Adam", pose_histogram, keras.optimizers.Adam(0.005), passes=40)

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(10.5, 3.6), layout="constrained")
styles = zip(
    curves,
    ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7"),
    (":", "-.", "-", "--", "-"),
    "vs^oD",
)
for place, (name, colour, style, marker) in enumerate(styles):
    left.plot(
        10 * np.arange(1, 1 + len(curves[name])),
        curves[name],
        color=colour,
        linestyle=style,
        marker=marker,
        markersize=4,
        label=name,
    )
    right.barh(place, scores[name], color=colour, alpha=0.8)
    right.text(scores[name] + 0.01, place, f"{scores[name]:.2f}", va="center")
left.set(xlabel="passes over the training rows", ylabel="training accuracy", ylim=(0, 1.03))
left.legend(loc="lower right", fontsize=8)
right.axvline(0.25, color="grey", linewidth=0.8, linestyle="--")
right.set(
    yticks=range(len(scores)),
    yticklabels=list(scores),
    xlabel="accuracy on the test rows (dashed: guessing)",
    xlim=(0, 1.12),
)
right.invert_yaxis()
plt.show()

# %% [markdown]
# Under plain SGD, the histogram starts last, climbs slowly, and has not settled when the training
# ends: ten passes earlier it looked much better. Most fractions are near 1/40: the inputs are
# small, so the gradients of the first layer are small, and SGD takes small steps. Adam adapts its
# steps to the size of the gradients and is not bothered: 30 passes are enough for it. (Scaling
# helps as well: the fractions times 10, with plain SGD, give more than 0.9. Try it.) "A histogram
# is a poor pose" would have been the wrong conclusion from experiment 4: it was not poor, it had
# not finished learning. Before you give up on a pose, check whether its curve has settled.

# %% [raw]
# # BEGIN QUESTION
# name: predict_classes
# title: Network and pose belong together
# points: 3
# difficulty: 2
# minutes: 10

# %% [markdown]
# A network only understands rows that are posed as they were in training. So the classifier you
# hand in gets the raw rows and does the posing itself. The hidden checks give it 2,000 fresh rows
# for each of three networks (from one value, results differ too much from training to training to
# be checked):
#
# | network | pose | typical accuracy | required |
# |---|---|---|---|
# | `values_network` | `pose_values` | 0.66 | 0.40 |
# | `sorted_network` | `pose_sorted` | 0.96 | 0.88 |
# | `adam_network` | `pose_histogram` | 0.99 | 0.80 |
#
# The required values are low on purpose: the same correct answer, with other random numbers, gets
# 0.61 to 0.68 from 40 values, 0.93 to 0.97 from sorted ones and 0.83 to 1.00 from histograms. The
# sorted network, fed with unsorted rows, gets about 0.50.
#
# <details><summary>Hint 1</summary>
#
# `network(inputs)` returns four probabilities for each row, and so does
# `network.predict(inputs, verbose=0)`, batch by batch. The class is the **position** of the
# largest.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Pose the rows; predict; take the position of the largest probability along each row, axis 1.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def predict_classes(network, pose, rows):
    """Return the class that the network considers most probable for each row.

    Arguments
        network: any Keras network with four outputs that are probabilities.
        pose: a function of one argument that turns rows into an array of inputs for this network
            and leaves the rows as they are. What becomes of a row may depend on the others, so it
            gets all rows at once.
        rows: float array (n, 40), n at least 1, not posed yet. It must not be changed.
    Returns
        integer array (n,) of classes 0 to 3: what the network finds most probable for pose(rows),
        as it is and not rounded; of equally probable classes, any.

    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write predict_classes")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    probabilities = np.asarray(network(pose(rows)))
    return probabilities.argmax(axis=1)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: shape, type and range of the classes
failure_message: Return one integer from 0 to 3 for each row, the position of the largest of its
  four probabilities.
""" # END TEST CONFIG
def test_form(predict_classes, sorted_network, pose_sorted):
    import numpy as np

    for count in (7, 1):
        rows = np.random.default_rng(6).random((count, 40))
        posed = np.asarray(pose_sorted(rows.copy()))
        expected = np.asarray(sorted_network(posed)).argmax(axis=1)
        classes = predict_classes(sorted_network, pose_sorted, rows)
        assert isinstance(classes, np.ndarray), (
            f"predict_classes returned a {type(classes).__name__}, expected an array"
        )
        assert classes.shape == (count,), (
            f"{count} rows gave shape {classes.shape}, expected ({count},): one class per row"
        )
        assert np.issubdtype(classes.dtype, np.integer), (
            f"the classes have dtype {classes.dtype}, expected integers"
        )
        assert classes.min() >= 0 and classes.max() <= 3, (
            f"the classes run from {classes.min()} to {classes.max()}, expected 0 to 3"
        )
        assert np.array_equal(classes, expected), (
            f"the classes are {classes.tolist()}, but the largest outputs of the network are at "
            f"{expected.tolist()}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.75
about: the network and the pose that are given, and unchanged rows
failure_message: Pose the rows with the function you are given, exactly once and all together, and
  ask the network you are given. Return the class with the largest probability, and leave the rows
  unchanged.
""" # END TEST CONFIG
def test_posed(predict_classes, build_network, keras):
    import numpy as np

    draw = np.random.default_rng(7)
    network = build_network(40)
    network(np.zeros((1, 40)))
    parts = []
    for part in network.get_weights():
        drawn = draw.normal(0, 1.2, size=part.shape)
        if part.ndim == 1:  # a bias that makes every value of a row matter
            drawn = -(0.55 if len(parts) == 1 else 0.5) * parts[-1].sum(axis=0)
        parts.append(drawn)
    network.set_weights(parts)
    rows = draw.uniform(0.2, 0.8, size=(60, 40))
    before = rows.copy()
    squeeze = lambda table: 1 - 0.9 * table
    centre = lambda table: 3 * (table - table.mean(axis=0)) + 0.5
    for pose, what in ((squeeze, ""), (centre, ", when the pose looks at all rows together")):
        expected = np.asarray(network(pose(before))).argmax(axis=1)
        classes = np.asarray(predict_classes(network, pose, rows))
        assert classes.shape == (60,), f"60 rows gave shape {classes.shape}, expected (60,)"
        agree = int(np.sum(classes == expected))
        assert agree == 60, (
            f"{agree} of 60 classes are those of the given network on posed rows, expected all"
            + what
        )
    assert np.array_equal(rows, before), (
        "predict_classes changed the rows it was given, and the next network gets them too"
    )
    dropping = keras.Sequential([keras.Input((40,)), keras.layers.Dropout(0.5), network])
    expected = np.asarray(network(squeeze(before))).argmax(axis=1)
    agree = int(np.sum(np.asarray(predict_classes(dropping, squeeze, rows)) == expected))
    assert agree == 60, (
        f"{agree} of 60 classes are those of a network with a Dropout layer, expected all: the "
        "layer drops values in training only"
    )
    network.set_weights([*parts[:-2], 1e-4 * parts[-2], 1e-4 * parts[-1]])
    close = np.asarray(network(squeeze(before)))
    largest = np.sort(close, axis=1)[:, -2:]
    clear = largest[:, -1] - largest[:, 0] > 1e-6
    agree = np.asarray(predict_classes(network, squeeze, rows)) == close.argmax(axis=1)
    assert np.all(agree[clear]), (
        f"where probabilities differ by less than 0.001, {np.sum(~agree[clear])} of "
        f"{np.sum(clear)} classes are not the most probable: use them as they are"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: accuracy from 40 values
failure_message: The network for 40 values does worse than it should. Look at make_rows and
  build_network, then train again.
""" # END TEST CONFIG
def test_values(predict_classes, values_network, pose_values):
    import numpy as np

    draw = np.random.default_rng(721)
    fresh, truth = [], []
    for _ in range(5):
        for k, tall in enumerate(
            (
                draw.lognormal(0, 1, (100, 40)),
                draw.power(0.1, (100, 40)),
                draw.normal(0, 1, (100, 40)),
                draw.random((100, 40)),
            )
        ):
            fresh.append((tall - tall.min()) / np.ptp(tall))
            truth.append(np.full(100, k))
    got = np.asarray(predict_classes(values_network, pose_values, np.concatenate(fresh)))
    accuracy = np.mean(got == np.concatenate(truth))
    assert accuracy >= 0.40, f"accuracy {accuracy:.3f} on 2,000 fresh rows, required 0.40"

# %%
""" # BEGIN TEST CONFIG
points: 0.75
hidden: true
about: accuracy from 40 sorted values
failure_message: The network for sorted values does worse than it should. Fresh rows must be sorted
  too, each by itself.
""" # END TEST CONFIG
def test_sorted(predict_classes, sorted_network, pose_sorted):
    import numpy as np

    draw = np.random.default_rng(722)
    fresh, truth = [], []
    for _ in range(5):
        for k, tall in enumerate(
            (
                draw.lognormal(0, 1, (100, 40)),
                draw.power(0.1, (100, 40)),
                draw.normal(0, 1, (100, 40)),
                draw.random((100, 40)),
            )
        ):
            fresh.append((tall - tall.min()) / np.ptp(tall))
            truth.append(np.full(100, k))
    got = np.asarray(predict_classes(sorted_network, pose_sorted, np.concatenate(fresh)))
    accuracy = np.mean(got == np.concatenate(truth))
    assert accuracy >= 0.88, f"accuracy {accuracy:.3f} on 2,000 fresh rows, required 0.88"

# %%
""" # BEGIN TEST CONFIG
points: 0.75
hidden: true
about: accuracy from histograms
failure_message: The network for histograms does worse than it should. Fresh rows need the same
  bins, from 0 to 1, and fractions instead of counts.
""" # END TEST CONFIG
def test_histogram(predict_classes, adam_network, pose_histogram):
    import numpy as np

    draw = np.random.default_rng(723)
    fresh, truth = [], []
    for _ in range(5):
        for k, tall in enumerate(
            (
                draw.lognormal(0, 1, (100, 40)),
                draw.power(0.1, (100, 40)),
                draw.normal(0, 1, (100, 40)),
                draw.random((100, 40)),
            )
        ):
            fresh.append((tall - tall.min()) / np.ptp(tall))
            truth.append(np.full(100, k))
    got = np.asarray(predict_classes(adam_network, pose_histogram, np.concatenate(fresh)))
    accuracy = np.mean(got == np.concatenate(truth))
    assert accuracy >= 0.80, f"accuracy {accuracy:.3f} on 2,000 fresh rows, required 0.80"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
figure, axes = plt.subplots(1, 4, figsize=(12, 3.6), layout="constrained", sharey=True)
for ax, name, network, pose in (
    (axes[0], "1 value", single_network, pose_single),
    (axes[1], "40 values", values_network, pose_values),
    (axes[2], "40 sorted", sorted_network, pose_sorted),
    (axes[3], "histogram, Adam", adam_network, pose_histogram),
):
    predicted = predict_classes(network, pose, test_rows)
    table = np.array([np.bincount(predicted[test_labels == k], minlength=4) for k in range(4)])
    ax.imshow(table, cmap="Blues", vmin=0, vmax=1000)
    for k in range(4):
        for j in range(4):
            ax.text(
                j,
                k,
                table[k, j],
                ha="center",
                va="center",
                color="white" if table[k, j] > 500 else "black",
                fontsize=9,
            )
    ax.set(title=name, xlabel="predicted", xticks=range(4), yticks=range(4), yticklabels=NAMES)
    ax.set_xticklabels(NAMES, rotation=40, ha="right")
axes[0].set_ylabel("truth")
plt.show()

# %% [markdown]
# ## What to keep
#
# - A confusion matrix shows which class is mistaken for which. From 40 values, the network has
#   learned little more than the mean of a row: give it rows in which each value is replaced by the
#   mean of its row, and 98 % of its answers stay the same. Normal and uniform rows have the same
#   mean. Which pair do sorted values and histograms still mix up, and can you see why in the first
#   picture?
# - One value: ambiguous by nature. 40 values: everything is there, but each neuron has to be
#   prepared for anything. Sorted: every input has a meaning. Histogram: the order is gone, and what
#   remains is what you looked at in the puzzle.
# - Sorting and counting throw the order away. That is good here because the order carries no
#   information: the values are drawn independently. For the words of a sentence it would be a
#   disaster. Posing means knowing what you can afford to forget.
# - A pose is applied to training, validation and test rows alike, and from then on it belongs to
#   the network.
#
# Next: `08-representation` poses things that are not numbers at all: letters, words and pictures.
# The histogram returns in `09-tuning`, where a program searches for a better optimiser, as you did
# by hand here.
