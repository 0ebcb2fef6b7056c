# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 02-nearest-neighbour
# title: Nearest neighbour
# section: 1-NN, 3-NN, does it scale?
# minutes: 90
# limits: {cell_seconds: 45}

# %% [markdown]
# # Nearest neighbour
#
# Someone shows you a new point and asks for its class. The shortest honest answer: look up the most
# similar point you have seen before, and give its class. That rule is a real classifier, called
# **1-nearest neighbour**, or 1-NN. Nobody has to look at the data or choose radii for it, and on
# our crescents it gets about 98 % right, while the tutorial's hand-made ring gets about 88 %.
#
# You will write it three times: as a loop that reads like the rule, with several neighbours that
# vote (k-NN), and without loops, for thousands of points at once. Then you will break it in three
# ways. What breaks it is the reason for using neural networks, which come next.

# %%
import time

import matplotlib.pyplot as plt
import numpy as np

# negative, positive: two colours that colour-blind readers can tell apart
BLUE, ORANGE = "#0072B2", "#D55E00"

# %% [markdown]
# ## The data
#
# A point (x, y) of the unit square is *positive* when it lies in exactly one of two discs. Both
# have the radius √(0.3³), about 0.164; their centres are (0.5, 0.5) and (0.51, 0.51). What remains
# are two thin crescents that cover less than a hundredth of the square. To make the classes equally
# frequent, we draw points until we have as many positives as negatives.
#
# All the code here is given. Run it and look.
#
# Some rules hold for every function that you will write, unless its docstring says otherwise. It
# leaves its arguments as they are. *Array* means a NumPy array. A number may be Python's or
# NumPy's. Results are not rounded, and the precision of float32 is enough.


# %%
def crescent(x, y):
    """Return True where (x, y) lies in exactly one of the two discs."""
    first = (x - 0.50) ** 2 + (y - 0.50) ** 2 < 0.3**3
    second = (x - 0.51) ** 2 + (y - 0.51) ** 2 < 0.3**3
    return first ^ second


def draw(n, wanted, rng):
    """Draw n points of one class: throw many at the unit square and keep those that fit."""
    kept = np.empty((0, 2))
    while len(kept) < n:
        points = rng.random((100 * n, 2))
        kept = np.vstack([kept, points[crescent(points[:, 0], points[:, 1]) == wanted]])
    return kept[:n]


