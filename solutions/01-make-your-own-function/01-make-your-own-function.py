# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 01-make-your-own-function
# title: Make your own function
# section: Intro; motivational example; make your own function
# minutes: 80
# limits: {cell_seconds: 20}

# %% [markdown]
# # Make your own function
#
# Machine learning builds a *function* from data: something goes in (a point, a picture, a
# sentence), and an answer comes out (a class, a number, another picture). Before you let a machine
# build one, build one yourself. Then you will know what the machine has to do, and how good is good
# enough.
#
# You will make a small data set with a shape that is harder than it looks, prepare it the way every
# data set is prepared, look at it, write a classifier by hand, and measure it fairly. You will meet
# the same data again in assignments 02 to 06.
#
# Some rules hold for every function in this notebook, unless its docstring says otherwise. It
# leaves its arguments as they are. *Array* means a NumPy array. A number may be Python's or
# NumPy's. Results are not rounded, and the precision of float32 is enough.

# %%
import matplotlib.pyplot as plt
import numpy as np

# negative, positive: two colours that colour-blind readers can tell apart
BLUE, ORANGE = "#0072B2", "#D55E00"

# %% [markdown]
# ## The shape
#
# Take two discs of the same size, one a little above and to the right of the other. A point is
# **positive** when it lies in *exactly one* of the two discs, and **negative** otherwise. Two thin
# crescents are left. This picture is drawn from circles alone; there are no data yet.

# %%
RADIUS = 0.3**1.5  # the square root of 0.3 · 0.3 · 0.3, about 0.1643
figure, axes = plt.subplots(1, 2, figsize=(10, 5), layout="constrained")
for ax in axes:
    ax.set_facecolor("#D6E6F2")
    first = ax.add_patch(plt.Circle((0.50, 0.50), RADIUS, color=ORANGE, linewidth=0))
    second = ax.add_patch(plt.Circle((0.51, 0.51), RADIUS, color=ORANGE, linewidth=0))
    both = ax.add_patch(plt.Circle((0.50, 0.50), RADIUS, color="#D6E6F2", linewidth=0))
    both.set_clip_path(second)  # what lies in both discs is negative again
    ax.set(xlabel="x", ylabel="y", aspect="equal")
axes[0].set(xlim=(0, 1), ylim=(0, 1), title="The unit square: orange is positive")
axes[0].indicate_inset([0.32, 0.32, 0.37, 0.37], edgecolor="black", alpha=1)
axes[1].set(xlim=(0.32, 0.69), ylim=(0.32, 0.69), title="The same, enlarged")
axes[1].plot([0.50, 0.51], [0.50, 0.51], "k+", markersize=12)
axes[1].annotate("the two centres", (0.525, 0.50), fontsize=11)
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: in_circle
# title: Is a point in a circle?
# points: 2
# difficulty: 1
# minutes: 8

