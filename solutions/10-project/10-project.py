# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 10-project
# title: Your own problem
# section: the tutorial's closing assignment
# minutes: 300

# %% [markdown]
# # Your own problem
#
# In every assignment so far, somebody else chose the question. Now you do. You pose a problem that
# a network can learn, make or import the data, prepare the inputs, interpret the outputs, try
# **three architectures**, and describe in one to two pages what you found. This is how real
# projects go: most of the work, and most of what decides the result, comes before the training.
#
# Plan four to six hours, preferably over several days. A small question answered carefully is worth
# more than a grand one left half done.

# %% [markdown]
# ## How it is marked
#
# There are 20 points. **10 are checked automatically**, on your own data and your own networks:
# shapes and splits, a training set that knows nothing of the test set, three different
# architectures, and reported figures that the networks really achieve. The checks do not know your
# problem; they recompute your figures from your networks and your test set. **10 are graded
# manually**, on five levels:
#
# | part | unsatisfactory (0 %) | weak (25 %) | satisfactory (50 %) | good (75 %) | excellent (100 %) |
# |---|---|---|---|---|---|
# | **data**, 2 points | no problem, or no data for it | a problem copied from the course, or unexplained data | a clear problem of your own; source and classes are named | also: what one row means, how rare the positives are, and why the inputs are prepared this way | also: the pose itself is well thought out; limits and possible bias of the data are named |
# | **report**, 5 points | missing, or no figures | figures without a word on what they mean | all three networks with accuracy, tp, tn, fp, fn; a sentence on each | also: compares them, explains errors, and says which to use and why | also: conclusions follow from the figures, real effects are told apart from chance, and the improvements proposed are concrete |
# | **program**, 3 points | does not run | runs, but hard to follow; copied blocks | runs top to bottom, with sensible names | also: short functions, no repetition, seeds fixed, comments that say why | also: a pleasure to read; somebody else could plug in another problem by changing one cell |
#
# ## Three rules
#
# - **Two classes, 0 and 1**, so that tp, tn, fp, fn mean something. Call the class you are looking
#   for 1.
# - **Everything in this notebook.** You hand in this file only. Make the data with NumPy, or take a
#   set that comes with scikit-learn (`load_breast_cancer`, `load_digits`, ...). Downloads and files
#   of your own are not available when the notebook is graded.
# - **Small.** No cell takes longer than about 20 seconds, the whole notebook finishes within two
#   minutes, and the data have at most 1,000,000 numbers.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## Ideas
#
# Here are three problems that would do; there is nothing to write yet. Better still, find your own.
# Good sources are rules that you can compute but a network must guess, signals with noise, and
# things you know well from work or play.

# %%
rng = np.random.default_rng(0)
ORANGE, BLUE = "#D55E00", "#0072B2"  # colour-blind readers can tell them apart
figure, axes = plt.subplots(1, 3, figsize=(12, 3.8), layout="constrained")

turn = np.sqrt(rng.random(300)) * 3 * np.pi
for sign, colour in [(1, ORANGE), (-1, BLUE)]:
    axes[0].scatter(
        sign * turn * np.cos(turn) + rng.normal(0, 0.3, 300),
        sign * turn * np.sin(turn) + rng.normal(0, 0.3, 300),
        s=4,
        color=colour
    )
axes[0].set(title="Which spiral is the point on?", xlabel="x", ylabel="y", aspect="equal")

time = np.linspace(0, 1, 60)
waves = [(0, np.sin, BLUE, "sine"), (3, lambda angle: np.sign(np.sin(angle)), ORANGE, "square")]
for shift, wave, colour, name in waves:
    axes[1].plot(
        time, shift + wave(4 * np.pi * time + 1) + rng.normal(0, 0.6, 60), color=colour, label=name
    )
axes[1].set(title="Sine or square, under noise?", xlabel="time", ylabel="signal", ylim=(-2.5, 6.5))
axes[1].legend(loc="upper right", ncols=2)

for drift, colour, name in [(0.0, BLUE, "fair"), (0.15, ORANGE, "loaded")]:
    axes[2].plot(
        np.cumsum(np.where(rng.random((3, 100)) < 0.5 + drift / 2, 1, -1), axis=1).T,
        color=colour,
        label=name,
    )
handles, names = axes[2].get_legend_handles_labels()
axes[2].legend(handles[::3], names[::3], loc="upper left")
axes[2].set(title="Is the coin loaded?", xlabel="throw", ylabel="heads minus tails")
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: problem
# title: Pose the problem
# points: 2
# difficulty: 2
# minutes: 40
# manual: true

# %% [markdown]
# Describe the problem in about half a page (the **data** row of the table above). Write a draft
# first, and rewrite it when you are done: a problem changes while you work on it. Replace the text
# in the next cell.
#
# <details><summary>Hint 1</summary>
#
# Pose a question whose answer is yes or no for each *row*. Then ask yourself: could a person answer
# it from these numbers alone?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Assignments 07 and 08: the same data can be posed in several ways. Say which you considered.
#
# </details>

# %% [raw]
# # BEGIN PROMPT

# %% [markdown]
# **The question.** *What should the network find out, and who would want to know?*
#
# **The data.** *Where do they come from? What is one row, what are its numbers, and what do classes
# 1 and 0 mean? How many rows, and what share of them is positive, here and in the world?*
#
# **The pose.** *How do you prepare the inputs, and why? What did you leave out?*
#
# **Limits.** *For which inputs would you not trust this network?*

# %% [raw]
# # END PROMPT

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# **The question.** Given the three corner points of a triangle: is it acute, that is, are all its
# angles below 90°? The rule is school geometry, but the network is told about neither angles nor
# sides. A program that sorts shapes by their corner points could use it; mainly it is a test of how
# much the pose matters.
#
# **The data.** I draw the corners uniformly in the unit square. One row is a triangle: six numbers
# x1, y1, x2, y2, x3, y3. Class 1 is acute, class 0 is not. There are 3,000 rows, half of them
# acute. Among random triangles in a square about 28 % are acute, so the balanced set has more of
# them than the world, and the precision there would be lower (base rate, assignment 05).
#
# **The pose.** Moving or enlarging a triangle does not change its angles. So I move the centre of
# gravity of each triangle to the origin and divide by its largest coordinate: what remains is shape
# and rotation. Then I scale the columns with the mean and standard deviation of the training set. I
# could have given the three side lengths, which make the question easy; I left them out because
# little would then be left to learn.
#
# **Limits.** Triangles with an angle very near 90° are uncertain by nature. Very thin triangles are
# rare in the data. Anything other than a triangle makes no sense.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: dataset
# title: Make or import the data
# points: 2
# difficulty: 2
# minutes: 40