def balanced_sample(n, rng):
    """Return n points (n, 2) in random order and their labels (n,): half are 1, half are 0."""
    points = np.vstack([draw(n // 2, True, rng), draw(n // 2, False, rng)])
    labels = np.repeat([1, 0], n // 2)
    order = rng.permutation(n)
    return points[order], labels[order]


data, labels = balanced_sample(2_000, np.random.default_rng(0))
train, train_labels = data[:1_800], labels[:1_800]  # what the learner may keep
test, test_labels = data[1_800:], labels[1_800:]  # what it has never seen
# many more unseen points, for exact figures
fresh, fresh_labels = balanced_sample(4_000, np.random.default_rng(1))


# %%
def scatter(ax, points, classes, size):
    """Draw negatives as blue crosses and positives as orange dots."""
    ax.scatter(
        *points[classes == 0].T, s=size, marker="x", linewidths=0.8, color=BLUE, label="negative"
    )
    ax.scatter(
        *points[classes == 1].T, s=size, marker="o", linewidths=0, color=ORANGE, label="positive"
    )
    ax.set(xlabel="x", ylabel="y", aspect="equal")


question_marks = np.array([[0.622, 0.615], [0.583, 0.603], [0.609, 0.655]])

figure, (left, right) = plt.subplots(1, 2, figsize=(10, 5), layout="constrained")
scatter(left, train, train_labels, size=8)
left.set_title("1,800 training points")
left.legend(loc="upper right", framealpha=1, markerscale=2)
left.indicate_inset([0.57, 0.57, 0.1, 0.1], edgecolor="black", alpha=1)
scatter(right, train, train_labels, size=30)
for x, y in question_marks:
    right.text(x, y, "?", fontsize=16, fontweight="bold", ha="center", va="center")
right.set(
    xlim=(0.57, 0.67), ylim=(0.57, 0.67), title="The small square, enlarged: which class is each ?"
)
plt.show()

# %% [markdown]
# Decide by eye which class each **?** should get. You probably looked at the points nearby. The
# next cells turn that into code.

# %% [raw]
# # BEGIN QUESTION
# name: squared_distance
# title: How far apart are two points?
# points: 2
# difficulty: 1
# minutes: 8

# %% [markdown]
# "Close" needs a number. The *Euclidean distance* between two points $a$ and $b$ with $d$ features
# is
#
# $$\sqrt{(a_1 - b_1)^2 + (a_2 - b_2)^2 + \dots + (a_d - b_d)^2}.$$
#
# To find out which point is nearest, we only compare distances, and the square root never changes
# which of two numbers is smaller. So we leave it out: the *squared* distance is cheaper and gives
# the same neighbour. From (0, 0) to (3, 4) it is 9 + 16 = 25.
#
# Our points have two features. Write the function for any number of features, because in Question 8
# there will be more.
#
# <details><summary>Hint 1</summary>
#
# NumPy subtracts two arrays of the same shape feature by feature, and squares feature by feature,
# too. What is left is a sum.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# NumPy silently stretches a shape of `(1,)` to `(3,)`, and `zip` silently stops at the shorter
# input. So you have to compare the lengths yourself, before the subtraction.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# turn both inputs into float arrays → if their shapes differ, raise → difference → square → add up
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def squared_distance(a, b):
    """Return the squared Euclidean distance between two points: a number, no square root.

    a, b: two points, each a float array (d,) or a list of d numbers; any d.
    The number has double precision, because the learners below compare such distances.
    Raises ValueError if the two points do not have the same number of features.
    About 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write squared_distance")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError(f"the points have shapes {a.shape} and {b.shape}, which differ")
    return np.sum((a - b) ** 2)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the result is one number
failure_message: The distance between two points is one number, not one number per feature. Add up
  the squared differences.
""" # END TEST CONFIG
def test_number(squared_distance):
    import numpy as np
    a, b = np.array([0.0, 0.0]), np.array([3.0, 4.0])
    result = np.asarray(squared_distance(a, b))
    assert a.tolist() == [0, 0] and b.tolist() == [3, 4], (
        f"squared_distance changed the points it was given to {a.tolist()} and {b.tolist()}"
    )
    assert np.ndim(result) == 0, (
        f"squared_distance of two points has shape {np.shape(result)}, expected one number"
    )
    assert float(result) > 0, (
        f"squared_distance of {a.tolist()} and {b.tolist()} is {result}, but two different points"
        " are a positive distance apart"
    )
    farther = np.asarray(squared_distance(a, 2 * b))
    assert float(farther) > float(result), (
        f"squared_distance is {farther} for two points that are twice as far apart as those"
        f" for which it is {result}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: an example worked by hand
failure_message: Square the difference in every feature, then add them up, and take no square root.
  The sign of a difference must not matter.
""" # END TEST CONFIG
def test_paper(squared_distance):
    for a, b, expected in [
        ([0, 0], [3, 4], 25),
        ([3, 4], [0, 0], 25),
        ([1, 1], [1, 1], 0),
        ([-1, 2], [1, 1], 5),
    ]:
        result = squared_distance(list(a), list(b))
        assert abs(float(result) - expected) < 1e-5, (
            f"squared_distance({a}, {b}) is {result}, expected {expected}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: points with one, three and more features
failure_message: The number of features is not always two. Every feature counts towards the
  distance, which is neither rounded nor worked out in single precision.
""" # END TEST CONFIG
def test_any_dimension(squared_distance):
    import math
    import numpy as np
    gen = np.random.default_rng(2024)
    for dim in (1, 3, 8, 40):
        p, q = gen.normal(0, 3, (2, dim))
        want = math.dist(p, q) ** 2
        have = float(squared_distance(p.copy(), q.copy()))
        assert math.isclose(have, want, rel_tol=1e-10), f"{dim} features: {have} instead of {want}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: points with different numbers of features
failure_message: There is no distance between points with different numbers of features. Raise
  ValueError before NumPy or zip hides the mistake.
""" # END TEST CONFIG
def test_lengths(squared_distance):
    import numpy as np
    for short, long in ((1, 3), (2, 3), (4, 1)):
        try:
            squared_distance(np.ones(short), np.zeros(long))
        except ValueError:
            continue
        raise AssertionError(f"no ValueError for points with {short} and {long} features")
    assert np.all(squared_distance(np.ones(4), np.zeros(4)) > 0), (
        "points with equally many features get no distance"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: one_nn
# title: A learner that returns a function
# points: 4
# difficulty: 2
# minutes: 12

# %% [markdown]
# Machine learning builds a *function* from data. Take that literally: `one_nn(data, labels)`
# returns a function, and that function takes a point and returns a label.
#
# ```python
# classify = one_nn(train, train_labels)   # "learning": keep the data
# classify(np.array([0.62, 0.62]))         # 0 or 1
# ```
#
# The inner function still sees `data` and `labels` after `one_nn` has returned. Python calls such a
# function a *closure*.
#
# The rule: go through all training points, remember the nearest one so far, and return **its
# label**. If several are equally near, the first one counts. Do not assume that the labels are 0
# and 1; they may be words. And do not assume that distances are small: the features may be in
# millimetres or in dollars.
#
# When it works, expect about 196 of the 200 test points to be right (the tutorial reports 198).
#
# <details><summary>Hint 1</summary>
#
# A function can be defined inside a function and returned like any value: `def classify(point): …`
# and then `return classify`.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Finding the smallest of many numbers needs a "best so far" that any number beats at the start.
# Infinity (`np.inf`) does that. Or let NumPy find the position of the smallest number, and remember
# that a position is not yet a label.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# best = infinity → for each row with its label: distance to the point → if smaller than best: keep
# distance and label → after the loop return the label that was kept
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def one_nn(data, labels):
    """Return a function `classify(point)` that gives the label of the row nearest to `point`.

    data: float array (n, d), n ≥ 1, numbers of any size; labels: array (n,) of any type; point:
    float array (d,). Distances are worked out in double precision, also where large numbers differ
    by little.
    Of equally near rows, the one with the smallest index counts.
    About 8 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write one_nn")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    def classify(point):
        nearest, best = None, np.inf
        for row, label in zip(data, labels):
            distance = squared_distance(point, row)
            if distance < best:  # strictly: an equal distance does not replace the earlier row
                nearest, best = label, distance
        return nearest

    return classify
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: a function is returned
failure_message: one_nn itself does not classify anything. It returns the function that does,
  without calling it.
""" # END TEST CONFIG
def test_returns_function(one_nn):
    import numpy as np
    classify = one_nn(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array(["low", "high"]))
    assert callable(classify), f"one_nn(data, labels) returned {classify!r}, expected a function"
    label = classify(np.array([0.9, 1.2]))
    assert not callable(label), f"classify(point) returned {label!r}, expected a label"

# %%
""" # BEGIN TEST CONFIG
points: 1
about: an example worked by hand
failure_message: Return the label of the nearest row, not its index, its distance or the label of
  the farthest row.
""" # END TEST CONFIG
def test_paper(one_nn):
    import numpy as np
    data = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]])
    classify = one_nn(data, np.array(["west", "south", "north"]))
    for point, expected in [
        ([0.3, 0.2], "west"),
        ([3.5, 0.5], "south"),
        ([3.8, 2.9], "north"),
        ([0.5, 3.0], "west"),
    ]:
        result = classify(np.array(point))
        assert np.ndim(result) == 0, (
            f"classify({point}) has shape {np.shape(result)}, expected one label"
        )
        assert result == expected, f"classify({point}) is {result!r}, expected {expected!r}"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: random data with several features against another implementation
failure_message: On random data, your labels differ from SciPy's. Do all rows, the first and the last
  among them, and all features count? Labels may be of any type.
""" # END TEST CONFIG
def test_oracle(one_nn):
    import numpy as np
    from scipy.spatial import KDTree
    gen = np.random.default_rng(77)
    known, codes = gen.normal(0, 0.4, (40, 4)), gen.integers(10, 15, 40)
    # each row is the nearest of some point
    asked = np.vstack([known[::-1] + gen.normal(0, 1e-4, (40, 4)), gen.normal(0, 0.4, (20, 4))])
    nearest = KDTree(known).query(asked)[1]
    for marks in (codes, codes / 4, codes.astype(str)):
        want = marks[nearest]
        given, given_marks = known.copy(), marks.copy()
        answer = one_nn(given, given_marks)
        have = np.array([answer(p.copy()) for p in asked])
        assert np.array_equal(given, known) and np.array_equal(given_marks, marks), (
            "one_nn or its function changed the arrays it was given"
        )
        assert np.array_equal(have, want), f"{np.sum(have != want)} of 60 labels differ"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: features with large and with tiny values
failure_message: Distances can be of any size. A search for the smallest must not start from a
  number that real distances can exceed, distances are not rounded, and subtracting first keeps
  digits that squaring first loses.
""" # END TEST CONFIG
def test_large_values(one_nn):
    import numpy as np
    spots = np.array([[2.0, -1.0], [-3.0, 5.0], [4.0, 4.0]])
    for unit in (1e6, 1e13, 1e40, 1e-9):
        answer = one_nn(unit * spots, np.array([21, 22, 23]))
        for where, mark in (((1.0, 0.0), 21), ((-1.0, 3.0), 22), ((9.0, 9.0), 23)):
            assert answer(unit * np.array(where)) == mark, (
                f"a wrong label among points that are about {unit:g} apart"
            )
    gen = np.random.default_rng(79)
    # seconds since 1970, say: large numbers that differ by little
    known, asked = gen.uniform(0, 100, (40, 2)) + 1.7e9, gen.uniform(0, 100, (20, 2)) + 1.7e9
    want = ((asked[:, None] - known) ** 2).sum(axis=2).argmin(axis=1)
    answer = one_nn(known.copy(), np.arange(40))
    have = [int(answer(p.copy())) for p in asked]
    assert have == want.tolist(), "a wrong label among large numbers that differ by little"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: rows that are equally near
failure_message: Of equally near rows, the first one counts, so a later row must be strictly nearer
  to replace it.
""" # END TEST CONFIG
def test_ties(one_nn):
    import numpy as np
    # the mean of the rows is a whole number, too: it may be subtracted without rounding
    known = np.array([[10.0, 10.0], [0.0, 2.0], [2.0, 0.0], [0.0, -2.0], [-2.0, 0.0]])
    for turn in range(4):
        shifted = np.vstack([known[:1], np.roll(known[1:], turn, axis=0)])
        answer = one_nn(shifted, np.array(["far", "one", "two", "three", "four"]))
        assert answer(np.zeros(2)) == "one", (
            "four rows are equally near, but the first of them does not count"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: two learners side by side
failure_message: Each function must keep its own data. A function made later, or a variable of the
  notebook, must not change its answers.
""" # END TEST CONFIG
def test_independent(one_nn):
    import numpy as np
    corners = np.array([[0.1, 0.0], [1.0, 0.9]])
    before = one_nn(corners, np.array([5, 6]))
    after = one_nn(corners, np.array([6, 5]))
    assert before(np.array([0.1, 0.2])) == 5, (
        "the first of two learners answers with the other one's labels"
    )
    assert after(np.array([0.1, 0.2])) == 6, (
        "the second of two learners answers with the other one's labels"
    )
    many = np.random.default_rng(78).random((400, 2))
    for size in (200, 400):
        answer = one_nn(many[:size].copy(), np.arange(size) + 7)
        assert answer(many[size - 1].copy()) == size + 6, "the labels are not those passed in"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Now try it on the test points. `report` counts true positives, true negatives, false positives and
# false negatives.


# %%
def report(name, predicted, truth):
    """Print accuracy and confusion counts."""
    tp, tn = np.sum((predicted == 1) & (truth == 1)), np.sum((predicted == 0) & (truth == 0))
    fp, fn = np.sum((predicted == 1) & (truth == 0)), np.sum((predicted == 0) & (truth == 1))
    print(
        f"{name:32} {tp + tn:4} of {len(truth)} right   tp {tp:3}  tn {tn:3}  fp {fp:3}  fn {fn:3}"
    )


classify = one_nn(train, train_labels)
predicted = np.array([classify(point) for point in test])
report("1-NN on the test points", predicted, test_labels)
for x, y in question_marks:
    print(
        f"The ? at ({x:.3f}, {y:.3f}): predicted {classify(np.array([x, y]))}, truth "
        f"{int(crescent(x, y))}"
    )

# %% [markdown]
# No line of this classifier knows what a crescent is. It would do just as well on stars, spirals or
# letters, as long as nearby points mostly belong to the same class.
#
# Look at the errors, too: here all of them are false positives, as in the tutorial, and the third
# **?** is one more. Positives are crowded into a hundredth of the square, so the nearest neighbour
# of a negative just beside a crescent is more often a positive than another lonely negative.
#
# The same learner on points that it was *trained* on:

# %%
predicted = np.array([classify(point) for point in train[:100]])
report("1-NN on 100 training points", predicted, train_labels[:100])

# %% [raw]
# # BEGIN QUESTION
# name: why_perfect
# title: Why is it perfect on its own training data?
# points: 1
# difficulty: 1
# minutes: 5

# %% [markdown]
# All 100 are right. Before you celebrate: what does that figure tell you?
#
# **`why_perfect`**: why does 1-NN get its own training points right?
#
# - `"a"` The two classes are balanced, so the errors cancel out.
# - `"b"` After 1,800 points the learner has understood the shape of the crescents.
# - `"c"` Each training point is at distance 0 from itself, so the learner looks up the label it was
#   given.
# - `"d"` The training points happen to lie far from the border.
#
# **`shuffled_accuracy`**: predict an experiment. We shuffle the training labels, so that they no
# longer have anything to do with the points, and give these to `one_nn`. What accuracy (a number
# from 0 to 1) will it have *on this same training data with its shuffled labels*?
#
# <details><summary>Hint 1</summary>
#
# Follow the loop of `one_nn` by hand for the point in row 7 of the training data. Which row wins?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Which of the four reasons would still hold if every label had been decided by tossing a coin?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_perfect = "c"  # SOLUTION
shuffled_accuracy = 1.0  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a letter and a number
failure_message: why_perfect is one of the letters a to d in quotes, and shuffled_accuracy is a
  number from 0 to 1.
""" # END TEST CONFIG
def test_form(why_perfect, shuffled_accuracy):
    import numpy as np
    assert str(why_perfect).strip().lower() in ("a", "b", "c", "d"), (
        f"why_perfect is {why_perfect!r}, expected a letter"
    )
    value = np.ravel(shuffled_accuracy)
    assert value.size == 1 and value.dtype.kind in "iuf", (
        f"shuffled_accuracy is {shuffled_accuracy!r}, expected a number"
    )
    assert 0 <= value[0] <= 1, (
        f"shuffled_accuracy is {shuffled_accuracy}, expected a number from 0 to 1"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the reason
failure_message: Follow the search by hand for one training point. Which row is nearest to it?
""" # END TEST CONFIG
def test_reason(why_perfect):
    assert str(why_perfect).strip().lower() == "c", "that is not the right reason"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the prediction
failure_message: Run the experiment in the next cell, and ask what 1-NN does with a point that it
  has kept.
""" # END TEST CONFIG
def test_prediction(shuffled_accuracy):
    import numpy as np
    answer = np.ravel(shuffled_accuracy)
    assert answer.size == 1 and answer.dtype.kind in "iuf", "that is not a number"
    assert abs(float(answer[0]) - 1) < 1e-6, "the experiment gives a different number"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Here is the experiment, on 400 of the training points.

# %%
shuffled = np.random.default_rng(2).permutation(train_labels[:400])
nonsense = one_nn(train[:400], shuffled)
report(
    "shuffled labels, training points",
    np.array([nonsense(point) for point in train[:400]]),
    shuffled,
)
report("shuffled labels, test points", np.array([nonsense(point) for point in test]), test_labels)

# %% [markdown]
# A learner of pure nonsense looks perfect on its own training data and is no better than a coin
# toss on test data. The training accuracy of 1-NN tells you nothing, whatever the data. This is why
# we keep test points apart.

# %% [raw]
# # BEGIN QUESTION
# name: k_nn
# title: Let several neighbours vote
# points: 4
# difficulty: 3
# minutes: 15

# %% [markdown]
# One neighbour may be an exception: a wrong label, an odd point. **k-nearest neighbours** asks the
# k nearest rows, and the class with the most votes wins. With k = 3, two good neighbours outvote
# one bad one.
#
# A vote can end in a tie, and a program that does not say what happens then will surprise someone.
# So here are two rules:
#
# 1. *Equally distant rows:* the one with the smaller index counts as nearer.
# 2. *Equal votes:* of the classes with the most votes, the one that owns the nearest row wins.
#
# Example, k = 4: the labels of the nearest rows, from near to far, are `red, blue, blue, red`. That
# is two votes each; the nearest row is red, so the answer is red.
#
# A k below 1 or above the number of rows makes no sense. Raise `ValueError` for it at once, in
# `k_nn`, not when the first point arrives.
#
# <details><summary>Hint 1</summary>
#
# First put the rows in order of distance. `np.argsort` gives the order, and `kind="stable"` keeps
# equal ones in their old order; without it, NumPy promises nothing about equal ones.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Count the votes in order from near to far. Then rule 2 almost takes care of itself: among the
# classes with the most votes, take the one you met first. `collections.Counter` remembers the order
# in which it met things. `np.unique` sorts the labels and forgets that order.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# check k → inside classify: all distances → stable order → labels of the first k → count each → the
# most frequent, the first met if equal
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def k_nn(data, labels, k):
    """Return a function `classify(point)`: the most frequent label of the k nearest rows.

    data: float array (n, d); labels: array (n,) of any type, any number of classes; k: int, 1 ≤ k ≤
    n; point: float array (d,).
    Equally distant rows: the smaller index counts as nearer. Equal votes: the class that owns the
    nearest row wins.
    Raises ValueError, when k_nn is called, if k is below 1 or above n.
    About 9 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write k_nn")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    if not 1 <= k <= len(data):
        raise ValueError(f"k is {k}, expected 1 to {len(data)}")

    def classify(point):
        distances = [squared_distance(point, row) for row in data]
        nearest = np.argsort(distances, kind="stable")[:k]
        votes = {}
        for label in labels[nearest]:  # from near to far, so the dict lists the nearest class first
            votes[label] = votes.get(label, 0) + 1
        return max(votes, key=votes.get)  # max keeps the first of equals

    return classify
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: an example worked by hand
failure_message: Take the labels of the k nearest rows, count them, and return the most frequent
  one.
""" # END TEST CONFIG
def test_paper(k_nn):
    import numpy as np
    data = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [5.0, 5.0], [5.0, 6.0], [6.0, 5.0]])
    classify = k_nn(data, np.array(["blue", "red", "red", "blue", "blue", "red"]), 3)
    for point, expected in [([0.1, 0.2], "red"), ([5.2, 5.3], "blue")]:
        result = classify(np.array(point))
        assert np.ndim(result) == 0, (
            f"classify({point}) has shape {np.shape(result)}, expected one label"
        )
        assert result == expected, f"k = 3: classify({point}) is {result!r}, expected {expected!r}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: several values of k on the same data
failure_message: The number of rows that vote is the argument k, counted from the nearest row on.
""" # END TEST CONFIG
def test_k_counts(k_nn):
    import numpy as np
    data, labels = (
        np.array([[1.0], [2.0], [3.0], [4.0], [5.0]]),
        np.array(["a", "b", "b", "a", "a"]),
    )
    for k, expected in [(1, "a"), (3, "b"), (5, "a")]:
        result = k_nn(data, labels, k)(np.array([0.0]))
        assert result == expected, (
            f"labels from near to far are a b b a a: k = {k} gives {result!r}, expected "
            f"{expected!r}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: impossible k
failure_message: Compare k with 1 and with the number of rows before anything else, and raise
  ValueError in k_nn itself.
""" # END TEST CONFIG
def test_impossible_k(k_nn):
    import numpy as np
    for k in (0, -1, 4, 5, 50):
        try:
            k_nn(np.array([[0.0], [1.0], [2.0]]), np.array([0, 1, 0]), k)
        except ValueError:
            continue
        raise AssertionError(f"k_nn with 3 rows and k = {k} did not raise ValueError")
    classify = k_nn(np.array([[0.0], [1.0], [2.0]]), np.array([0, 1, 0]), 3)
    assert callable(classify), (
        f"k = 3 is possible with 3 rows, but k_nn returned {classify!r}, expected a function"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: random data and odd k against another implementation
failure_message: On random data, your labels differ from SciPy's. Check which rows vote and
  how the votes are counted. Labels may be of any type.
""" # END TEST CONFIG
def test_oracle(k_nn):
    import numpy as np
    from scipy.spatial import KDTree
    gen = np.random.default_rng(505)
    known, codes = gen.normal(0, 1.5, (70, 3)), gen.integers(0, 2, 70)
    asked = np.vstack([known[[0, -1]] + 0.001, gen.normal(0, 1.5, (28, 3))])
    for count, kinds in ((1, [1.25, 1.5]), (5, [-1, 4]), (11, ["11", "7"]), (69, [-1, 4])):
        near = KDTree(known).query(asked, range(1, count + 1))[1]
        most = (codes[near].mean(axis=1) > 0.5).astype(int)
        marks, want = np.array(kinds)[codes], np.array(kinds)[most]
        given, given_marks = known.copy(), marks.copy()
        answer = k_nn(given, given_marks, count)
        have = np.array([answer(p.copy()) for p in asked])
        assert np.array_equal(given, known) and np.array_equal(given_marks, marks), (
            "k_nn or its function changed the arrays it was given"
        )
        assert np.array_equal(have, want), f"{np.sum(have != want)} of 30 labels differ"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: equal votes
failure_message: When classes have equal votes, the one that owns the nearest row wins, not the
  first in the alphabet or the last one met.
""" # END TEST CONFIG
def test_vote_ties(k_nn):
    import numpy as np
    # each value is the row's rank by distance to 0
    line = np.array([[7.0], [1.0], [5.0], [3.0], [6.0], [2.0], [4.0]])
    stories = (
        (2, "zebra ant ant ant ant ant ant", "zebra"),
        (4, "pig cow cow pig cow cow cow", "pig"),
        (4, "cow pig pig cow pig pig pig", "cow"),
        (5, "owl rat fox rat fox owl owl", "rat"),
        (6, "fox bee cat bee cat fox fox", "fox"),
    )
    for count, ranked, want in stories:
        marks = np.array(ranked.split())[line[:, 0].astype(int) - 1]
        assert k_nn(line, marks, count)(np.array([0.0])) == want, "a wrong winner among equal votes"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: rows that are equally distant
failure_message: Of equally distant rows, the one with the smaller index comes first. A sort that is
  not stable, or that compares labels, breaks this.
""" # END TEST CONFIG
def test_distance_ties(k_nn):
    import numpy as np
    ring = np.array([[3.0, 4.0], [-4.0, 3.0], [5.0, 0.0], [-5.0, 0.0], [-3.0, -4.0], [4.0, -3.0]])
    for copies in (1, 4, 9, 30):
        known = np.vstack([2 * ring, np.tile(ring, (copies, 1)), ring[::-1] * 3])
        marks = np.full(len(known), "rest")
        marks[6:9] = ["no", "yes", "yes"]  # the first three of all rows that are equally near
        assert k_nn(known, marks, 3)(np.zeros(2)) == "yes", (
            "equally distant rows do not come in the order of the data"
        )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# More votes, better answers? The next cell tries several k on 100 test points. To save time, only
# every third row of the training set votes: each point is compared with 600 rows, one at a time.

# %%
ks = [1, 3, 9, 27, 81]
accuracies = []
for k in ks:
    vote = k_nn(train[::3], train_labels[::3], k)
    accuracies.append(
        np.mean([vote(point) == label for point, label in zip(test[:100], test_labels[:100])])
    )

figure, ax = plt.subplots(figsize=(6, 3.5), layout="constrained")
ax.plot(ks, accuracies, "o-", color=BLUE)
ax.set(xscale="log", xticks=ks, xticklabels=ks, xlabel="k, the number of neighbours that vote")
ax.set(ylabel="accuracy", ylim=(0.7, 1.01))
ax.set_title("k-NN on 100 test points, 600 rows vote")
ax.grid(alpha=0.3)
plt.show()

# %% [markdown]
# Here, more votes make it worse: the crescents are thin, and the more neighbours vote, the farther
# away the voters are. A large k smooths out noise, and thin shapes along with it. Our labels have
# no noise. The best k depends on the data, so people try several on points set aside for this.

# %% [raw]
# # BEGIN QUESTION
# name: one_nn_many
# title: Without the loop
# points: 4
# difficulty: 3
# minutes: 20

# %% [markdown]
# A Python loop over 1,800 rows for every point is slow. NumPy does the same arithmetic for whole
# arrays in compiled code, often a hundred times faster or more. The trick is to write the squared
# distance between a query $q$ and a row $r$ as
#
# $$|q - r|^2 \;=\; |q|^2 - 2\, q \cdot r + |r|^2 .$$
#
# The dot products $q \cdot r$ of *all* m queries with *all* n rows are one matrix product, `queries
# @ data.T`, of shape (m, n). $|q|^2$ is one number per query, and $|r|^2$ is one number per row.
#
# Why not subtract everything from everything, `queries[:, None, :] - data[None, :, :]`? That builds
# an array of shape (m, n, d). For 1,000 queries, 1,000 rows and 4,000 features it holds
# 4,000,000,000 numbers, 32 GB. The matrix of distances, (m, n), is all we need: 8 MB.
#
# One caution: the formula subtracts large numbers from each other. It loses digits when all points
# lie far from 0 compared with the distances between them, as time stamps do. Ours lie in the unit
# square, and so do those of the checks, or not far from it. Otherwise, subtract the mean of the
# rows from rows and queries first.
#
# **Required:** at least 20 times as fast as plain Python loops for 1,000 queries and 1,000 rows
# (typical: 100 times or more), and memory for m × n numbers, not m × n × d.
#
# **Accuracy**, trained on 1,000 points and measured on 2,000 fresh ones: typically 0.977, required
# 0.95.
#
# <details><summary>Hint 1</summary>
#
# `np.sum(data**2, axis=1)` has shape (n,). NumPy adds it to every row of an (m, n) matrix. A shape
# of (m,) has to become (m, 1) before it can be added to every column. Do you need $|q|^2$ at all,
# if each query only looks for its own minimum?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `np.argmin(matrix, axis=1)` gives the column of the smallest number in each row, or the first if
# there are several. An array of positions can be used to index another array.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# matrix of dot products (m, n) → −2 times it plus the squared lengths of the rows (n,) → position
# of the minimum in each row (m,) → labels at these positions (m,)
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def one_nn_many(data, labels, queries):
    """Return an array (m,): for each query, the label of the row of `data` nearest to it.

    data: float array (n, d); labels: array (n,) of any type; queries: float array (m, d).
    The result has the type of the labels. Of equally near rows, the one with the smallest index counts.
    Memory of the order of m × n numbers, never m × n × d; at least 20 times as fast as Python loops
    over queries and rows.
    About 3 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write one_nn_many")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    # |q|² is the same for all rows, so it cannot change which row wins: leave it out.
    distances = np.sum(data**2, axis=1) - 2 * queries @ data.T
    return labels[np.argmin(distances, axis=1)]
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: one label per query
failure_message: The result is an array with one label per query, so its length is the number of
  queries, not of rows.
""" # END TEST CONFIG
def test_shape(one_nn_many):
    import numpy as np
    data, labels = (
        np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]]),
        np.array(["west", "south", "north"]),
    )
    result = one_nn_many(
        data, labels, np.array([[0.3, 0.2], [3.5, 0.5], [3.8, 2.9], [0.5, 1.0], [4.0, 2.0]])
    )
    assert isinstance(result, np.ndarray), (
        f"one_nn_many returned a {type(result).__name__}, expected an array"
    )
    assert result.shape == (5,), (
        f"5 queries, 3 rows: the result has shape {result.shape}, expected (5,)"
    )
    assert result.dtype.kind == labels.dtype.kind, (
        f"labels are {labels.dtype}, but the result is {result.dtype}"
    )
    assert len(set(result.tolist())) > 1, f"all five labels are {result[0]}, expected different ones"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: an example worked by hand
failure_message: For each query, find the row at the smallest distance over all features, and return
  that row's label.
""" # END TEST CONFIG
def test_paper(one_nn_many):
    import numpy as np
    data, labels = (
        np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]]),
        np.array(["west", "south", "north"]),
    )
    result = one_nn_many(data, labels, np.array([[0.3, 0.2], [3.5, 0.5], [3.8, 2.9], [0.5, 3.0]]))
    expected = ["west", "south", "north", "west"]
    result = np.asarray(result).tolist()
    assert result == expected, f"the labels are {result}, expected {expected}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: speed
failure_message: Let NumPy compute all distances in one go. It is the Python loop over queries and
  rows that takes the time.
""" # END TEST CONFIG
def test_speed(one_nn_many):
    import time
    import numpy as np
    from scipy.spatial import KDTree
    rng = np.random.default_rng(3)
    data, queries, labels = rng.random((1000, 2)), rng.random((1000, 2)), rng.integers(0, 2, 1000)
    expected = labels[KDTree(data).query(queries)[1]]
    times = 0.0
    given = data.copy(), labels.copy(), queries.copy()
    for repeat in range(12):  # a busy machine disturbs both, so one right after the other
        start = time.perf_counter()
        for query in queries[:25]:  # the distances alone, one by one, scaled to 1,000 queries
            for row in data:
                sum((query[i] - row[i]) ** 2 for i in range(2))
        middle = time.perf_counter()
        answers = one_nn_many(*given)
        times = max(times, 40 * (middle - start) / (time.perf_counter() - middle))
        if times >= 20 or (repeat and times < 4):
            break
    assert np.array_equal(answers, expected), "whatever the speed, some of the labels are wrong"
    assert all(map(np.array_equal, given, (data, labels, queries))), (
        "one_nn_many changed the arrays it was given"
    )
    assert times >= 20, (
        f"one_nn_many is {times:.1f} times as fast as Python loops, expected at least 20 times"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: random data with several features against another implementation
failure_message: On random data, your labels differ from SciPy's. Check the three terms of
  the squared distance and their shapes.
""" # END TEST CONFIG
def test_oracle(one_nn_many):
    import numpy as np
    from scipy.spatial import KDTree
    gen = np.random.default_rng(909)
    for size, dim, kind in ((40, 1, "i"), (75, 5, "f"), (3, 12, "U"), (6, 2, "b"), (2600, 3, "i")):
        known, asked = gen.normal(2, 1, (size, dim)), gen.normal(2, 1, (60, dim))
        codes = gen.permutation(size) + 100
        marks = {"i": codes, "f": codes / 8, "U": codes.astype(str), "b": codes % 2 == 1}[kind]
        want = marks[KDTree(known).query(asked)[1]]
        have = np.asarray(one_nn_many(known.copy(), marks.copy(), asked.copy()))
        assert have.shape == (60,), "not one label per query"
        assert np.array_equal(have, want), f"{np.sum(have != want)} of 60 labels differ"
        assert have.dtype.kind == kind, f"labels of {marks.dtype} became {have.dtype}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: rows that are equally near
failure_message: Of equally near rows, the one with the smallest index counts, for every query.
""" # END TEST CONFIG
def test_ties(one_nn_many):
    import numpy as np
    # small integers, and so are their means: computed without rounding, also by who subtracts them
    known = np.array([[12.0, 12.0], [0.0, 2.0], [2.0, 0.0], [4.0, 2.0], [2.0, 4.0]])
    have = one_nn_many(
        known,
        np.array([50, 51, 52, 53, 54]),
        np.array([[2.0, 2.0], [1.0, 1.0], [3.0, 3.0], [10.0, 10.0]]),
    )
    assert np.asarray(have).tolist() == [51, 51, 53, 50], (
        "a later row was chosen over an earlier one that is equally near"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: memory with many features
failure_message: One number per query and row is enough. An array of shape (queries, rows, features)
  does not fit in memory, and Python loops over queries and rows run out of time.
""" # END TEST CONFIG
def test_memory(one_nn_many):
    import numpy as np
    gen = np.random.default_rng(64)
    known = gen.random((500, 4000))
    order = gen.permutation(500)
    # each query lies beside a row that we know
    asked = known[order] + 0.01 * gen.random((500, 4000))
    try:
        have = one_nn_many(known, np.arange(500), asked)
    except MemoryError:
        raise AssertionError("4,000 features: the computer ran out of memory") from None
    assert np.array_equal(have, order), "4,000 features: wrong labels"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: accuracy on fresh points of the crescents
failure_message: The accuracy on fresh points of the crescents is below the required value, so the
  answers are not those of the nearest row.
""" # END TEST CONFIG
def test_accuracy(one_nn_many):
    import numpy as np
    gen = np.random.default_rng(4242)
    spots = gen.random((40_000, 2))
    spots[2000:] = 0.33 + 0.35 * spots[2000:]  # around the crescents, which are small
    gap = np.array([np.hypot(spots[:, 0] - c, spots[:, 1] - c) for c in (0.5, 0.51)])
    hit = (gap < np.sqrt(0.027)).sum(axis=0) == 1
    good, bad = spots[hit][:1500], spots[~hit][:1500]
    have = one_nn_many(
        np.vstack([good[:500], bad[:500]]),
        np.repeat([1, 0], 500),
        np.vstack([good[500:], bad[500:]]),
    )
    assert np.shape(have) == (2000,), "not one label per query"
    score = np.mean(have == np.repeat([1, 0], 1000))
    assert score >= 0.95, f"accuracy {score:.3f} on 2,000 fresh points"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# With a fast learner, we can afford to ask many questions: all 4,000 fresh points, and every pixel
# of a picture.

# %%
start = time.perf_counter()
one_nn_many(train, train_labels, fresh[:100])
# a slow answer still gets pictures, with fewer points and pixels
fast = time.perf_counter() - start < 0.25
side, some = (200, 4_000) if fast else (12, 60)

report("1-NN on fresh points", one_nn_many(train, train_labels, fresh[:some]), fresh_labels[:some])


def regions(ax, stretch_x):
    """Colour each pixel by its class under 1-NN when every x is multiplied by stretch_x."""
    stretch = np.array([stretch_x, 1.0])
    ticks = np.linspace(0.3, 0.7, side)
    # one row of the picture each
    lines = [np.column_stack([ticks, np.full(side, y)]) for y in ticks]
    rows = [one_nn_many(train * stretch, train_labels, line * stretch) for line in lines]
    ax.contourf(
        ticks, ticks, np.array(rows), levels=[-0.5, 0.5, 1.5], colors=["#D6E6F2", "#F6C9A8"]
    )
    for centre in (0.50, 0.51):
        ax.add_patch(
            plt.Circle((centre, centre), 0.3**1.5, fill=False, color="black", linewidth=0.8)
        )
    ax.set(xlabel="x", ylabel="y", aspect="equal", xlim=(0.3, 0.7), ylim=(0.3, 0.7))


figure, ax = plt.subplots(figsize=(5.2, 5.2), layout="constrained")
regions(ax, stretch_x=1)
inner = np.all(np.abs(train - 0.5) < 0.2, axis=1)
scatter(ax, train[inner], train_labels[inner], size=6)
ax.set_title("Decision regions of 1-NN; the true circles in black")
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# The coloured area is what 1-NN believes, the black circles are the truth. It follows the crescents
# all the way round, but it is too fat: between a crescent and the first negative beside it, the
# border lies halfway. Where positives are as rare as in the whole square, that extra width will
# matter; assignment 05 comes back to it.

# %% [raw]
# # BEGIN QUESTION
# name: leave_one_out
# title: An honest figure from training data
# points: 2
# difficulty: 2
# minutes: 12

# %% [markdown]
# Training accuracy was worthless because each point found itself. What if no point may look at
# itself? **Leave-one-out** does this: take row 0 out, train on all the others, classify row 0; put
# it back, take row 1 out, and so on. The share of rows that come out right is an honest estimate,
# and no points had to be set aside for it.
#
# Leave out the *row*, not everything at distance 0. Two different rows may lie on the same spot,
# and then they are each other's nearest neighbours.
#
# Expect about 0.98 on our training points.
#
# <details><summary>Hint 1</summary>
#
# `np.delete(data, i, axis=0)` returns the data without row i. The labels have to lose the same row.
# `data[i : i + 1]` is row i as an array of shape (1, d), which is what `one_nn_many` takes.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# for every i: data and labels without row i → `one_nn_many` for row i → equal to label i? → at the
# end, the share of yes
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def leave_one_out(data, labels):
    """Return the accuracy of 1-NN, from 0 to 1, when each row is classified by all the other rows.

    data: float array (n, d), n ≥ 2; labels: array (n,) of any type. Rows may be equal; only the row
    itself is left out. Of equally near rows, the one with the smallest index counts.
    About 5 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write leave_one_out")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    right = 0
    for i in range(len(data)):
        others, other_labels = np.delete(data, i, axis=0), np.delete(labels, i)
        right += one_nn_many(others, other_labels, data[i : i + 1])[0] == labels[i]
    return right / len(data)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: an example worked by hand
failure_message: Each row asks the nearest of the other rows. The result is the share of rows that
  get their own label, a number from 0 to 1.
""" # END TEST CONFIG
def test_paper(leave_one_out):
    import numpy as np
    data = np.array([[0.0, 0.0], [1.0, 0.0], [3.0, 0.0], [7.0, 0.0]])
    for labels, expected in [("r r b r", 0.5), ("r r r r", 1.0), ("r b r b", 0.0)]:
        given, marks = data.copy(), np.array(labels.split())
        result = np.asarray(leave_one_out(given, marks))
        assert np.array_equal(given, data) and marks.tolist() == labels.split(), (
            "leave_one_out changed the arrays it was given"
        )
        assert result.shape == (), f"leave_one_out has shape {result.shape}, expected one number"
        assert abs(result - expected) < 1e-6, (
            f"points at 0, 1, 3, 7 with labels {labels}: {result}, expected {expected}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: random data against another implementation
failure_message: On random data, the figure differs from one computed with SciPy. Do data and
  labels lose the same row? There may be more than two classes, and the arrays passed in stay as
  they are.
""" # END TEST CONFIG
def test_oracle(leave_one_out):
    import numpy as np
    from scipy.spatial import KDTree
    gen = np.random.default_rng(31)
    for size, dim in ((50, 2), (81, 4), (260, 3)):
        known = gen.normal(0, 1, (size, dim))
        marks = np.floor(known[:, 0] + 0.5 * gen.normal(0, 1, size))
        marks = marks.astype(str) if dim == 4 else marks  # numbers or words
        friend = KDTree(known).query(known, [2])[1][:, 0]  # the first is the row itself
        want = np.mean(marks[friend] == marks)
        given, given_marks = known.copy(), marks.copy()
        have = leave_one_out(given, given_marks)
        assert abs(have - want) < 1e-6, f"{have} instead of {want}"
        assert np.array_equal(given, known) and np.array_equal(given_marks, marks), (
            "the arrays that were passed in were changed"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: different rows in the same place, and rows that are equally near
failure_message: Leave out the row by its index. Another row in the same place is still a neighbour,
  the nearest there can be. Of equally near rows, the one with the smallest index counts.
""" # END TEST CONFIG
def test_twins(leave_one_out):
    import numpy as np
    spots = np.repeat(np.array([[0.0, 1.0], [6.0, 2.0], [3.0, 9.0]]), 2, axis=0)
    for pattern, want in (([4, 5, 5, 4, 4, 5], 0.0), ([4, 4, 5, 5, 4, 5], 2 / 3)):
        assert abs(leave_one_out(spots.copy(), np.array(pattern)) - want) < 1e-6, (
            "wrong when two rows lie in the same place"
        )
    # places on a line: most have a neighbour on either side
    for places, words, want in (
        ([0, 2, 4, 6, 8], "p q q p p", 2 / 5),
        ([8, 6, 4, 2, 0], "p q q p p", 2 / 5),
        ([2, 0, 4, 6, 8], "p p q q p", 3 / 5),
    ):
        have = leave_one_out(np.array(places, dtype=float)[:, None], np.array(words.split()))
        assert abs(have - want) < 1e-6, "wrong when two rows are equally near"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
count = 1_800 if fast else 120
own = one_nn_many(train[:count], train_labels[:count], train[:count])
print(f"on its own training points   {np.mean(own == train_labels[:count]):.3f}")
print(f"leave-one-out                {leave_one_out(train[:count], train_labels[:count]):.3f}")
new = one_nn_many(train, train_labels, fresh[:some])
print(f"on fresh points              {np.mean(new == fresh_labels[:some]):.3f}")

# %% [markdown]
# Leave-one-out, computed from training points alone, says nearly the same as 4,000 fresh points.
#
# ## When it fails, 1: units
#
# Suppose somebody measures x in thousandths of the old unit. Every x is multiplied by 1,000, in the
# training data and in the fresh points alike. Nothing is lost: you could divide by 1,000 again. But
# look at what 1-NN makes of it.

# %%
factors = [1, 10, 100, 1_000]
accuracies = []
for factor in factors:
    stretch = np.array([factor, 1])
    guess = one_nn_many(train * stretch, train_labels, fresh[:some] * stretch)
    accuracies.append(np.mean(guess == fresh_labels[:some]))

figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.4), layout="constrained")
left.plot(factors, accuracies, "o-", color=BLUE)
for factor, accuracy in zip(factors, accuracies):
    left.annotate(
        f"{accuracy:.2f}",
        (factor, accuracy),
        xytext=(0, 8),
        textcoords="offset points",
        ha="center",
    )
left.axhline(0.5, color="black", linestyle=":", label="tossing a coin")
left.set(
    xscale="log", xlabel="x multiplied by", ylabel="accuracy on fresh points", ylim=(0.45, 1.06)
)
left.legend(loc="lower left")
left.set_title("The same points in other units")
regions(right, stretch_x=1_000)
right.set_title("Decision regions, x multiplied by 1,000")
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: why_scale
# title: Why do units matter?
# points: 1
# difficulty: 2
# minutes: 5

# %% [markdown]
# 2 errors in 100 have become 20, and the regions are now vertical stripes. Why?
#
# - `"a"` The differences in x, squared, now outweigh those in y a million times, so the nearest row
#   is the one nearest in x alone.
# - `"b"` Numbers as large as 1,000 lose so many digits that close points can no longer be told
#   apart.
# - `"c"` A larger scale moves the points apart, and 1,800 training points are too few to fill the
#   larger space.
# - `"d"` The labels were made with the old x, so after the change they are wrong for the new
#   points.
#
# <details><summary>Hint 1</summary>
#
# Take two rows, one 0.001 away in x and one 0.5 away in y. Compute both squared distances before
# and after the change.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# What would happen if x *and* y were multiplied by 1,000? Try it with `one_nn_many` in a cell of
# your own. Which of the four reasons survives that experiment?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_scale = "a"  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a letter
failure_message: Answer with one of the letters a to d in quotes.
""" # END TEST CONFIG
def test_form(why_scale):
    assert str(why_scale).strip().lower() in ("a", "b", "c", "d"), (
        f"why_scale is {why_scale!r}, expected a letter"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the reason
failure_message: Multiply both features by 1,000 and run it again. The right reason explains that
  result, too.
""" # END TEST CONFIG
def test_reason(why_scale):
    assert str(why_scale).strip().lower() == "a", "that is not the right reason"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# What is left is a classifier that looks at x alone: positive between 0.34 and 0.67, where the
# crescents are, with gaps around single negatives.
#
# 1-NN trusts every feature by the size of its numbers. Bringing features to a common scale first is
# the subject of assignment 06.

# %% [raw]
# # BEGIN QUESTION
# name: with_noise
# title: Features that mean nothing
# points: 1
# difficulty: 1
# minutes: 6

# %% [markdown]
# ### When it fails, 2: irrelevant features
#
# Real tables have columns that say nothing about the class. Let us add some: columns of uniform
# random numbers from 0 to 1, the same range as x and y. The scale is fair this time. Before you go
# on, guess how many such columns 1-NN can take.
#
# Write `with_noise`. It takes a generator `rng`, so that the same seed gives the same numbers. When
# it works, the figure below shows the accuracy falling below 0.7 within ten columns.
#
# <details><summary>Hint 1</summary>
#
# `rng.random((rows, columns))` draws uniform numbers from 0 to 1. Every row needs its own numbers.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# draw an array with as many rows as the data, and `count` columns → put it to the right of the data
# with `np.hstack`
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def with_noise(data, count, rng):
    """Return an array (n, d + count): the columns of `data`, then `count` columns of noise.

    The noise consists of uniform random numbers in [0, 1), a separate one for each row and column.

    data: float array (n, d); count: int ≥ 0; rng: np.random.Generator, the only source of
    randomness.
    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write with_noise")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    noise = rng.random((len(data), count))
    return np.hstack([data, noise])
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shape, and the old columns in front
failure_message: The old columns come first and keep their values, the new ones follow to their
  right.
""" # END TEST CONFIG
def test_columns(with_noise):
    import numpy as np
    data = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    for count in (0, 1, 5):
        given = data.copy()
        result = np.asarray(with_noise(given, count, np.random.default_rng(count)))
        assert np.array_equal(given, data), f"with_noise changed the data to {given.tolist()}"
        assert np.shape(result) == (3, 2 + count), (
            f"count = {count}: shape {np.shape(result)}, expected {(3, 2 + count)}"
        )
        assert np.array_equal(result[:, :2], data), (
            f"count = {count}: the first two columns are not those of data"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: how the noise is distributed
failure_message: The noise is uniform from 0 to 1, with a separate number for every row and column.
""" # END TEST CONFIG
def test_uniform(with_noise):
    import numpy as np
    base = np.linspace(1, 2, 3000).reshape(3000, 1)
    lent = base.copy()
    extra = np.asarray(with_noise(lent, 4, np.random.default_rng(8)))[:, 1:]
    assert np.array_equal(lent, base), "the data were changed"
    assert extra.shape == (3000, 4), "not four new columns"
    assert extra.min() >= 0 and extra.max() < 1, "numbers outside [0, 1)"
    shares = np.array([np.histogram(column, bins=5, range=(0, 1))[0] for column in extra.T]) / 3000
    assert np.abs(shares - 0.2).max() < 0.05, "the numbers do not fill [0, 1) evenly"
    assert len(np.unique(extra)) > 11_000, "the same numbers occur again and again"

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: repeatable with the generator that was passed in
failure_message: Draw from the generator that was passed in. Then the same seed gives the same
  noise, and a different seed or a second call gives different noise. The old columns come first.
""" # END TEST CONFIG
def test_repeatable(with_noise):
    import numpy as np
    base, rng = np.arange(12.0).reshape(6, 2) + 3, np.random.default_rng(60)
    sources = rng, np.random.default_rng(60), np.random.default_rng(61), rng
    one, again, other, later = (with_noise(base.copy(), 7, source) for source in sources)
    assert np.array_equal(one[:, :2], base), "the first two columns are not those of the data"
    assert np.array_equal(one, again), "the same seed gave different noise"
    assert not np.allclose(one, other), "different seeds gave the same noise"
    assert not np.allclose(one, later), "two calls with one generator gave the same noise"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
counts = [0, 1, 2, 3, 5, 10, 20, 50]
rng = np.random.default_rng(3)
accuracies = []
for count in counts:
    guess = one_nn_many(
        with_noise(train, count, rng), train_labels, with_noise(fresh[:some], count, rng)
    )
    accuracies.append(np.mean(guess == fresh_labels[:some]))

figure, ax = plt.subplots(figsize=(7, 3.6), layout="constrained")
ax.plot(counts, accuracies, "o-", color=BLUE)
for count, accuracy in zip(counts, accuracies):
    ax.annotate(f"{accuracy:.2f}", (count, accuracy), xytext=(4, 6), textcoords="offset points")
ax.axhline(0.5, color="black", linestyle=":", label="tossing a coin")
ax.set(
    xlabel="columns of noise added to x and y", ylabel="accuracy on fresh points", ylim=(0.45, 1.06)
)
ax.legend(loc="upper right")
plt.show()

# %% [markdown]
# x and y are still there, untouched, and still decide the class. But the distance adds up all
# columns, and the noise columns drown out the two that matter. With many columns all rows are about
# equally far away, and "nearest" loses its meaning; this is called the *curse of dimensionality*. A
# learner that finds out which inputs matter would help.

# %% [raw]
# # BEGIN QUESTION
# name: cost
# title: Does it scale?
# points: 1
# difficulty: 1
# minutes: 6

# %% [markdown]
# ### When it fails, 3: large data
#
# 1-NN learns in no time: it just keeps the data. It pays later, for every single answer, because
# each query is compared with each row. Predict before you measure.
#
# **`cost_factor`**: with 10 times as many training rows *and* 10 times as many queries, how many
# times as long does classification take?
#
# **`matrix_gigabytes`**: `one_nn_many` is called with 1,000,000 rows and 10,000 queries. How many
# gigabytes does its matrix of distances need? A float64 takes 8 bytes; a gigabyte is 10⁹ bytes.
#
# <details><summary>Hint 1</summary>
#
# How many pairs of a query and a row are there, before and after?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# The matrix has one number per pair. Multiply by the bytes per number, then divide by 10⁹.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
cost_factor = 100  # SOLUTION
matrix_gigabytes = 80  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: two positive numbers
failure_message: Both answers are plain positive numbers, without a unit.
""" # END TEST CONFIG
def test_form(cost_factor, matrix_gigabytes):
    import numpy as np
    for name, value in [("cost_factor", cost_factor), ("matrix_gigabytes", matrix_gigabytes)]:
        number = np.ravel(value)
        assert number.size == 1 and number.dtype.kind in "iuf" and number[0] > 0, (
            f"{name} is {value!r}, expected a positive number"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: how the time grows
failure_message: Every query meets every row. Count the pairs before and after.
""" # END TEST CONFIG
def test_time(cost_factor):
    import numpy as np
    value = np.ravel(cost_factor)
    assert value.size == 1 and value.dtype.kind in "iuf", "that is not a number"
    assert abs(float(value[0]) - 100) < 1e-4, (
        "that is not the factor by which the number of pairs grows"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the size of the matrix
failure_message: The matrix has one number per pair of query and row, and each number takes 8 bytes.
""" # END TEST CONFIG
def test_size(matrix_gigabytes):
    import numpy as np
    value = np.ravel(matrix_gigabytes)
    assert value.size == 1 and value.dtype.kind in "iuf", "that is not a number"
    assert abs(float(value[0]) - 80) < 0.01, "that is not the size of the matrix"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# And now the measurement: the time per query as the training data grow.


# %%
def seconds_per_query(ask, count):
    """Call ask() three times, each for `count` queries; return the best time per query."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return min(times) / count


sizes = [250, 500, 1_000, 2_000, 4_000]
loop_seconds, many_seconds = [], []
for size in sizes:
    rows, row_labels = fresh[:size], fresh_labels[:size]
    classify = one_nn(rows, row_labels)
    loop_seconds.append(seconds_per_query(lambda: [classify(point) for point in test[:3]], 3))
    few = test if fast else test[:3]
    many_seconds.append(seconds_per_query(lambda: one_nn_many(rows, row_labels, few), len(few)))

figure, ax = plt.subplots(figsize=(7, 3.8), layout="constrained")
ax.plot(sizes, 1_000 * np.array(loop_seconds), "o-", color=ORANGE, label="one_nn, a Python loop")
ax.plot(sizes, 1_000 * np.array(many_seconds), "s-", color=BLUE, label="one_nn_many, all at once")
ax.set(xscale="log", yscale="log", xticks=sizes, xticklabels=sizes)
ax.minorticks_off()
ax.set(xlabel="training rows", ylabel="milliseconds per query")
ax.legend()
ax.grid(alpha=0.3)
plt.show()
print(
    f"4,000 rows: all at once is {loop_seconds[-1] / many_seconds[-1]:.0f} times as fast as the "
    "loop"
)

# %% [markdown]
# Both lines rise in the same way: twice the rows, twice the time. Vectorising makes every query
# cheaper, but it does not change how the cost grows.
#
# ## What you have built
#
# - `one_nn`: a learner in eight lines that knows nothing about shapes and gets about 98 % of the
#   crescents right.
# - `k_nn`: neighbours that vote, with a rule for every tie. More voters smooth out noise, and thin
#   shapes along with it.
# - `one_nn_many`: the same answers, far faster, from one matrix product.
# - An honest measure: the training accuracy of 1-NN is always 1.0, even for nonsense. Leave-one-out
#   and test points tell the truth.
# - Three limits: it trusts every feature by the size of its numbers, it cannot ignore noise, and
#   each answer costs a walk through all the data.
#
# The next assignment starts on a different kind of learner. A **neuron** keeps a few numbers, its
# weights, instead of all the data. It can give a useless feature the weight 0, and its answers cost
# the same however many points it has learned from.