# %% [markdown]
# A point (x, y) is inside a circle when its distance to the centre $(c_x, c_y)$ is smaller than the
# radius:
#
# $$\sqrt{(x - c_x)^2 + (y - c_y)^2} < r, \qquad\text{or without the root:}\qquad (x - c_x)^2 + (y - c_y)^2 < r^2.$$
#
# Write it so that it works on one point and on many points at once. That needs no extra work: if
# you write plain arithmetic and no `if`, NumPy does it for every element of an array. A point *on*
# the circle is not inside.
#
# <details><summary>Hint 1</summary>
#
# Comparing two arrays, as in `a < b`, gives an array of True and False.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `math.sqrt` takes a single number. The second form of the rule needs no root. Remember to square
# both sides.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def in_circle(x, y, cx, cy, radius):
    """Return True where the point (x, y) lies inside the circle around (cx, cy), False elsewhere.

    x, y: two numbers, or two arrays of one shape; cx, cy, radius: numbers, radius ≥ 0.
    Returns one bool for numbers, an array of bool of the same shape for arrays. Points on the
    circle are not inside, so a circle of radius 0 has no points inside.
    About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write in_circle")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return (x - cx) ** 2 + (y - cy) ** 2 < radius**2
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: an example worked by hand
failure_message: Compare the squared distance to the centre with the squared radius. Square both
  sides or neither.
""" # END TEST CONFIG
def test_paper(in_circle):
    import numpy as np
    for x, y, expected in [
        (1, 1, True),
        (4, 1, True),
        (5.5, 1, False),
        (1, 5.5, False),
        (4, 4, True),
        (4.5, 4.5, False),
    ]:
        result = np.asarray(in_circle(x, y, 1, 1, 4.3))
        assert result.shape == (), (
            f"in_circle of one point has shape {result.shape}, expected one bool"
        )
        assert result.dtype == bool, f"in_circle({x}, {y}, 1, 1, 4.3) is {result}, expected a bool"
        assert bool(result) == expected, (
            f"in_circle({x}, {y}, 1, 1, 4.3) is {result}, expected {expected}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: many points at once
failure_message: Write it as arithmetic and one comparison, without if or math.sqrt, so that NumPy
  applies it to each element.
""" # END TEST CONFIG
def test_arrays(in_circle):
    import numpy as np
    x, y = (
        np.array([[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]),
        np.array([[0.0, 0.0, 0.0], [3.0, 3.0, 3.0]]),
    )
    x, y = x + 4, y - 3
    given_x, given_y = x.copy(), y.copy()
    result = np.asarray(in_circle(given_x, given_y, 4.0, -3.0, 1.5))
    assert np.array_equal(given_x, x) and np.array_equal(given_y, y), (
        f"in_circle changed the arrays it was given to {given_x.tolist()} and {given_y.tolist()}"
    )
    assert result.shape == (2, 3), (
        f"x and y have shape (2, 3), but the result has shape {result.shape}"
    )
    assert result.dtype == bool, f"the result has dtype {result.dtype}, expected bool"
    assert result.tolist() == [[True, True, False], [False, False, False]], (
        f"the result is {result.tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: points on the circle, and a circle of radius 0
failure_message: A point on the circle is not inside, so the comparison is strict, whatever the
  radius.
""" # END TEST CONFIG
def test_border(in_circle):
    import numpy as np
    east, north = np.array([5.0, 3.0, 0.0, -4.0, -5.0]), np.array([0.0, 4.0, -5.0, 3.0, 0.0])
    for mid_x, mid_y, size, scale, inside in (
        (0, 0, 5, 1.0, False), (2, -7, 5, 1.0, False), (0, 0, 5, 0.1, True), (1, 3, 0, 0.0, False),
    ):
        have = np.asarray(
            in_circle(scale * east + mid_x, scale * north + mid_y, mid_x, mid_y, size)
        )
        assert have.shape == (5,), "the result does not have one answer per point"
        place = "near the centre" if inside else "on the circle"
        assert np.all(have == inside), (
            f"a point {place} counts as {'outside' if inside else 'inside'}"
        )
    alone = np.asarray(in_circle(0.25, 0.5, 0.25, 0.5, 0))
    assert not alone.any(), "the centre of a circle of radius 0 counts as inside"
    for place, inside in (((5, 0), False), ((-5, 1), False), ((4, 3), False), ((4, 2), True)):
        have = np.asarray(in_circle(*place, 0, 0, 5))
        assert have.shape == () and have == inside, "a single point of whole numbers is wrong"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: random circles against another implementation, some points just beside the circle
failure_message: Some answers are wrong on random points. Check the signs, the squares, and which
  coordinate goes with which centre.
""" # END TEST CONFIG
def test_oracle(in_circle):
    import numpy as np
    gen = np.random.default_rng(19)
    for size in (0.05, 0.4, 1.0, 2.5):
        east, north = gen.normal(0, 2, (2, 500))
        mid = gen.normal(0, 1, 2)
        angle = gen.uniform(0, 2 * np.pi, 100)
        close = size * np.where(np.arange(100) % 2, 1.0001, 0.9999)  # just outside, just inside
        east[:100], north[:100] = mid[0] + close * np.cos(angle), mid[1] + close * np.sin(angle)
        if size == 1.0:  # any shape will do
            east, north = east.reshape(5, 25, 4), north.reshape(5, 25, 4)
        want = np.abs(east + 1j * north - (mid[0] + 1j * mid[1])) < size
        have = np.asarray(in_circle(east.copy(), north.copy(), mid[0], mid[1], size))
        assert have.shape == want.shape, "the result does not have one answer per point"
        assert np.array_equal(have, want), f"{np.sum(have != want)} of 500 points differ"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: crescent
# title: The truth
# points: 3
# difficulty: 2
# minutes: 8

# %% [markdown]
# Now for the rule that makes the labels. A point is positive when it lies in *exactly one* of these
# two discs:
#
# | disc | centre | radius |
# |---|---|---|
# | first | (0.50, 0.50) | $\sqrt{0.3^3} \approx 0.1643$ |
# | second | (0.51, 0.51) | the same |
#
# In the real world nobody gives you this function. If they did, there would be nothing to learn.
# Here we use it to make data and to know the truth, and we pretend that the learner has never seen
# it.
#
# When it works, the picture below the checks looks like the one above.
#
# <details><summary>Hint 1</summary>
#
# "In exactly one of two" is called *exclusive or*. It is true for (yes, no) and (no, yes), and
# false for (yes, yes) and (no, no).
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `and`, `or` and `not` each work on a single bool. For arrays of bools, use `&`, `|`, `~`, `^` or
# `!=`.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# in the first disc? → in the second disc? → are the two answers different?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def crescent(x, y):
    """Return True where (x, y) lies in exactly one of the two discs in the table, False elsewhere.

    x, y: two numbers, or two arrays of one shape.
    Returns one bool for numbers, an array of bool of the same shape for arrays.
    About 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write crescent")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    radius = np.sqrt(0.3**3)
    first = in_circle(x, y, 0.50, 0.50, radius)
    second = in_circle(x, y, 0.51, 0.51, radius)
    return first ^ second  # exclusive or
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: an example worked by hand
failure_message: Positive means inside exactly one disc. Points in both discs or in neither are
  negative. The radius is the square root of 0.3 cubed.
""" # END TEST CONFIG
def test_paper(crescent):
    import numpy as np
    cases = [
        (0.50, 0.50, False, "inside both discs"),
        (0.34, 0.50, True, "inside the first disc only"),
        (0.67, 0.51, True, "inside the second disc only"),
        (0.10, 0.90, False, "in neither disc"),
    ]
    for x, y, expected, place in cases:
        result = np.asarray(crescent(x, y))
        assert result.shape == (), (
            f"crescent of one point has shape {result.shape}, expected one bool"
        )
        assert result.dtype == bool, f"crescent({x}, {y}) is {result}, expected a bool"
        assert bool(result) == expected, (
            f"({x}, {y}) is {place}: crescent gives {result}, expected {expected}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: many points at once
failure_message: and, or and not each work on a single bool. For arrays of bools, use the operators
  that work element by element.
""" # END TEST CONFIG
def test_arrays(crescent):
    import numpy as np
    x, y = np.array([[0.50, 0.34], [0.67, 0.10]]), np.array([[0.50, 0.50], [0.51, 0.90]])
    given_x, given_y = x.copy(), y.copy()
    result = np.asarray(crescent(given_x, given_y))
    assert np.array_equal(given_x, x) and np.array_equal(given_y, y), (
        f"crescent changed the arrays it was given to {given_x.tolist()} and {given_y.tolist()}"
    )
    assert result.shape == (2, 2), (
        f"x and y have shape (2, 2), but the result has shape {result.shape}"
    )
    assert result.dtype == bool, f"the result has dtype {result.dtype}, expected bool"
    assert result.tolist() == [[False, True], [True, False]], f"the result is {result.tolist()}"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: many random points against another implementation
failure_message: Some labels are wrong on random points of the square. Compare your two centres and
  the radius with the table. The arrays passed in stay as they are.
""" # END TEST CONFIG
def test_oracle(crescent):
    import numpy as np
    gen = np.random.default_rng(271)
    east, north = gen.uniform(0.3, 0.7, (2, 20_000))
    gaps = np.array([np.hypot(east - c, north - c) - 0.027**0.5 for c in (0.5, 0.51)])
    clear = np.abs(gaps).min(axis=0) > 1e-6  # float32 cannot tell closer points apart
    want = (gaps < 0).sum(axis=0) == 1
    given = east.copy(), north.copy()
    have = np.asarray(crescent(*given))
    assert np.array_equal(given, (east, north)), "x or y was changed"
    assert have.shape == want.shape, "the result does not have one answer per point"
    assert np.array_equal(have[clear], want[clear]), (
        f"{np.mean(have[clear] != want[clear]):.1%} of the points differ"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the area of both crescents
failure_message: Together the two crescents cover a little less than one hundredth of the square,
  half of it each. Yours do not.
""" # END TEST CONFIG
def test_area(crescent):
    import numpy as np
    ticks = (np.arange(800) + 0.5) / 800
    east, north = np.meshgrid(ticks, ticks)
    have = np.asarray(crescent(east, north))
    assert have.shape == east.shape, "the result does not have one answer per point"
    upper = have & (east + north > 1.01)
    assert abs(have.mean() - 0.0093) < 0.0005, (
        f"the positives cover {have.mean():.4f} of the square"
    )
    assert abs(upper.mean() - 0.00465) < 0.0003, "one crescent is larger than the other"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
ticks = np.linspace(0.32, 0.69, 500)
figure, ax = plt.subplots(figsize=(4.5, 4.5), layout="constrained")
two_colours = plt.matplotlib.colors.ListedColormap(["#D6E6F2", ORANGE])
ax.pcolormesh(ticks, ticks, crescent(*np.meshgrid(ticks, ticks)), cmap=two_colours)
ax.set(xlabel="x", ylabel="y", aspect="equal", title="crescent(x, y) for 250,000 points")
plt.show()
everywhere = np.random.default_rng(0).random((2, 500_000))
print(f"Share of the unit square that is positive: {np.mean(crescent(*everywhere)):.4f}")

# %% [raw]
# # BEGIN QUESTION
# name: balanced_sample
# title: As many positives as negatives
# points: 3
# difficulty: 3
# minutes: 14

# %% [markdown]
# A learner needs examples: points with labels. If we threw 2,000 points at the square, fewer than
# 20 would be positive, too few to learn anything from. So we want a *balanced* sample: half
# positives, half negatives.
#
# How do you draw a point that is certain to be positive? The simplest way is **rejection
# sampling**: throw points at the whole square and keep those that fit. Whatever is kept is spread
# evenly over the shape. About one throw in 107 hits a crescent, so throw many at once:
# `rng.random((100_000, 2))` takes a millisecond.
#
# `rng` is a *random generator*, made by `np.random.default_rng(seed)`. With the same seed you get
# the same numbers, so results can be repeated. Draw all random numbers from it.
#
# <details><summary>Hint 1</summary>
#
# If `points` has shape (m, 2) and `hit` is an array of m bools, then `points[hit]` holds the points
# that were hit, and `points[~hit]` the others.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# You cannot know in advance how many throws you will need. Throw in a loop until you have enough of
# the class, then cut off the surplus. A small inner function for "n points of one class" saves
# writing it twice.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# for one class: start with an empty (0, 2) array → while too few: throw, keep those of the class,
# stack them below (`np.vstack`) → keep the first n/2 → the same for the other class → stack both →
# labels: n/2 ones, n/2 zeros
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def balanced_sample(n, rng):
    """Return n points of the unit square, half of them positive, half negative, and their labels.

    n: even int ≥ 2; rng: np.random.Generator, the only source of randomness.
    Returns (points, labels): float array (n, 2) with columns x and y, int array (n,) of 1 for
    positive and 0 for negative; any size of float and int will do.
    Each class is spread evenly over its area. The rows may come in any order, for example positives
    first.
    About 9 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write balanced_sample")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    def draw(wanted):
        kept = np.empty((0, 2))
        while len(kept) < n // 2:
            points = rng.random((100 * n, 2))
            kept = np.vstack([kept, points[crescent(points[:, 0], points[:, 1]) == wanted]])
        return kept[: n // 2]

    points = np.vstack([draw(True), draw(False)])
    return points, np.repeat([1, 0], n // 2)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shapes and dtypes
failure_message: Return two arrays, n points with two columns and n whole-number labels. n is the
  total, not the number per class.
""" # END TEST CONFIG
def test_shapes(balanced_sample):
    import numpy as np
    for n in (2, 40, 6_000):
        pair = balanced_sample(n, np.random.default_rng(n))
        assert len(pair) == 2, f"n = {n}: {len(pair)} things came back, expected points and labels"
        points, labels = np.asarray(pair[0]), np.asarray(pair[1])
        assert points.shape == (n, 2), (
            f"n = {n}: points have shape {points.shape}, expected {(n, 2)}"
        )
        assert labels.shape == (n,), f"n = {n}: labels have shape {labels.shape}, expected {(n,)}"
        assert labels.dtype.kind in "iu", (
            f"labels have dtype {labels.dtype}, expected an integer type"
        )
        assert len(np.unique(points, axis=0)) > 1, f"all points are {points[0].tolist()}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: half and half
failure_message: Exactly half of the labels must be 1 and half 0, whatever the random numbers are.
""" # END TEST CONFIG
def test_balance(balanced_sample):
    import numpy as np
    for n in (6, 300):
        labels = np.asarray(balanced_sample(n, np.random.default_rng(n))[1])
        assert labels.ndim == 1, f"labels have shape {labels.shape}, expected {(n,)}"
        ones, zeros = int(np.sum(labels == 1)), int(np.sum(labels == 0))
        assert (ones, zeros) == (n // 2, n // 2), (
            f"n = {n}: {ones} ones and {zeros} zeros, expected {n // 2} of each"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: whether each label is correct
failure_message: Some labels do not match their points. Keep the points of one class, label them,
  and do not mix up the two classes.
""" # END TEST CONFIG
def test_labels_true(balanced_sample):
    import numpy as np
    spots, marks = (np.asarray(part) for part in balanced_sample(2600, np.random.default_rng(88)))
    assert len(spots) == len(marks) > 0, "not one label per point"
    assert (spots.ndim, marks.ndim) == (2, 1), "points or labels have another number of axes"
    assert 0 < np.mean(marks == 1) < 1, "all points have the same label"
    assert np.all((spots >= 0) & (spots <= 1)), "some points do not lie in the unit square"
    radii = np.array([np.hypot(spots[:, 0] - c, spots[:, 1] - c) for c in (0.5, 0.51)])
    want = (radii < 0.027**0.5).sum(axis=0) == 1
    clear = np.abs(radii - 0.027**0.5).min(axis=0) > 1e-6  # float32 cannot tell closer ones apart
    assert np.array_equal(marks[clear] == 1, want[clear]), (
        f"{np.sum((marks == 1)[clear] != want[clear])} of 2,600 labels are wrong"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: points spread evenly over the area of their class
failure_message: Within a class, every part of its area must be equally likely. Throw at the whole
  square, and do not use any point twice.
""" # END TEST CONFIG
def test_even(balanced_sample):
    import numpy as np
    spots, marks = (np.asarray(part) for part in balanced_sample(3000, np.random.default_rng(5150)))
    assert spots.shape == (3000, 2), "wrong number of points"
    assert len(np.unique(spots, axis=0)) == 3000, "some points occur more than once"
    minus, plus = spots[marks == 0], spots[marks == 1]
    cells = np.histogram2d(minus[:, 0], minus[:, 1], bins=4, range=[[0, 1], [0, 1]])[0] / 1500
    assert np.abs(cells - 1 / 16).max() < 0.03, "the negatives do not cover the square evenly"
    hole = np.mean(np.max([np.sum((minus - c) ** 2, axis=1) for c in (0.5, 0.51)], axis=0) < 0.027)
    assert abs(hole - 0.081) < 0.04, "the negatives inside both discs are too few or too many"
    above = np.mean(plus.sum(axis=1) > 1.01)
    assert abs(above - 0.5) < 0.07, "the two crescents do not have the same number of points"
    left = np.mean(plus[:, 0] > plus[:, 1])
    assert abs(left - 0.5) < 0.07, (
        "the two ends of the crescents do not have the same number of points"
    )
    throws = np.random.default_rng(5151).uniform(0.33, 0.68, (200_000, 2))
    fits = np.sum([np.sum((throws - c) ** 2, axis=1) < 0.027 for c in (0.5, 0.51)], axis=0) == 1
    have, want = (
        np.histogram(np.arctan2(part[:, 1] - 0.505, part[:, 0] - 0.505), 8, (-np.pi, np.pi))[0]
        / len(part) for part in (plus, throws[fits])
    )
    assert np.abs(have - want).max() < 0.06, "some part of the crescents has too many points"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: repeatable with the generator that was passed in
failure_message: Draw all random numbers from rng. Then the same seed gives the same points, and a
  different seed gives different ones.
""" # END TEST CONFIG
def test_repeatable(balanced_sample):
    import numpy as np
    one, again, other = (
        np.asarray(balanced_sample(20, np.random.default_rng(seed))[0]) for seed in (71, 71, 72)
    )
    assert one.ndim == 2 and len(np.unique(one, axis=0)) > 1, "no two different points came back"
    assert np.array_equal(one, again), "the same seed gave different points"
    assert not np.allclose(one, other), "different seeds gave the same points"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
data, labels = balanced_sample(2_000, np.random.default_rng(0))
print("The first ten labels:", labels[:10], " The last ten:", labels[-10:])

# %% [raw]
# # BEGIN QUESTION
# name: joint_shuffle
# title: Shuffle, but keep the pairs
# points: 2
# difficulty: 2
# minutes: 8

# %% [markdown]
# Soon we will cut the data into pieces. If the positives come first, a piece from the end is all
# negative, so the rows must be shuffled before the cut. The danger: row 17 of `data` and row 17 of
# `labels` belong together. Shuffle one without the other, and the labels are noise. No error
# message will tell you; the learner just learns nothing.
#
# Return new arrays, and leave the ones that were passed in as they are. Someone may still need
# them.
#
# <details><summary>Hint 1</summary>
#
# The numbers 0 to n − 1, shuffled, give a new order for *any* array with n rows. How many such
# orders do you need here?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `rng.permutation(n)` gives such an order. `rng.shuffle(array)` changes the array that it is given.
# Indexing with an array of row numbers makes a new array.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def joint_shuffle(data, labels, rng):
    """Return (data, labels) with their rows in a new random order, the same for both.

    data: array (n, d); labels: array (n,); rng: np.random.Generator, the only source of randomness.
    Returns new arrays of the same shapes and types; the arrays passed in are not changed.
    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write joint_shuffle")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    order = rng.permutation(len(data))
    return data[order], labels[order]
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: pairs kept, nothing lost
failure_message: Use one random order for both arrays. Every row must still occur exactly once,
  together with its label.
""" # END TEST CONFIG
def test_pairs(joint_shuffle):
    import numpy as np
    labels = np.arange(100)
    data = np.column_stack([labels, -labels])  # row i is (i, -i) and has the label i
    new_data, new_labels = joint_shuffle(data, labels, np.random.default_rng(1))
    new_data, new_labels = np.asarray(new_data), np.asarray(new_labels)
    assert new_data.shape == (100, 2), f"data had shape (100, 2), the result has {new_data.shape}"
    assert new_labels.shape == (100,), f"labels had shape (100,), the result has {new_labels.shape}"
    lost = 100 - len(np.unique(new_labels))
    assert lost == 0, f"{lost} of 100 rows are lost"
    torn = int(np.sum(new_data[:, 0] != new_labels))
    assert torn == 0, f"{torn} of 100 rows have another row's label"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the arrays passed in, and the types of the new ones
failure_message: The arrays that were passed in must not change. Make new ones, of the same shapes and
  types.
""" # END TEST CONFIG
def test_inputs_unchanged(joint_shuffle):
    import numpy as np
    rows, marks = np.arange(60.0).reshape(30, 2), np.arange(30)
    moved, moved_marks = joint_shuffle(rows, marks, np.random.default_rng(12))
    assert np.shape(moved) == (30, 2) and np.shape(moved_marks) == (30,), (
        "the result does not have the shapes of the input"
    )
    assert len(np.unique(moved_marks)) > 1, "all labels are the same"
    small = joint_shuffle(rows.astype("float32"), marks.astype("int16"), np.random.default_rng(13))
    for array, kind in zip((moved, moved_marks, *small), ("float64", "int64", "float32", "int16")):
        assert isinstance(array, np.ndarray), f"{type(array).__name__} came back, not an array"
        assert array.dtype == kind, f"{kind} was passed in, and {array.dtype} came back"
    assert np.array_equal(rows, np.arange(60.0).reshape(30, 2)), "the data passed in were changed"
    assert np.array_equal(marks, np.arange(30)), "the labels passed in were changed"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: a random order, from the generator that was passed in
failure_message: The order must be random and must come from rng, so that the same seed gives the
  same order, another seed or a second call another one. Any row may come to any place.
""" # END TEST CONFIG
def test_random_order(joint_shuffle):
    import numpy as np
    marks = np.arange(200)
    rows = np.add.outer(1000 * marks, np.arange(4.0))
    rng = np.random.default_rng(33)
    orders = []
    for source in (rng, np.random.default_rng(33), np.random.default_rng(34), rng):
        moved, order = map(np.asarray, joint_shuffle(rows.copy(), marks.copy(), source))
        assert order.ndim == 1, "the labels have more than one axis"
        assert np.array_equal(moved, rows[order]), "a row of four columns is not what it was"
        orders.append(order)
    one, again, other, later = orders
    assert np.array_equal(one, again), "the same seed gave different orders"
    assert not np.array_equal(one, other), "different seeds gave the same order"
    assert not np.array_equal(one, later), "two calls with one generator gave the same order"
    # that any of the 200 rows stays in its place three times comes once in 40,000 answers
    still = (one == marks) & (other == marks) & (later == marks)
    assert not still.any(), "a row stays in its place whatever the seed"
    for order in orders:
        assert np.mean(np.abs(np.diff(order)) == 1) < 0.1, "long runs of rows kept their order"
        crossed = np.mean(order[:100] >= 100)
        assert 0.25 < crossed < 0.75, "the first half of the rows stays apart from the second"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: split_validation
# title: Points to learn from, points to test on
# points: 3
# difficulty: 2
# minutes: 10

# %% [markdown]
# A student who has seen the exam questions will pass, but what does that prove? It is the same with
# a learner. So we cut the data into three pieces:
#
# - **training** data to build the classifier from,
# - **validation** data to compare several attempts,
# - **test** data to look at once, at the very end.
#
# One function, used twice, is enough: first, 90 % for training and validation and 10 % for the
# test; then those 90 % are split 90 to 10 again. Of 2,000 points, 1,620 are for training, 180 for
# validation and 200 for the test.
#
# What if the cut falls in the middle of a row? Our rule: the first part gets `percent` of the n
# rows, *rounded down*. Beware of floats: `29 / 100 * 100` is 28.999999999999996 in Python. With
# whole numbers and `//`, nothing can go wrong.
#
# <details><summary>Hint 1</summary>
#
# Compute one row number, the cut. `array[:cut]` and `array[cut:]` together hold every row exactly
# once.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# check percent → cut = percent times n, whole-number division by 100 → the pair before the cut, the
# pair from the cut on
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def split_validation(percent, data, labels):
    """Return ((data, labels), (data, labels)): the first `percent` % of the rows, and the rest.

    percent: int from 0 to 100; data: array (n, d); labels: array (n,).
    The first part has percent · n / 100 rows, rounded down. Order is kept, no row is lost, the
    inputs are not changed.
    Raises ValueError if percent is below 0 or above 100.
    About 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write split_validation")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    if not 0 <= percent <= 100:
        raise ValueError(f"percent is {percent}, expected 0 to 100")
    cut = percent * len(data) // 100
    return (data[:cut], labels[:cut]), (data[cut:], labels[cut:])
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: sizes
failure_message: The first part gets percent % of the rows, the second part all the others. percent
  is a number such as 90, not 0.9.
""" # END TEST CONFIG
def test_sizes(split_validation):
    import numpy as np
    for percent, sizes in [(90, (90, 10)), (50, (50, 50)), (0, (0, 100)), (100, (100, 0))]:
        parts = split_validation(percent, np.arange(200).reshape(100, 2) / 8, np.arange(100))
        assert [len(part) for part in parts] == [2, 2], (
            f"percent = {percent}: expected two pairs, ((data, labels), (data, labels))"
        )
        (a, a_labels), (b, b_labels) = parts
        assert (len(a), len(b)) == sizes, (
            f"percent = {percent}: parts of {(len(a), len(b))} rows, expected {sizes}"
        )
        found = (len(a_labels), len(b_labels))
        assert found == sizes, f"percent = {percent}: parts of {found} labels, expected {sizes}"
        assert np.ndim(a_labels) == np.ndim(b_labels) == 1, "labels must stay one-dimensional"
        assert len(np.unique(np.append(a_labels, b_labels))) > 1, (
            "the labels went in all different and came out all the same"
        )

# %%
""" # BEGIN TEST CONFIG
points: 1
about: rows and labels, in order
failure_message: Cut data and labels at the same row. The second part begins with the row right
  after the first part.
""" # END TEST CONFIG
def test_rows(split_validation):
    import numpy as np
    data, labels = np.arange(20).reshape(10, 2), np.arange(10) + 100
    (a, a_labels), (b, b_labels) = split_validation(70, data.copy(), labels.copy())
    assert np.array_equal(a, data[:7]), (
        f"the first part is {np.asarray(a).tolist()}, expected the first 7 rows"
    )
    assert np.array_equal(b, data[7:]), (
        f"the second part is {np.asarray(b).tolist()}, expected the last 3 rows"
    )
    assert np.array_equal(a_labels, labels[:7]), (
        f"the first labels are {np.asarray(a_labels).tolist()}, expected {labels[:7].tolist()}"
    )
    assert np.array_equal(b_labels, labels[7:]), (
        f"the last labels are {np.asarray(b_labels).tolist()}, expected {labels[7:].tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: sizes that do not divide evenly
failure_message: The number of rows in the first part is rounded down, and the second part gets all
  the others. Floats can land just below a whole number.
""" # END TEST CONFIG
def test_uneven(split_validation):
    import numpy as np
    for share in (0, 1, 7, 29, 33, 57, 58, 66, 99, 100):
        for size in (1, 7, 100, 101, 400):
            rows, marks = np.arange(size)[:, None] * 2.0, np.arange(size)
            (p, p_marks), (q, q_marks) = split_validation(share, rows.copy(), marks.copy())
            assert len(p) == len(p_marks) == share * size // 100, (
                f"{share} % of {size} rows: the first part has {len(p)}"
            )
            assert np.array_equal(np.concatenate([p, q]), rows), (
                f"{share} % of {size} rows: a row is lost or duplicated"
            )
            assert np.array_equal(np.concatenate([p_marks, q_marks]), marks), (
                "a label is lost or duplicated"
            )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: impossible percentages
failure_message: A percentage below 0 or above 100 is the caller's mistake. Raise ValueError.
""" # END TEST CONFIG
def test_impossible(split_validation):
    import numpy as np
    for share in (-5, -1, 101, 900):
        try:
            split_validation(share, np.zeros((50, 2)), np.zeros(50))
        except ValueError:
            continue
        raise AssertionError(f"percent = {share} did not raise ValueError")
    assert len(split_validation(98, np.zeros((50, 2)), np.zeros(50))) == 2, (
        "a valid percentage does not give two parts"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the arrays passed in
failure_message: Splitting must not change the arrays that were passed in. Shuffling them is another
  function's job.
""" # END TEST CONFIG
def test_inputs_unchanged(split_validation):
    import numpy as np
    rows, marks = np.arange(80.0).reshape(40, 2), np.arange(40)
    (_, p_marks), (_, q_marks) = split_validation(25, rows, marks)
    kept = np.concatenate([np.asarray(p_marks), np.asarray(q_marks)])
    assert kept.ndim == 1 and len(np.unique(kept)) > 2, "these are not the labels passed in"
    assert np.array_equal(rows, np.arange(80.0).reshape(40, 2)), "the data passed in were changed"
    assert np.array_equal(marks, np.arange(40)), "the labels passed in were changed"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Shuffle, split, and look. We look at the training points only.

# %%
data, labels = joint_shuffle(data, labels, np.random.default_rng(1))
(rest, rest_labels), (test, test_labels) = split_validation(90, data, labels)
(train, train_labels), (valid, valid_labels) = split_validation(90, rest, rest_labels)
for name, part in [("training", train_labels), ("validation", valid_labels), ("test", test_labels)]:
    print(f"{name:10} {len(part):5} points, {np.mean(part):.3f} of them positive")


def scatter(ax, points, classes):
    """Draw negatives as blue crosses and positives as orange dots."""
    ax.scatter(
        *points[classes == 0].T, s=8, marker="x", linewidths=0.8, color=BLUE, label="negative"
    )
    ax.scatter(
        *points[classes == 1].T, s=8, marker="o", linewidths=0, color=ORANGE, label="positive"
    )
    ax.set(xlabel="x", ylabel="y", aspect="equal")


figure, ax = plt.subplots(figsize=(6.5, 6.5), layout="constrained")
scatter(ax, train, train_labels)
ax.set(xticks=np.arange(0, 1.01, 0.1), yticks=np.arange(0, 1.01, 0.1), title="The training data")
ax.grid(alpha=0.3)
ax.legend(loc="upper right", framealpha=1, markerscale=2)
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: my_classifier
# title: Your own function
# points: 2
# difficulty: 2
# minutes: 10

# %% [markdown]
# You have seen the data. Write a function that guesses the class of any point, from what you saw.
# Read numbers off the picture. The learner in this notebook is you.
#
# One idea, from the tutorial: the positives form a ring around the middle, so answer "positive"
# inside a large circle but not inside a small one. With centre (0.5, 0.5) and the radii 0.3 and 0.1
# the tutorial reports 176 to 181 of 200 right.
#
# **Accuracy** on 20,000 fresh points, half of them positive. The tutorial's ring typically reaches
# 0.88. Required for the first part of the points: 0.85; for the rest: 0.965, which a closer-fitting
# ring exceeds (0.98 or more).
#
# Calling `crescent` here would work, but you would learn nothing: in real life, nobody has that
# function.
#
# <details><summary>Hint 1</summary>
#
# You already have a function that tells whether points lie in a circle. "In this but not in that"
# is `this & ~that` for arrays of bools.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Every negative that lies between your two circles is an error. How large may the inner circle be,
# and how small the outer one, before you lose positives? Use the grid lines in the picture. Then
# try values and look at the picture that follows.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def my_classifier(x, y):
    """Return a guess for each point: True (or 1) for positive, False (or 0) for negative.

    x, y: two arrays of one shape, with numbers from 0 to 1. Returns an array of the same shape,
    bool or int.
    About 1 to 3 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write my_classifier")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return in_circle(x, y, 0.505, 0.505, 0.18) & ~in_circle(x, y, 0.505, 0.505, 0.15)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the form of the answer
failure_message: Give one answer per point, True or False (or 1 or 0), and not the same for all
  points.
""" # END TEST CONFIG
def test_form(my_classifier):
    import numpy as np
    x, y = np.random.default_rng(4).random((2, 80, 100))
    given_x, given_y = x.copy(), y.copy()
    result = my_classifier(given_x, given_y)
    assert not isinstance(result, (list, tuple)), (
        f"the result is a {type(result).__name__}, expected an array"
    )
    assert np.array_equal(given_x, x) and np.array_equal(given_y, y), (
        "my_classifier changed the arrays it was given"
    )
    result = np.asarray(result)
    assert result.shape == (80, 100), (
        f"x and y have shape (80, 100): the result has shape {result.shape}, expected the same"
    )
    assert result.dtype.kind in "biu", f"the result has dtype {result.dtype}, expected bool or int"
    assert np.all((result == 0) | (result == 1)), (
        "some answers are neither True nor False (1 nor 0)"
    )
    assert 0 < result.mean() < 1, "all 8,000 points got the same answer"

# %%
""" # BEGIN TEST CONFIG
points: 0.75
hidden: true
about: accuracy of at least 0.85 on fresh points
failure_message: The accuracy on fresh points is below 0.85. The positives lie in a ring around the
  middle of the square.
""" # END TEST CONFIG
def test_accuracy(my_classifier):
    import numpy as np
    gen = np.random.default_rng(9001)
    spots = gen.random((160_000, 2))
    spots[12_000:] = 0.33 + 0.35 * spots[12_000:]  # around the crescents, which are small
    hit = np.sum([np.sum((spots - c) ** 2, axis=1) < 0.027 for c in (0.5, 0.51)], axis=0) == 1
    asked = np.vstack([spots[hit][:10_000], spots[~hit][:10_000]])
    have = np.asarray(my_classifier(asked[:, 0], asked[:, 1]))
    assert have.shape == (20_000,), "the result does not have one answer per point"
    score = np.mean(have == np.repeat([1, 0], 10_000))
    assert score >= 0.85, f"accuracy {score:.3f}"

# %%
""" # BEGIN TEST CONFIG
points: 0.75
hidden: true
about: accuracy of at least 0.965 on fresh points
failure_message: The accuracy on fresh points is below 0.965. Make your shape fit the crescents more
  closely, on the outside and on the inside.
""" # END TEST CONFIG
def test_close_fit(my_classifier):
    import numpy as np
    gen = np.random.default_rng(9002)
    spots = gen.random((160_000, 2))
    spots[12_000:] = 0.33 + 0.35 * spots[12_000:]  # around the crescents, which are small
    hit = np.sum([np.sum((spots - c) ** 2, axis=1) < 0.027 for c in (0.5, 0.51)], axis=0) == 1
    asked = np.vstack([spots[hit][:10_000], spots[~hit][:10_000]])
    have = np.asarray(my_classifier(asked[:, 0], asked[:, 1]))
    assert have.shape == (20_000,), "the result does not have one answer per point"
    score = np.mean(have == np.repeat([1, 0], 10_000))
    assert score >= 0.965, f"accuracy {score:.3f}"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# The shaded area is where your function says positive. Circled points are its errors on the
# training data. Change your numbers and run both cells again, until you like what you see.

# %%
guess = np.asarray(my_classifier(train[:, 0], train[:, 1])).astype(int)
ticks = np.linspace(0, 1, 400)
area = np.asarray(my_classifier(*np.meshgrid(ticks, ticks))).astype(int)
figure, ax = plt.subplots(figsize=(6.5, 6.5), layout="constrained")
ax.contourf(ticks, ticks, area, levels=[-0.5, 0.5, 1.5], colors=["white", "#F6C9A8"])
scatter(ax, train, train_labels)
wrong = guess != train_labels
ax.scatter(
    *train[wrong].T, s=70, facecolors="none", edgecolors="black", linewidths=0.8, label="error"
)
ax.set(title=f"Accuracy of my_classifier on the training data: {np.mean(~wrong):.3f}")
ax.legend(loc="upper right", framealpha=1, markerscale=1.2)
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: confusion
# title: Four ways to be right or wrong
# points: 2
# difficulty: 2
# minutes: 8

# %% [markdown]
# Accuracy is a single number, and it hides *which* errors are made. Missing an illness is not the
# same as alarming a healthy person. So we count four cases:
#
# | | truth: positive | truth: negative |
# |---|---|---|
# | **predicted positive** | true positive, tp | false positive, fp |
# | **predicted negative** | false negative, fn | true negative, tn |
#
# How to read the names: the second word says what was *predicted*, the first whether that was
# right. This table is called the **confusion matrix**.
#
# <details><summary>Hint 1</summary>
#
# True counts as 1 in a sum, so `np.sum(a & b)` counts how often both are True.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `~` means "not" only for bools. On whole numbers it does something else: `~1` is −2. Turn both
# inputs into bool arrays first, or compare with `== 0` and `== 1`.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def confusion(predicted, truth):
    """Return (tp, tn, fp, fn), four counts.

    predicted, truth: arrays (n,) of bool or of 0 and 1; one may be bool and the other int.
    Raises ValueError if their shapes differ, also where NumPy would broadcast them, as (8, 1) and
    (8,).
    About 5 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write confusion")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    predicted, truth = np.asarray(predicted, dtype=bool), np.asarray(truth, dtype=bool)
    if predicted.shape != truth.shape:
        raise ValueError(f"predicted has shape {predicted.shape}, truth {truth.shape}")
    tp, tn = np.sum(predicted & truth), np.sum(~predicted & ~truth)
    fp, fn = np.sum(predicted & ~truth), np.sum(~predicted & truth)
    return tp, tn, fp, fn
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: an example worked by hand
failure_message: The order is tp, tn, fp, fn. A false positive was predicted positive but is really
  negative.
""" # END TEST CONFIG
def test_paper(confusion):
    import numpy as np
    predicted = np.array([True, True, True, True, True, True, False, False, False, False])
    truth = np.array([True, True, True, False, False, False, False, False, False, True])
    truth[5] = True
    given, fact = predicted.copy(), truth.copy()
    result = [float(count) for count in confusion(given, fact)]
    assert result == [4, 3, 2, 1], (
        f"(tp, tn, fp, fn) is ({', '.join(f'{count:g}' for count in result)}), expected (4, 3, 2, "
        "1)"
    )
    assert np.array_equal(given, predicted) and np.array_equal(fact, truth), (
        "confusion changed the arrays it was given"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: random answers as bools and as whole numbers, against another implementation
failure_message: With 0 and 1 instead of False and True, some counts change, or some of the four
  cases do not occur. The operator ~ means something else for whole numbers. The arrays passed in
  stay as they are.
""" # END TEST CONFIG
def test_kinds(confusion):
    import numpy as np
    gen = np.random.default_rng(610)
    shares = ((1500, 0.6, 0.3), (9, 1, 0.5), (9, 0.5, 0), (7, 0, 1), (1, 1, 1))
    for kinds in ((bool, bool), (int, int), (bool, int), (int, bool)):
        for size, called, real in shares:
            guess, fact = gen.random(size) < called, gen.random(size) < real
            want = np.bincount(2 * fact + guess, minlength=4)[[3, 0, 1, 2]]
            given, truth = guess.astype(kinds[0]), fact.astype(kinds[1])
            have = [float(c) for c in confusion(given, truth)]
            assert np.array_equal(given, guess) and np.array_equal(truth, fact), (
                "predicted or truth was changed"
            )
            assert have == want.tolist(), "wrong counts on random answers"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: arrays of different shapes
failure_message: Arrays of different shapes cannot be compared row by row. NumPy may broadcast them
  silently, so raise ValueError first.
""" # END TEST CONFIG
def test_shapes_differ(confusion):
    import numpy as np
    for left, right in (((8,), (1,)), ((8, 1), (8,)), ((3,), (4,))):
        try:
            confusion(np.ones(left, dtype=bool), np.zeros(right, dtype=bool))
        except ValueError:
            continue
        raise AssertionError(f"shapes {left} and {right} did not raise ValueError")
    assert len(confusion(np.ones(8, dtype=bool), np.zeros(8, dtype=bool))) == 4, (
        "equal shapes do not give four counts"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: scores
# title: Three scores from four counts
# points: 2
# difficulty: 2
# minutes: 8

# %% [markdown]
# The scores that people quote come from these four counts:
#
# - **accuracy**: the share of all answers that are right,
# - **precision**: of the points *predicted* positive, the share that is positive,
# - **recall**: of the points that *are* positive, the share that was found.
#
# If nothing was predicted positive, precision would be 0 / 0. Our rule: a score whose denominator
# is 0 is 0.0.
#
# For the tutorial's ring (tp 91, tn 90, fp 19, fn 0) the accuracy is 0.905, the precision 0.827,
# the recall 1.0: it finds every positive, and about one in six alarms is false.
#
# <details><summary>Hint 1</summary>
#
# Precision reads the first row of the confusion matrix, recall its first column. For each, write
# down the two counts that make up the denominator.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Your counts are NumPy numbers, and NumPy does not raise an error for 0 / 0: it warns and gives
# `nan`. So `try … except ZeroDivisionError` does not help. Look at the denominator before dividing.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION


# %%
def scores(tp, tn, fp, fn):
    """Return (accuracy, precision, recall), three numbers from 0 to 1, not rounded.

    tp, tn, fp, fn: counts ≥ 0, Python or NumPy ints. A score whose denominator is 0 is 0.0.
    About 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write scores")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    def share(part, whole):
        return part / whole if whole > 0 else 0.0

    return share(tp + tn, tp + tn + fp + fn), share(tp, tp + fp), share(tp, tp + fn)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: an example worked by hand
failure_message: Accuracy is the share of right answers, of both classes, among all. Precision
  divides by what was predicted positive, recall by what is positive.
""" # END TEST CONFIG
def test_paper(scores):
    for counts, expected in [
        ((91, 90, 19, 0), (0.905, 91 / 110, 1.0)),
        ((3, 4, 1, 2), (0.7, 0.75, 0.6)),
    ]:
        result = scores(*counts)
        assert len(result) == 3, f"scores returned {len(result)} things, expected three numbers"
        for name, value, right in zip(("accuracy", "precision", "recall"), result, expected):
            assert abs(value - right) < 1e-6, (
                f"tp, tn, fp, fn = {counts}: {name} is {value}, expected {right:.7g}"
            )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: random counts against another implementation
failure_message: On random answers, a score is wrong. Compare the numerators and denominators with
  the definitions.
""" # END TEST CONFIG
def test_oracle(scores):
    import numpy as np
    gen = np.random.default_rng(1913)
    for share, size in ((0.1, 120), (0.5, 120), (0.9, 120), (0.3, 7919), (0.6, 140_000)):
        fact, guess = gen.random(size) < share, gen.random(size) < 0.5
        want = [np.mean(fact == guess), np.mean(fact[guess]), np.mean(guess[fact])]
        have = scores(
            np.sum(fact & guess),
            np.sum(~fact & ~guess),
            np.sum(~fact & guess),
            np.sum(fact & ~guess),
        )
        have = [float(h) for h in have]
        assert len(have) == 3, "the result is not three numbers"
        assert np.allclose(have, want, rtol=0, atol=1e-6), "a score is wrong on random answers"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: a denominator of zero
failure_message: A score whose denominator is 0 is 0.0, for Python and for NumPy numbers. NumPy
  gives nan without raising an error.
""" # END TEST CONFIG
def test_zero(scores):
    import numpy as np
    for kind in (int, np.int64):
        cases = (
            ((0, 5, 0, 3), (0.625, 0, 0)),
            ((0, 6, 2, 0), (0.75, 0, 0)),
            ((0, 0, 0, 0), (0, 0, 0)),
            ((1, 7, 0, 0), (1, 1, 1)),
        )
        for counts, want in cases:
            have = [float(value) for value in scores(*(kind(c) for c in counts))]
            assert len(have) == 3, "the result is not three numbers"
            assert np.allclose(have, want), (
                "a score with a denominator of zero is not 0.0, or another score is wrong"
            )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Now the final exam for `my_classifier`: the test data, used once. For comparison, the tutorial's
# ring and a classifier that always answers "negative".


# %%
def tutorial_ring(x, y):
    return in_circle(x, y, 0.5, 0.5, 0.3) & ~in_circle(x, y, 0.5, 0.5, 0.1)


def always_no(x, y):
    return np.zeros(np.shape(x), dtype=bool)


classifiers = {
    "my_classifier": my_classifier,
    "ring 0.1 to 0.3": tutorial_ring,
    "always negative": always_no,
}
for name, classifier in classifiers.items():
    counts = confusion(classifier(test[:, 0], test[:, 1]), test_labels)
    accuracy, precision, recall = scores(*counts)
    tp, tn, fp, fn = counts
    print(f"{name:16} tp {tp:3}  tn {tn:3}  fp {fp:3}  fn {fn:3}", end="   ")
    print(f"accuracy {accuracy:.3f}  precision {precision:.3f}  recall {recall:.3f}")

# %% [raw]
# # BEGIN QUESTION
# name: why_errors
# title: What do the scores say?
# points: 1
# difficulty: 2
# minutes: 6

# %% [markdown]
# **`why_errors`**: look at the line of the ring from 0.1 to 0.3. All its errors are false
# positives, and none is a false negative. Why?
#
# - `"a"` The sample has more negatives than positives, so negatives are wrong more often.
# - `"b"` The test set is too small to show the false negatives; with more points there would be as
#   many.
# - `"c"` The ring was fitted to the training data, and false negatives appear only in training
#   data.
# - `"d"` The ring contains both crescents completely, so no positive lies outside it, but it also
#   contains a large area around them.
#
# **`always_negative`**: the answer "always negative" has an accuracy of about 0.5 on our balanced
# sample. What accuracy would it have on points spread evenly over the *whole square*, without
# balancing? Give a number from 0 to 1, correct to within 0.005.
#
# <details><summary>Hint 1</summary>
#
# Draw the ring on the picture of the training data, on paper or in your mind. What lies inside it,
# and what outside?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# On evenly spread points, "always negative" is right for every point that is not in a crescent. You
# printed the share of the crescents earlier.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_errors = "d"  # SOLUTION
always_negative = 0.9907  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a letter and a number
failure_message: why_errors is one of the letters a to d in quotes, and always_negative is a number
  from 0 to 1.
""" # END TEST CONFIG
def test_form(why_errors, always_negative):
    import numpy as np
    assert str(why_errors).strip().lower() in ("a", "b", "c", "d"), (
        f"why_errors is {why_errors!r}, expected a letter"
    )
    value = np.ravel(always_negative)
    assert value.size == 1 and value.dtype.kind in "iuf", (
        f"always_negative is {always_negative!r}, expected a number"
    )
    assert 0 <= value[0] <= 1, (
        f"always_negative is {always_negative}, expected a number from 0 to 1"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the reason
failure_message: Look at what lies inside the ring and what lies outside. Which kind of error is
  possible in each place?
""" # END TEST CONFIG
def test_reason(why_errors):
    assert str(why_errors).strip().lower() == "d", "that is not the right reason"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the accuracy without balancing
failure_message: Without balancing, positives are rare. For what share of the whole square is the
  answer ‘negative’ right?
""" # END TEST CONFIG
def test_number(always_negative):
    import numpy as np
    share = np.ravel(always_negative)
    assert share.size == 1 and share.dtype.kind in "iuf", "that is not a number"
    assert abs(float(share[0]) - (1 - 0.00929)) < 0.006, "that is not the accuracy"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# An answer that ignores its input can look excellent when one class is rare. Remember this when
# someone quotes an accuracy without saying how common each class is; assignment 05 returns to it.
#
# ## What you have built
#
# - A data set from a rule: `in_circle`, `crescent`, `balanced_sample`.
# - The preparation that every experiment needs: `joint_shuffle` and `split_validation`.
# - A classifier made by hand, by looking. You found its numbers; the data did not.
# - A fair measurement: test data kept apart, four counts, three scores.
#
# Looking worked because the points have two features and fit on a sheet of paper. With 40 features,
# or with the pixels of a photo, nobody can look. In the next assignment the data do the work:
# **nearest neighbour** builds its function from the training points alone, and it gets about 98 %
# right.