# %% [markdown]
# Make two arrays:
#
# - `raw_inputs`: shape (n, d), numbers, one row per case; n from 500 to 50,000 and d at least 2, n
#   × d at most 1,000,000. No missing values (`nan`) and no infinite ones; no column that is the
#   same in all rows; no duplicate rows, nor rows that differ from another one by next to nothing.
# - `labels`: integers of shape (n,), each 0 or 1; each class makes up at least 10 % of the rows.
#
# The answer must not hide among the inputs: no column may be the label itself in disguise
# (correlation with the labels beyond ±0.999). Use a seed, so that you and the grader see the same
# data.
#
# <details><summary>Hint 1</summary>
#
# Draw more than you need and keep what you want, as `balanced_sample` did in assignments 01 and 06.
# For a data set from scikit-learn: `load_digits(return_X_y=True)` gives inputs and ten classes;
# turn them into a yes/no question, and drop columns that never change.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `np.unique(raw_inputs, axis=0, return_index=True)` finds the first occurrence of each different
# row.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
# BEGIN SOLUTION NO PROMPT
def is_acute(corners):
    """Return True for each triangle, (n, 3, 2), whose angles are all below 90 degrees."""
    sides = corners - np.roll(corners, 1, axis=1)
    squares = np.sort(np.sum(sides**2, axis=2), axis=1)
    return squares[:, 2] < squares[:, 0] + squares[:, 1]  # Pythagoras, with < instead of =


def balanced_triangles(n, rng):
    """Return n triangles, (n, 3, 2), half of them acute, in random order."""
    corners = rng.random((5 * n, 3, 2))
    acute = is_acute(corners)
    chosen = np.concatenate([corners[acute][: n // 2], corners[~acute][: n - n // 2]])
    return rng.permutation(chosen)


# END SOLUTION
triangles = balanced_triangles(3000, np.random.default_rng(10))  # SOLUTION NO PROMPT
raw_inputs = triangles.reshape(-1, 6)  # SOLUTION
labels = is_acute(triangles).astype(int)  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shapes
failure_message: One row per case in raw_inputs, and one label per row.
""" # END TEST CONFIG
def test_shapes(raw_inputs, labels):
    import numpy as np
    for name, array in [("raw_inputs", raw_inputs), ("labels", labels)]:
        assert isinstance(array, np.ndarray), (
            f"{name} is a {type(array).__name__}, expected a NumPy array."
        )
        assert array.dtype.kind in "iufb", f"{name} has dtype {array.dtype}, expected numbers."
    assert raw_inputs.ndim == 2, f"raw_inputs has shape {raw_inputs.shape}, expected (n, d)."
    n, d = raw_inputs.shape
    assert labels.shape == (n,), (
        f"labels has shape {labels.shape}, expected ({n},): one per row of raw_inputs."
    )
    assert 500 <= n <= 50000, f"there are {n} rows, expected 500 to 50,000."
    assert d >= 2 and n * d <= 1_000_000, (
        f"there are {n} x {d} numbers, expected at least 2 columns and at most 1,000,000 numbers."
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: two classes
failure_message: Labels must be the integers 0 and 1, and each class must make up at least a tenth
  of the rows.
""" # END TEST CONFIG
def test_classes(labels):
    import numpy as np
    assert np.asarray(labels).dtype.kind in "iu", (
        f"labels has dtype {np.asarray(labels).dtype}, expected integers."
    )
    found = np.unique(labels)
    assert found.tolist() == [0, 1], f"the labels are {found[:5]}, expected 0 and 1."
    share = np.mean(labels)
    assert 0.1 <= share <= 0.9, f"{share:.1%} of the rows are positive, expected 10 % to 90 %."

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: missing numbers, constant columns, duplicate rows
failure_message: Remove anything that cannot teach the network, such as nan, columns that never
  change, and rows that are copies of another row or differ from it by next to nothing.
""" # END TEST CONFIG
def test_sound(raw_inputs):
    import numpy as np
    table = np.asarray(raw_inputs, dtype=float)
    assert np.isfinite(table).all(), "there are missing or infinite numbers."
    still = np.flatnonzero(np.ptp(table, axis=0) == 0)
    assert len(still) == 0, f"{len(still)} columns are the same in all rows."
    # exact copies, and copies up to a millionth of each value and of the deviation of each column
    size = 10 ** np.floor(np.log10(np.maximum(np.abs(table), 1e-300)))
    spread = (table - table.mean(axis=0)) / table.std(axis=0)
    for rows in (table, np.hstack([np.round(table / size, 6) * size, np.round(spread, 6)])):
        copies = len(rows) - len({row.tobytes() for row in rows + 0.0})
        assert copies == 0, f"{copies} rows are copies of another row."

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the answer among the inputs
failure_message: A column is the label in disguise; with it there is nothing to learn.
""" # END TEST CONFIG
def test_leak(raw_inputs, labels):
    import numpy as np
    table = np.asarray(raw_inputs, dtype=float)
    truth = np.asarray(labels, dtype=float)
    assert len(table) == len(truth) and truth.std() > 0, (
        "rows and labels do not match, or there is only one class."
    )
    away, off = table - table.mean(axis=0), truth - truth.mean()
    sizes = np.sqrt((away**2).sum(axis=0) * (off**2).sum())
    link = np.abs(off @ away) / np.where(sizes > 0, sizes, 1)
    assert link.max() <= 0.999, f"column {link.argmax()} gives the label away."

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Look at your data before you go on. Print some rows; draw a figure in a cell of your own here.
# Could *you* find the answer? And are the labels right? No check can tell, because none knows your
# problem: try a few rows whose class you are sure of.

# %% [raw]
# # BEGIN QUESTION
# name: splits
# title: Split, then prepare
# points: 2
# difficulty: 2
# minutes: 30

# %% [markdown]
# First choose the row numbers of each part, then write one function that prepares rows, then make
# the six arrays to train, validate and test with:
#
# - `train_rows`, `valid_rows`, `test_rows`: which rows of `raw_inputs` are in which part, counted
#   from 0. At least half of all rows train, at least 5 % validate, at least 15 % (and 100 rows or
#   more) test. No row is in two parts. Shuffle first: the proportion of positives in each part may
#   differ from that of all rows by at most 0.15.
# - `prepare(rows, training)`: what a network sees of raw `rows`: scaled, posed differently,
#   encoded, as your problem requires; the number of columns may change. Means, deviations, ranges
#   and vocabularies come from `training`, the raw rows of the training part, and from nothing else
#   (assignment 06). So a row comes out the same whichever rows come with it, as it must once the
#   network is in use and sees one row at a time; and called with other training rows, it takes the
#   figures of those. If your problem needs no such figures, leave `training` unused.
# - `train_inputs`, `valid_inputs`, `test_inputs`: the rows of each part, prepared, each time with
#   `raw_inputs[train_rows]` as `training`. No number of `train_inputs` is beyond ±100, and the
#   standard deviation of the whole array is from 0.01 to 10. Here, too, no column may be the label
#   in disguise.
# - `train_labels`, `valid_labels`, `test_labels`: the labels of the same rows.
#
# <details><summary>Hint 1</summary>
#
# Shuffle row *numbers* with `rng.permutation(n)`, cut them in three, and use the same numbers for
# inputs and labels.
#
# </details>
# <details><summary>Hint 2</summary>
#
# To scale columns, take the mean and deviation of `training`, each along axis 0; subtract, divide.
# If you have a function that poses each row differently, apply it before that, to `rows` and to
# `training`.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
# BEGIN SOLUTION NO PROMPT
def shape_only(rows):
    """Return triangles moved to the origin and scaled to one size, (n, 6)."""
    corners = rows.reshape(-1, 3, 2)
    corners = corners - corners.mean(axis=1, keepdims=True)
    return (corners / np.abs(corners).max(axis=(1, 2), keepdims=True)).reshape(-1, 6)


# END SOLUTION
def prepare(rows, training):
    """Return what a network sees of raw rows.

    rows: array (m, d), any rows like those of `raw_inputs`.
    training: array (t, d), the raw rows of the training part, the only other rows it may use.
    Returns an array of numbers (m, k): one row for each of `rows`, which depends only on that row
    and on `training`.
    About 2 lines to scale the columns.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write prepare")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    known = shape_only(training)
    return (shape_only(rows) - known.mean(axis=0)) / known.std(axis=0)
    # END SOLUTION


order = np.random.default_rng(11).permutation(len(labels))  # SOLUTION NO PROMPT
train_rows = order[:2000]  # SOLUTION
valid_rows = order[2000:2300]  # SOLUTION
test_rows = order[2300:]  # SOLUTION
train_inputs = prepare(raw_inputs[train_rows], raw_inputs[train_rows])  # SOLUTION
valid_inputs = prepare(raw_inputs[valid_rows], raw_inputs[train_rows])  # SOLUTION
test_inputs = prepare(raw_inputs[test_rows], raw_inputs[train_rows])  # SOLUTION
train_labels = labels[train_rows]  # SOLUTION
valid_labels = labels[valid_rows]  # SOLUTION
test_labels = labels[test_rows]  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: shapes that fit together
failure_message: Row numbers, inputs and labels of a part must have the same length, and all parts
  the same number of columns.
""" # END TEST CONFIG
def test_shapes(
    train_rows, valid_rows, test_rows, train_inputs, train_labels,
    valid_inputs, valid_labels, test_inputs, test_labels, raw_inputs,
):
    import numpy as np
    parts = {
        "train": (train_rows, train_inputs, train_labels),
        "valid": (valid_rows, valid_inputs, valid_labels),
        "test": (test_rows, test_inputs, test_labels),
    }
    for name, (rows, inputs, answers) in parts.items():
        rows = np.asarray(rows)
        assert rows.ndim == 1 and rows.dtype.kind in "iu", (
            f"{name}_rows has shape {rows.shape} and dtype {rows.dtype}, expected (rows,) and "
            "integers: numbers of rows of raw_inputs."
        )
        assert set(rows.tolist()) <= set(range(len(raw_inputs))), (
            f"{name}_rows holds {rows.min()} to {rows.max()}, expected numbers from 0 to "
            f"{len(raw_inputs) - 1}."
        )
        assert isinstance(inputs, np.ndarray) and inputs.ndim == 2, (
            f"{name}_inputs is not an array of shape (rows, columns)."
        )
        assert len(inputs) == len(rows), (
            f"{name}_inputs has {len(inputs)} rows, {name}_rows {len(rows)} numbers."
        )
        assert np.shape(answers) == (len(inputs),), (
            f"{name}_labels has shape {np.shape(answers)}, expected ({len(inputs)},): one label "
            f"per row of {name}_inputs."
        )
        assert inputs.shape[1] == train_inputs.shape[1], (
            f"{name}_inputs has {inputs.shape[1]} columns, train_inputs {train_inputs.shape[1]}."
        )
        assert set(np.unique(answers).tolist()) <= {0, 1}, (
            f"{name}_labels contains values other than 0 and 1."
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: sizes of the parts
failure_message: Use at least half of the rows to train, 5 % to validate, 15 % and at least 100 rows
  to test, and none twice.
""" # END TEST CONFIG
def test_sizes(train_rows, valid_rows, test_rows, raw_inputs):
    n = len(raw_inputs)
    train, valid, test = len(train_rows), len(valid_rows), len(test_rows)
    assert train >= 0.5 * n, f"{train} of {n} rows train, expected at least half."
    assert valid >= 0.05 * n, f"{valid} of {n} rows validate, expected at least 5 %."
    assert test >= max(0.15 * n, 100), (
        f"{test} of {n} rows test, expected at least 15 % and at least 100."
    )
    assert train + valid + test <= n, (
        f"the parts have {train + valid + test} rows in total, but there are only {n}."
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: inputs and labels of the rows you chose
failure_message: Each part consists of its own raw rows, prepared with the raw training rows, and
  the labels of the same rows.
""" # END TEST CONFIG
def test_parts(
    prepare, raw_inputs, labels,
    train_rows, valid_rows, test_rows,
    train_inputs, train_labels, valid_inputs, valid_labels, test_inputs, test_labels,
):
    import numpy as np
    table, truth = np.asarray(raw_inputs), np.asarray(labels)
    parts = {
        "train": (train_rows, train_inputs, train_labels),
        "valid": (valid_rows, valid_inputs, valid_labels),
        "test": (test_rows, test_inputs, test_labels),
    }
    for name, (rows, inputs, answers) in parts.items():
        rows, inputs = np.asarray(rows), np.asarray(inputs, dtype=float)
        call = f"prepare(raw_inputs[{name}_rows], raw_inputs[train_rows])"
        made = np.asarray(prepare(table[rows], table[np.asarray(train_rows)]), dtype=float)
        assert made.shape == inputs.shape, (
            f"{call} has shape {made.shape}, but {name}_inputs {inputs.shape}."
        )
        apart = ~np.isclose(inputs, made, rtol=1e-5, atol=1e-4 * np.std(train_inputs)).all(axis=1)
        assert not apart.any(), (
            f"{name}_inputs is not {call}: row {apart.argmax()} is {inputs[apart][0][:3]}..., but "
            f"that call gives {made[apart][0][:3]}..."
        )
        assert np.array_equal(answers, truth[rows]), f"{name}_labels is not labels[{name}_rows]."

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: test rows in the training or validation set
failure_message: If a network has seen test rows, in training or when it was chosen, the test
  measures its memory.
""" # END TEST CONFIG
def test_apart(train_rows, valid_rows, test_rows, raw_inputs):
    import numpy as np
    table = np.asarray(raw_inputs, dtype=float)
    size = 10 ** np.floor(np.log10(np.maximum(np.abs(table), 1e-300)))
    spread = (table - table.mean(axis=0)) / np.where(np.ptp(table, axis=0), table.std(axis=0), 1)
    near = np.hstack([np.round(table / size, 6) * size, np.round(spread, 6)])
    for rows in (table + 0.0, near + 0.0):  # exact copies, and copies but for a millionth
        learned, tuned, held = (
            {row.tobytes() for row in rows[np.asarray(part)]}
            for part in (train_rows, valid_rows, test_rows)
        )
        assert not held & learned, f"{len(held & learned)} test rows are in the training set, too."
        assert not held & tuned, f"{len(held & tuned)} test rows are in the validation set, too."
        assert not tuned & learned, (
            f"{len(tuned & learned)} validation rows are in the training set, too."
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: both classes in every part
failure_message: Shuffle before you cut; each part needs about the same proportion of positives.
""" # END TEST CONFIG
def test_classes(train_labels, valid_labels, test_labels, labels):
    import numpy as np
    for name, part in [
        ("training", train_labels),
        ("validation", valid_labels),
        ("test", test_labels),
    ]:
        gap = abs(np.mean(part) - np.mean(labels))
        assert gap <= 0.15, (
            f"the proportion of positives in the {name} set differs by {gap:.2f} from that of all "
            "rows."
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: prepared inputs
failure_message: Bring the columns to a common scale, with figures from the training set, before a
  network sees them; and none of the prepared columns may give the label away.
""" # END TEST CONFIG
def test_prepared(train_inputs, test_inputs, train_labels, test_labels):
    import numpy as np
    table, held = np.asarray(train_inputs, dtype=float), np.asarray(test_inputs, dtype=float)
    assert np.isfinite(table).all() and np.isfinite(held).all(), (
        "there are nan or infinite numbers."
    )
    assert np.abs(table).max() <= 100, (
        f"the largest number is {np.abs(table).max():.4g}, expected at most 100."
    )
    assert 0.01 <= table.std() <= 10, (
        f"the standard deviation is {table.std():.4g}, expected 0.01 to 10."
    )
    for inputs, answers in [(table, train_labels), (held, test_labels)]:
        if len(answers) != len(inputs):
            continue  # another check's business
        off = np.asarray(answers, dtype=float) - np.mean(answers)
        away = inputs - inputs.mean(axis=0)
        sizes = np.sqrt((away**2).sum(axis=0) * (off**2).sum())
        told = np.flatnonzero(np.abs(off @ away) > 0.999 * np.where(sizes > 0, sizes, np.inf))
        assert len(told) == 0, f"column {told[0]} gives the label away."

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the rows that the scaling figures come from
failure_message: Take means, deviations and ranges from the second argument, whichever rows it
  holds, not from the rows themselves, not from all the data and not from an earlier call.
""" # END TEST CONFIG
def test_figures(prepare, raw_inputs, train_rows, valid_rows, test_rows):
    import numpy as np
    table = np.array(raw_inputs)
    train, valid, test = np.asarray(train_rows), np.asarray(valid_rows), np.asarray(test_rows)
    seen = np.asarray(prepare(table.copy(), table[train]), dtype=float)
    for few in (test[3:40:4][::-1], train[5:6]):
        alone = np.asarray(prepare(table[few], table[train]), dtype=float)
        assert alone.shape == seen[few].shape, (
            f"{len(few)} rows give shape {alone.shape}, {len(seen)} rows {seen.shape}."
        )
        assert np.allclose(alone, seen[few], rtol=1e-5, atol=1e-4 * seen.std()), (
            "a row comes out differently among other rows."
        )
    # half -1, half 1 has deviation 1, too
    many = [number for number, column in enumerate(seen.T) if len(np.unique(column)) > 10]
    scaled = lambda part: any(
        np.allclose(part.std(axis=0, ddof=free), 1, rtol=0, atol=1e-6) for free in (0, 1)
    )
    ranged = lambda part: np.allclose([part.min(axis=0), part.max(axis=0) - 1], 0, atol=1e-6)
    groups = {"all": np.arange(len(table)), "the test": test, "the validation": valid,
              "the training and validation": np.concatenate([train, valid]),
              "the training and test": np.concatenate([train, test]),
              "the validation and test": np.concatenate([valid, test])}
    # of a single column it might be chance
    for name, rows in groups.items() if len(many) > 1 else ():
        part, known = seen[rows][:, many], seen[train][:, many]
        for kind, fits in [("deviation 1", scaled), ("the range 0 to 1", ranged)]:
            assert fits(known) or not fits(part), (
                f"the columns have {kind} over {name} rows, but not over the training rows."
            )
    if many and scaled(seen[train][:, many]):
        some = train[len(train) // 3 :]
        own = np.asarray(prepare(table[some], table[some]), dtype=float)[:, many]
        spreads = [part[part > 0] for part in (own.std(axis=0), own.std(axis=0, ddof=1))]
        # a column may be constant in fewer rows
        assert any(np.allclose(part, 1, rtol=0, atol=0.002) for part in spreads), (
            "the columns have deviation 1 over the training rows, but not over other rows that are "
            "passed as training."
        )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: models
# title: Three architectures
# points: 1
# difficulty: 3
# minutes: 60

# %% [markdown]
# Build and train three Keras networks and put them into a list `models`, with the simplest first:
# the one with the fewest weights and biases. No two may have the same layers; they must differ in
# the **number of layers** (at least two different numbers) and in the **neurons**. Train on the
# training set, watch the validation set, do not touch the test set.
#
# Layers, neurons, activations, optimiser and loss are yours to choose, except for two things that a
# network needs:
#
# - **Hidden layers have an activation.** Without one, several layers can do no more than a single
#   layer.
# - **The last layer fits the loss.** Two classes need one output neuron or two. A cross-entropy
#   expects probabilities: two neurons with softmax for the categorical ones, one neuron with
#   sigmoid for the binary one. Or leave that activation out and give the loss `from_logits=True`,
#   but not both.
#
# If no network learns, go back to the habits of assignment 05: look at the loss before training,
# memorise one batch, ask a smaller question.
#
# <details><summary>Hint 1</summary>
#
# One function that builds and trains a network from a list of layer sizes, called three times, is
# better than three copies.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Start with one hidden layer of 8 or 16 neurons. Set the seed before each network, so that a result
# can be repeated.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
# BEGIN SOLUTION NO PROMPT
def trained(hidden, epochs=8, batch_size=25):
    """Return a network with these hidden ReLU layers, trained on the training set."""
    keras.utils.set_random_seed(0)
    layers = [keras.layers.Dense(size, activation="relu") for size in hidden]
    model = keras.Sequential(
        [keras.Input(train_inputs.shape[1:]), *layers, keras.layers.Dense(2, activation="softmax")]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="sparse_categorical_crossentropy",
        steps_per_execution=80,
    )
    # or `fit` would prepare the training step twice
    model.optimizer.build(model.trainable_variables)
    model.fit(train_inputs, train_labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model


# END SOLUTION
models = [trained(hidden) for hidden in ([8], [32, 32], [64, 64, 64])]  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: three networks for these inputs
failure_message: The list must contain three Keras networks that take rows of your prepared inputs
  and have one output neuron or two.
""" # END TEST CONFIG
def test_three(models, valid_inputs):
    import numpy as np
    assert len(models) == 3, f"models contains {len(models)} networks, expected 3."
    for number in range(3):
        outputs = np.asarray(models[number](valid_inputs))
        assert outputs.ndim == 2 and len(outputs) == len(valid_inputs), (
            f"network {number} gives outputs of shape {outputs.shape} for {len(valid_inputs)} "
            "rows, expected (rows, neurons)."
        )
        assert outputs.shape[1] <= 2, (
            f"network {number} has {outputs.shape[1]} output neurons; two classes need one or two."
        )
        assert np.isfinite(outputs).all(), (
            f"network {number} gives outputs that are nan or infinite."
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: different numbers of layers and neurons
failure_message: One architecture trained three times is still one architecture, and layers without
  an activation are one layer.
""" # END TEST CONFIG
def test_different(models):
    parts = [models[number].get_weights() for number in range(3)]
    shapes = [[weights.shape for weights in one if weights.ndim >= 2] for one in parts]
    for one, other in [(0, 1), (0, 2), (1, 2)]:
        assert shapes[one] != shapes[other], (
            f"networks {one} and {other} have the same layers: {shapes[one]}"
        )
    depths = [len(layers) for layers in shapes]
    assert len(set(depths)) >= 2, (
        f"all three networks have {depths[0]} layers with weights, expected at least two different "
        "numbers."
    )
    sizes = [sum(weights.size for weights in one) for one in parts]
    assert sizes[0] == min(sizes), (
        f"the networks have {sizes} weights and biases; put the one with the fewest first."
    )
    linear = {
        "InputLayer",
        "Dense",
        "Dropout",
        "Flatten",
        "GaussianNoise",
        "BatchNormalization",
        "Normalization",
        "Rescaling",
    }
    for number in range(3):
        try:
            layers = models[number].get_config()["layers"]
        except Exception:  # a class of the student's own need not list its layers
            continue
        dense = [
            layer["config"]["activation"] for layer in layers if layer["class_name"] == "Dense"
        ]
        bare = all(layer["class_name"] in linear for layer in layers) and all(
            name == "linear" for name in dense[:-1]
        )
        assert len(dense) < 2 or not bare, (
            f"network {number} has {len(dense)} Dense layers and no activation between them: it "
            "can do no more than one layer."
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: the last layer and the loss
failure_message: A cross-entropy expects either probabilities, from softmax or sigmoid, or the
  argument from_logits=True, not both.
""" # END TEST CONFIG
def test_fits(models, valid_inputs):
    import numpy as np

    def loss(model, outputs):
        """Return the loss of made-up outputs for a row of each class; nan if it has none."""
        # one-hot, or class numbers
        for targets in (np.eye(2)[:, -outputs.shape[1]:], np.array([0, 1])):
            try:
                return float(np.asarray(model.compute_loss(None, targets, outputs)))
            except Exception:
                continue
        return np.nan

    def last_step(model):
        """Return the name of the activation that ends a model, where its layers tell."""
        try:
            layer = model.get_config()["layers"][-1]
            return str(layer["config"].get("activation", layer["class_name"])).lower()
        except Exception:  # a class of the student's own need not list its layers
            return ""

    for number in range(3):
        outputs = np.asarray(models[number](valid_inputs), dtype=float)
        columns, sums = outputs.shape[1], outputs.sum(axis=1)
        assert columns <= 2, (
            f"network {number} has {columns} output neurons; two classes need one or two."
        )
        large, small = (
            np.array([[3.0, 5.0], [7.0, 4.0]])[:, -columns:],
            np.array([[0.1, 0.3], [0.5, 0.2]])[:, -columns:],
        )
        first, second = loss(models[number], large), loss(models[number], 2 * large)
        # nothing is more than certain: outputs are probabilities here
        chances = first > -0.01 and np.isclose(first, second)
        # and here they are normalised to add up to 1
        if chances and np.isclose(loss(models[number], small), loss(models[number], 2 * small)):
            assert columns == 2, (
                f"network {number}: the categorical cross-entropy of a single output neuron is "
                "always 0; use the binary one."
            )
            assert np.allclose(sums, 1, atol=1e-3), (
                f"network {number}: the sums of the outputs of a row run from {sums.min():.3g} to "
                f"{sums.max():.3g}, expected 1, as with softmax."
            )
        assert not chances or (outputs.min() >= 0 and outputs.max() <= 1.001), (
            f"network {number} has outputs from {outputs.min():.3g} to {outputs.max():.3g}, but "
            "its loss expects probabilities."
        )
        assert columns == 2 or not np.allclose(outputs, 1, rtol=0, atol=1e-6), (
            f"network {number} always outputs 1, as softmax over a single neuron does; use sigmoid."
        )
        # the losses with from_logits=True: the binary one, and the categorical one of two columns
        binary = np.mean(np.logaddexp(0, large) - np.eye(2)[:, -columns:] * large)
        logits = np.mean(np.log(np.exp(large).sum(axis=1)) - [large[0, 0], large[1, -1]])
        of_logits = np.isclose(first, binary) or (columns == 2 and np.isclose(first, logits))
        made = last_step(models[number]) in ("sigmoid", "softmax") or (
            columns == 2 and np.isclose(first, logits) and np.allclose(sums, 1, atol=1e-3)
        )
        assert not (of_logits and made), (
            f"network {number} contradicts itself: its last layer makes probabilities, but "
            "from_logits=True tells the loss that it does not."
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: training
failure_message: Each network in the list has been trained.
""" # END TEST CONFIG
def test_trained(models):
    import numpy as np
    for number in range(3):
        biases = [weights for weights in models[number].get_weights() if weights.ndim == 1]
        started = all(np.isin(weights, (0, 1)).all() for weights in biases)  # as Keras makes them
        assert not biases or not started, (
            f"all {sum(map(len, biases))} biases of network {number} still have their initial "
            "values: call its fit."
        )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: interpret
# title: Interpret the outputs
# points: 2
# difficulty: 1
# minutes: 10

# %% [markdown]
# What your networks output depends on how you built them: two softmax neurons, one sigmoid neuron,
# or something else. Say how to read it. From here on, the checks use your `interpret` to turn
# outputs into classes.
#
# Your networks must have learned something. The one that does best on the validation set must be
# better on the test set than always guessing the more common class: by at least 0.02, and by more
# than luck explains. (Among the rows where it does not give the common answer, it must be right so
# often that a coin would do as well less than once in 20 times. With few test rows that takes a
# clear lead.) How far above depends on your problem, and earns no extra points.
#
# <details><summary>Hint 1</summary>
#
# Two softmax neurons: the column of the larger probability. One sigmoid neuron: is it above one
# half? Mind the shape (n, 1).
#
# </details>
# <details><summary>Hint 2</summary>
#
# Each row is read by itself. A threshold computed from all rows, such as their mean, is not
# allowed.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def interpret(outputs):
    """Return the class that each row of a network's outputs stands for.

    outputs: float array (n, k), n at least 1, as any of your three networks gives it. It must not
    be changed.
    Returns an integer array (n,) of 0 and 1. The answer for a row depends only on that row.
    About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write interpret")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return outputs.argmax(axis=1)  # column 1 is the probability of class 1
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: one class for each row
failure_message: Return one integer per row, 0 or 1.
""" # END TEST CONFIG
def test_form(interpret, models, valid_inputs):
    import numpy as np
    for number in range(3):
        classes = interpret(np.asarray(models[number](valid_inputs)))
        assert isinstance(classes, np.ndarray), (
            f"the result is a {type(classes).__name__}, expected a NumPy array."
        )
        assert classes.shape == (len(valid_inputs),), (
            f"{len(valid_inputs)} rows give shape {classes.shape}, expected ({len(valid_inputs)},)."
        )
        assert classes.dtype.kind in "iu", f"the dtype is {classes.dtype}, expected integers."
        assert set(np.unique(classes).tolist()) <= {0, 1}, (
            f"the classes are {np.unique(classes)[:5]}, expected 0 and 1 only."
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: rows read one by one, in other numbers and in another order
failure_message: The class of a row may depend only on that row, not on the others that happen to
  come with it, nor on how many there are. A single row gives an array of shape (1,).
""" # END TEST CONFIG
def test_rows(interpret, models, test_inputs):
    import numpy as np
    for number in range(3):
        raw = np.asarray(models[number](test_inputs))
        before = raw.copy()
        together = np.asarray(interpret(raw))
        assert together.shape == (len(before),), (
            f"{len(before)} rows give shape {together.shape}, expected ({len(before)},)."
        )
        assert np.array_equal(raw, before), "interpret changed the outputs it was given."
        for k in range(0, min(len(before), 90), 6):
            alone = np.asarray(interpret(before[k : k + 1].copy()))
            assert alone.shape == (1,), f"one row gives shape {alone.shape}, expected (1,)."
            assert alone[0] == together[k], (
                "a row alone is read as a different class than among others."
            )
        order = np.random.default_rng(1001).permutation(len(before))
        half = len(before) // 2
        parts = [np.asarray(interpret(before[rows])) for rows in (order[:half], order[half:])]
        assert np.array_equal(np.concatenate(parts), together[order]), (
            "the class of a row changes with the order or the number of the rows."
        )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: whether a network has learned something
failure_message: On the test set, the network that is best on the validation set is not at least
  0.02 better than always guessing the more common class, or only as much better as chance makes
  some networks. Look for signal in the data, train longer, or take more test rows.
""" # END TEST CONFIG
def test_learned(models, interpret, valid_inputs, valid_labels, test_inputs, test_labels):
    import numpy as np
    from scipy.stats import binom

    def read(model, inputs):
        """Return the classes of shuffled rows, read in two parts, in the order of the rows."""
        order = np.random.default_rng(1002).permutation(len(inputs))
        outputs, classes = np.asarray(model(inputs)), np.zeros(len(inputs))
        for rows in (order[: len(order) // 3], order[len(order) // 3 :]):
            classes[rows] = interpret(outputs[rows])
        return classes

    known, truth = np.asarray(valid_labels), np.asarray(test_labels)
    chosen = max(range(3), key=lambda k: np.mean(read(models[k], valid_inputs) == known))
    common = int(np.mean(truth) > 0.5)
    said = read(models[chosen], test_inputs)
    share, guess = np.mean(said == truth), np.mean(truth == common)
    assert share >= guess + 0.02, f"the network reaches {share:.3f}, guessing {guess:.3f}."
    # where it says something else than the guesser, it is right more often than a coin
    other = said != common
    wins = int(np.sum(other & (said == truth)))
    luck = binom.sf(wins - 1, int(other.sum()), 0.5)
    assert luck < 0.05, (
        f"of {int(other.sum())} rows that it tells from the common class, {wins} are right; a coin "
        f"does as well with a chance of {luck:.2f}."
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: best
# title: Choose
# points: 1
# difficulty: 2
# minutes: 10

# %% [markdown]
# Which of the three would you use? Set `best` to its position in the list, 0, 1 or 2: the network
# with the highest accuracy on the **validation** set (in case of a tie, either). The test set must
# not influence the choice, or its figure is no longer honest (assignment 09).
#
# <details><summary>Hint 1</summary>
#
# A list of three accuracies, and the position of the largest. You know a function for the second
# step.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Accuracy is the mean of `interpret(model.predict(...)) == labels`, with the inputs and labels of
# the validation set.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
# BEGIN SOLUTION NO PROMPT
valid_accuracies = [
    np.mean(interpret(np.asarray(model(valid_inputs))) == valid_labels) for model in models
]
# END SOLUTION
best = int(np.argmax(valid_accuracies))  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: 0, 1 or 2
failure_message: Give the position in the list as an integer, counted from 0.
""" # END TEST CONFIG
def test_form(best):
    import numpy as np
    value = np.asarray(best)
    assert value.ndim == 0 and value.dtype.kind in "iu", (
        f"best is a {type(best).__name__}, expected an integer."
    )
    assert 0 <= best <= 2, f"best is {best}, expected 0, 1 or 2."

# %%
""" # BEGIN TEST CONFIG
points: 0.75
hidden: true
about: chosen by the validation set
failure_message: Another network has the highest accuracy on the validation set.
""" # END TEST CONFIG
def test_chosen(best, models, interpret, valid_inputs, valid_labels):
    import numpy as np
    truth = np.asarray(valid_labels)
    half = len(truth) // 2
    shares = []
    for k in range(3):
        outputs = np.asarray(models[k](valid_inputs))
        parts = [np.asarray(interpret(outputs[rows])) for rows in (slice(half), slice(half, None))]
        shares.append(np.mean(np.concatenate(parts) == truth))
    assert shares[int(best)] >= max(shares) - 1e-9, (
        f"network {best} is not the best one on the validation set."
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: results
# title: Measure
# points: 2
# difficulty: 2
# minutes: 20

# %% [markdown]
# Now use the test set, once. Make `results`, a list of three dictionaries in the order of `models`,
# each with the keys `"accuracy"` (a number from 0 to 1; you may round it to two decimals or more),
# `"tp"`, `"tn"`, `"fp"`, `"fn"` (integers), all on the **test set**. These are the figures of your
# report, and the checks recompute them from your networks.
#
# <details><summary>Hint 1</summary>
#
# A function from predictions and truth to one dictionary, called once per network.
#
# </details>
# <details><summary>Hint 2</summary>
#
# A false positive is a row that is predicted as 1 but is 0. The four counts add up to the size of
# the test set.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
# BEGIN SOLUTION NO PROMPT
def confusion(predicted, truth):
    """Return accuracy and the four counts of the confusion matrix; class 1 is positive."""
    return {
        "accuracy": float(np.mean(predicted == truth)),
        "tp": int(np.sum((predicted == 1) & (truth == 1))),
        "tn": int(np.sum((predicted == 0) & (truth == 0))),
        "fp": int(np.sum((predicted == 1) & (truth == 0))),
        "fn": int(np.sum((predicted == 0) & (truth == 1))),
    }


# END SOLUTION
# SOLUTION
results = [confusion(interpret(np.asarray(model(test_inputs))), test_labels) for model in models]

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: three dictionaries
failure_message: One dictionary per network with the keys accuracy, tp, tn, fp and fn; the four
  counts are integers.
""" # END TEST CONFIG
def test_form(results):
    import numpy as np
    assert len(results) == 3, f"results has {len(results)} entries, expected 3."
    for number, result in enumerate(results):
        names = ("accuracy", "tp", "tn", "fp", "fn")
        missing = ", ".join(key for key in names if key not in result)
        assert not missing, f"result {number} has no {missing}."
        for key in ("tp", "tn", "fp", "fn"):
            count = np.asarray(result[key])  # from NumPy or not
            assert count.ndim == 0 and count.dtype.kind in "iu", (
                f"result {number}: {key} is {result[key]!r}, expected an integer."
            )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: figures that agree with each other
failure_message: The four counts add up to the number of test rows, and the accuracy is the fraction
  of tp and tn, from 0 to 1, rounded to two decimals at most.
""" # END TEST CONFIG
def test_agree(results, test_labels):
    n = len(test_labels)
    for number, result in enumerate(results):
        total = result["tp"] + result["tn"] + result["fp"] + result["fn"]
        assert total == n, (
            f"the counts of network {number} add up to {total}, but the test set has {n} rows."
        )
        share = (result["tp"] + result["tn"]) / n
        accuracy = result["accuracy"]
        assert abs(accuracy - share) < 0.00501, (
            f"network {number}: accuracy {accuracy}, but (tp + tn) / n is {share:.6f}."
        )

# %%
""" # BEGIN TEST CONFIG
points: 1.25
hidden: true
about: the counts, recomputed from your networks and your test set
failure_message: A reported count is not what the network achieves on the test set; run all cells
  once from the top, and do not mix up fp and fn.
""" # END TEST CONFIG
def test_true(results, models, interpret, test_inputs, test_labels):
    import numpy as np
    from sklearn.metrics import confusion_matrix
    assert len(results) == 3, "there are not three results."
    truth = np.asarray(test_labels)
    order = np.random.default_rng(1003).permutation(len(truth))
    third = len(order) // 3
    for k in range(3):
        outputs = np.asarray(models[k](test_inputs))
        said = np.zeros(len(truth))
        for rows in (order[:third], order[third:]):
            said[rows] = interpret(outputs[rows])
        (tn, fp), (fn, tp) = confusion_matrix(truth, said, labels=[0, 1])
        wanted = {"tp": tp, "tn": tn, "fp": fp, "fn": fn}
        wrong = [name for name in wanted if int(results[k][name]) != wanted[name]]
        assert not wrong, f"network {k}: {', '.join(wrong)} differ from what the network achieves."

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
if results is ...:
    raise NotImplementedError("write results")
print("network   accuracy    tp    tn    fp    fn")
for number, result in enumerate(results):
    counts = "".join(f"{result[key]:6}" for key in ("tp", "tn", "fp", "fn"))
    print(f"{number}{'  (best)' if number == best else '':9}{result['accuracy']:8.3f}{counts}")

# %% [raw]
# # BEGIN QUESTION
# name: report
# title: The report
# points: 5
# difficulty: 3
# minutes: 75
# manual: true

# %% [markdown]
# Write one to two pages, about 500 to 900 words, for a reader who knows the course but not your
# problem. Replace the text in the next cell; keep the headings. Copy the table of figures from the
# cell above. A plot or two from cells of your own will help the reader.
#
# A difference between two networks may be chance: with n test rows an accuracy p has a standard
# error of about $\sqrt{p(1-p)/n}$. Say what you conclude, and what you do not.
#
# <details><summary>Hint 1</summary>
#
# Look at rows that the best network gets wrong. What do they have in common? That is the most
# useful paragraph of a report.
#
# </details>
# <details><summary>Hint 2</summary>
#
# An improvement is concrete if somebody else could try it tomorrow, and if you say what you expect
# from it and why.
#
# </details>

# %% [raw]
# # BEGIN PROMPT

# %% [markdown]
# ### Problem and data
#
# *Two or three sentences; the details are above.*
#
# ### Networks
#
# *The three architectures: layers, neurons, activations, loss, optimiser, epochs. Why these three?*
#
# ### Results
#
# | network | accuracy | tp | tn | fp | fn |
# |---|---|---|---|---|---|
# | 0: … | | | | | |
# | 1: … | | | | | |
# | 2: … | | | | | |
#
# *What do the figures say? What errors are made, and on which rows? Which differences may be due to
# chance? Which network would you use?*
#
# ### Improvements
#
# *What would you try next, and what do you expect from it?*

# %% [raw]
# # END PROMPT

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# ### Problem and data
#
# Is a triangle, given by its three corners, acute? 3,000 random triangles, half of them acute;
# 2,000 to train, 300 to validate and 700 to test. The inputs are the six coordinates after centring
# and scaling of each triangle.
#
# ### Networks
#
# Three multi-layer perceptrons with ReLU and two softmax outputs, cross-entropy, Adam with rate
# 0.01, 8 epochs in batches of 25. Network 0 has one hidden layer of 8 neurons and is meant as a
# baseline; network 1 has 32 and 32, network 2 has 64, 64 and 64, to see whether more depth still
# helps.
#
# ### Results
#
# | network | accuracy | tp | tn | fp | fn |
# |---|---|---|---|---|---|
# | 0: 8 | 0.677 | 144 | 330 | 48 | 178 |
# | 1: 32, 32 | 0.843 | 258 | 332 | 46 | 64 |
# | 2: 64, 64, 64 | 0.837 | 248 | 338 | 40 | 74 |
#
# Guessing the more common class gives 0.54 here. All three learn something, and one hidden layer of
# 8 neurons is clearly too small: it misses more than half of the acute triangles (recall 0.45),
# although it seldom calls a triangle acute that is not. The standard error of an accuracy near 0.84
# is 0.014 with 700 rows, so the step from network 0 to 1 is a real effect, but the difference
# between 1 and 2 (0.006) may well be chance. The validation set prefers network 2 (0.820 against
# 0.810), the test set network 1. I would use network 2, since the validation set was meant to
# decide, and expect no more of it than of network 1, which is smaller.
#
# Its errors are not spread evenly. In 32 % of the test triangles the largest angle is within 10° of
# a right angle; 88 of the 114 errors are among them. There its accuracy is 0.61, elsewhere 0.95.
# The network has got the idea, but is vague about where exactly the boundary runs. On the training
# set it reaches 0.83, no more than on the test set: it does not overfit yet.
#
# ### Improvements
#
# 1. *More data without drawing any.* A triangle stays the same when its corners change places or
#    when it is rotated or mirrored. Each training row could be shown in several such forms. I
#    expect fewer errors of all kinds, since the network now has to learn the six orders of the
#    corners separately.
# 2. *A better pose.* Using the three squared sides instead of six coordinates removes rotation
#    altogether. The rule is then linear in the sorted sides, and even network 0 should come close
#    to 1.
# 3. *Longer training.* Eight epochs keep this notebook quick. As nothing has been memorised yet, I
#    expect thirty to gain a few points, and then a gap between training and test set that says when
#    to stop.
# 4. *A threshold for the real world.* Only about 28 % of random triangles are acute. For real use I
#    would train, or at least test, on data with this proportion, and report precision and recall.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: program
# title: The program
# points: 3
# difficulty: 2
# minutes: 15
# manual: true

# %% [markdown]
# The code of the whole notebook is read and marked as the **program** part. Before you hand it in:
# restart, run everything from the top, delete what is no longer used, and give each function a line
# that says what it returns. In the next cell, tell the reader in a few sentences what they should
# know: where to look first, and what you took from elsewhere (with its source).
#
# <details><summary>Hint 1</summary>
#
# If you had to use another data set tomorrow, how many cells would you have to change? One is
# excellent, six are too many.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Two blocks that differ in one number should be one function with one argument.
#
# </details>

# %% [raw]
# # BEGIN PROMPT

# %% [markdown]
# *What should a reader of the code know? What is your own, and what comes from elsewhere?*

# %% [raw]
# # END PROMPT

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# Start with `balanced_triangles` (the data), `shape_only` (the pose) and `trained` (one function
# for all three networks). Another problem needs other functions in the first two places; everything
# else sees only arrays. Seeds are fixed for the data, the split and each network. `trained` follows
# the pattern of assignment 05; everything else was written for this project.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## What you have done
#
# You have gone the whole way: from a question to data, to inputs, to networks, to figures you can
# stand behind, to words. Nobody sets you the next problem. When you meet one, pose it first.
