# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 06-scaling
# title: Scaling
# section: Posing problems for neural networks, scaling inputs
# minutes: 80
# limits: {cell_seconds: 20}

# %% [markdown]
# # Scaling
#
# The crescents are back, but somebody else has measured them: x in metres, y in millimetres.
# Nothing else has changed, and yet the accuracy of your nearest neighbour drops from 0.98 to 0.80,
# and a network that solved the problem last time now does little better than tossing a coin. You
# will write the fix, which takes only a few lines: a min-max scaler for a whole table, one that
# scales each column separately, and standardisation. You will also meet the most common mistake in
# scaling: letting the test data influence it. At the end you train one network three times on the
# same points, scaled in three ways, and compare the curves.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np

BLUE, ORANGE, GREEN = "#0072B2", "#D55E00", "#009E73"

# %% [markdown]
# ## The data
#
# `balanced_sample` draws points from the unit square, half of them from the two crescents (label 1)
# and half from elsewhere (label 0). Then come the units: one column in metres, the other in
# millimetres.

# %%
def crescent(points):
    """True where a point lies in exactly one of the two discs."""
    squared_radius = 0.3**3
    first = ((points - 0.50) ** 2).sum(axis=1) < squared_radius
    second = ((points - 0.51) ** 2).sum(axis=1) < squared_radius
    return first ^ second


def balanced_sample(n, rng):
    """n points of the unit square and their labels, half of them positive, in random order."""
    positive, negative = np.empty((0, 2)), np.empty((0, 2))
    while min(len(positive), len(negative)) < n // 2:
        draw = rng.random((100_000, 2))
        inside = crescent(draw)
        positive = np.concatenate([positive, draw[inside]])
        negative = np.concatenate([negative, draw[~inside]])
    points = np.concatenate([positive[: n // 2], negative[: n // 2]])
    labels = np.repeat([1, 0], n // 2)
    order = rng.permutation(len(points))
    return points[order], labels[order]


UNITS = np.array([1.0, 1000.0])  # x stays in metres, y is counted in millimetres
rng = np.random.default_rng(0)
train_points, train_labels = balanced_sample(2000, rng)
test_points, test_labels = balanced_sample(4000, rng)
train_raw, test_raw = train_points * UNITS, test_points * UNITS
print("smallest value of each column:", train_raw.min(axis=0))
print("largest value of each column: ", train_raw.max(axis=0))

# %%
def scatter(ax, points, labels, title):
    """Draw both classes, each in its own colour and with its own marker."""
    for label, colour, marker, name in ((0, BLUE, "o", "outside"), (1, ORANGE, "^", "crescents")):
        chosen = points[labels == label]
        ax.scatter(*chosen.T, s=7, c=colour, marker=marker, alpha=0.6, linewidths=0, label=name)
    ax.set_title(title)

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
scatter(left, train_raw, train_labels, "as a distance sees them")
left.set(xlabel="x (m)", ylabel="y (mm)", xlim=(-500, 500), ylim=(0, 1000), aspect="equal")
scatter(right, train_raw, train_labels, "as matplotlib shows them")
right.set(xlabel="x (m)", ylabel="y (mm)")
right.legend(loc="upper right", markerscale=2)
plt.show()

# %% [markdown]
# Both pictures show the same 2,000 points. On the left, one unit of x is as long as one unit of y,
# and the square has shrunk to a line: a step of 1 in x is the whole width of the data, a step of 1
# in y is a thousandth of its height. A squared distance adds the two, so y drowns out x. On the
# right, matplotlib has stretched each axis to fit its own range. That is scaling, done for your
# eyes. Unless you scale the data, a classifier sees the left picture.

# %% [raw]
# # BEGIN QUESTION
# name: min_max_scale
# title: One range for everything
# points: 3
# difficulty: 1
# minutes: 8

# %% [markdown]
# Min-max scaling moves the smallest value to 0 and the largest to 1, and everything else
# proportionally in between:
#
# $$\text{scaled} = \frac{\text{value} - \text{smallest}}{\text{largest} - \text{smallest}}$$
#
# Start with the tutorial's version: **one** smallest and **one** largest value for the whole array,
# whatever its shape. So `[2, 4, 6]` becomes `[0, 0.5, 1]`. If all values are equal, there is no
# range to divide by; the result is then all zeros.
#
# <details><summary>Hint 1</summary>
#
# `np.min(data)` without an axis is a single number: the smallest value of the whole array. Subtract
# it, and the smallest value becomes 0.
#
# </details>
# <details><summary>Hint 2</summary>
#
# After the subtraction the values run from 0 to (largest − smallest). What do you divide by so that
# they end at 1? And what do you divide by when that is 0?
#
# </details>
# <details><summary>Hint 3</summary>
#
# Whole numbers of 8 bits overflow: as `int8`, 100 − (−100) is −56, and as `uint8`, 50 − 100 is 206.
# `data.astype(float)` or `np.asarray(data, dtype=float)` makes floats of them before you subtract.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def min_max_scale(data):
    """Scale an array by its own smallest and largest value, so that it runs from 0 to 1.

    Arguments
        data: array of any shape with at least one value, integers (8-bit ones too) or floats, no
            NaN. It must not be changed. The largest value and the smallest are equal, or differ by
            1e-12 or more and by so much that float32 can tell them apart.
    Returns
        a new float array of the same shape, not rounded: (data - smallest) / (largest - smallest),
            with one smallest and one largest value for the whole array. All zeros if all values are
            equal, and only then. float32 is exact enough.

    About 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write min_max_scale")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    values = np.asarray(data, dtype=float)  # 8-bit integers would overflow below
    low, high = np.min(values), np.max(values)
    span = high - low if high > low else 1  # equal values: 0 / 1 is the 0 we want
    return (values - low) / span
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shape, type and range of the result
failure_message: Subtract the smallest value, then divide by largest minus smallest, not by the
  largest.
""" # END TEST CONFIG
def test_range(min_max_scale):
    import numpy as np

    data = np.random.default_rng(1).uniform(-30, 70, size=(50, 3))
    low, high, shape = data.min(), data.max(), data.shape
    middle = (data[7, 1] - low) / (high - low)
    scaled = min_max_scale(data)
    assert isinstance(scaled, np.ndarray), (
        f"min_max_scale returned a {type(scaled).__name__}, expected an array"
    )
    assert scaled.shape == shape, (
        f"the result has shape {scaled.shape}, expected {shape}: scaling moves values, it keeps "
        "the "
        "shape"
    )
    assert np.issubdtype(scaled.dtype, np.floating), (
        f"the result has dtype {scaled.dtype}, expected floats: values between 0 and 1 are not "
        "integers"
    )
    assert abs(scaled.min()) < 1e-6, f"the smallest scaled value is {scaled.min():.8g}, expected 0"
    assert abs(scaled.max() - 1) < 1e-6, (
        f"the largest scaled value is {scaled.max():.8g}, expected 1"
    )
    assert abs(scaled[7, 1] - middle) < 1e-6, (
        f"a value in between became {scaled[7, 1]:.8g}, expected {middle:.8g}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: a table to check by hand
failure_message: Use one smallest and one largest value for the whole table here, not one for each
  row or column.
""" # END TEST CONFIG
def test_paper(min_max_scale):
    import numpy as np

    scaled = min_max_scale(np.array([[10.0, 20.0], [15.0, 30.0]]))
    expected = np.array([[0.0, 0.5], [0.25, 1.0]])
    assert np.shape(scaled) == (2, 2), f"the result has shape {np.shape(scaled)}, expected (2, 2)"
    assert np.allclose(scaled, expected, atol=1e-5), (
        f"min_max_scale([[10, 20], [15, 30]]) is {np.asarray(scaled).tolist()}, expected "
        f"{expected.tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: arrays with one, two and three axes
failure_message: The same two numbers, smallest and largest, scale every value of the array,
  whatever its shape. Do not round the result.
""" # END TEST CONFIG
def test_shapes(min_max_scale):
    import numpy as np

    draw = np.random.default_rng(61)
    for shape in ((7,), (9, 4), (3, 4, 5), (200, 3)):
        table = draw.normal(12.0, 5.0, size=shape)
        wanted = np.interp(table, [table.min(), table.max()], [0, 1])
        got = min_max_scale(table)
        assert np.shape(got) == shape, (
            f"an array of shape {shape} came back with shape {np.shape(got)}"
        )
        assert np.allclose(got, wanted, atol=1e-5), (
            f"an array of shape {shape} is off by up to {np.abs(got - wanted).max():.3g}"
        )
    got = np.asarray(min_max_scale(np.array([0.0, 4e-7, 1.0, 2e-6])))
    assert got.shape == (4,) and np.allclose(got, [0, 4e-7, 1, 2e-6], rtol=1e-4, atol=1e-12), (
        f"0, 4e-7, 1, 2e-6 became {got.tolist()}, expected the same values: was it rounded?"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: integers, including 8-bit ones
failure_message: Convert the data to floats first. Scaled integers become fractions, and small
  integer types overflow when you subtract them.
""" # END TEST CONFIG
def test_integers(min_max_scale):
    import numpy as np

    for given, wanted in (
        (np.array([[3, 5, 11], [4, 9, 7]]), [[0, 0.25, 1], [0.125, 0.75, 0.5]]),
        (np.array([100, 150, 200, 125], dtype=np.uint8), [0, 0.5, 1, 0.25]),
        (np.array([[255, 0], [51, 102]], dtype=np.uint8), [[1, 0], [0.2, 0.4]]),
        (np.array([0, 1, 1], dtype=np.uint8), [0, 1, 1]),
        (np.array([[-100, 0], [50, 100]], dtype=np.int8), [[0, 0.5], [0.75, 1]]),
    ):
        kind, shape = given.dtype, given.shape
        got = np.asarray(min_max_scale(given))
        assert np.issubdtype(got.dtype, np.floating), (
            f"{kind} values gave dtype {got.dtype}, expected floats"
        )
        assert got.shape == shape, f"{kind} values of shape {shape} gave shape {got.shape}"
        assert np.allclose(got, wanted, atol=1e-5), (
            f"{kind} values gave {got.tolist()}, expected {wanted}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: all values equal, or nearly so
failure_message: When all values are equal, the range is 0, and dividing by it gives NaN. The
  docstring asks for zeros. Any other range, however small, is divided by as it is.
""" # END TEST CONFIG
def test_equal_values(min_max_scale):
    import numpy as np

    # the rounded mean of three times 0.1 is not 0.1, so their deviation is not quite 0
    tenths = np.full(3, 0.1)
    for given in (np.full((4, 2), 7.0), np.full(5, -3), np.array([[0.1]]), np.zeros(3), tenths):
        shape, value = given.shape, given.flat[0]
        scaled = np.asarray(min_max_scale(given))
        assert scaled.dtype.kind == "f", f"{given.dtype} gave dtype {scaled.dtype}, expected floats"
        assert scaled.shape == shape, (
            f"equal values of shape {shape} came back with shape {scaled.shape}"
        )
        assert np.array_equal(scaled, np.zeros(shape)), (
            f"values that all equal {value} gave {scaled.ravel()[0]} first, expected zeros"
        )
    for given in ([1e-11, 3e-11, 2e-11], [1e6, 1e6 + 1, 1e6 + 0.5], [-2e-5, 2e-5, 0.0]):
        scaled = np.asarray(min_max_scale(np.array(given)))
        assert scaled.shape == (3,) and np.allclose(scaled, [0, 1, 0.5], atol=1e-5), (
            f"{given} gave {scaled.tolist()}, expected [0, 1, 0.5]"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the input is not changed
failure_message: Work on a new array. An operator such as -= changes the caller's data.
""" # END TEST CONFIG
def test_input_kept(min_max_scale):
    import numpy as np

    given = np.linspace(-4.0, 9.0, 14)
    before, wanted = given.copy(), np.linspace(0, 1, 14)
    scaled = np.asarray(min_max_scale(given))
    assert scaled.shape == (14,) and np.allclose(scaled, wanted, atol=1e-5), (
        "14 evenly spaced values did not become evenly spaced values from 0 to 1"
    )
    assert np.array_equal(given, before), "min_max_scale changed the array it was given"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: largest_x
# title: Predict before you run
# points: 1
# difficulty: 1
# minutes: 3

# %% [markdown]
# Suppose x runs from 0 to 1 (metres) and y from 0 to 1,000 (millimetres), and both columns reach
# both ends of their range. They are in one table, and you call `min_max_scale(table)`. What is the
# largest value in the **x** column afterwards? Write the number.
#
# <details><summary>Hint 1</summary>
#
# Which smallest and which largest value does `min_max_scale` use? In which column are they?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Put x = 1 into the formula from the question above.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
largest_x = 0.001  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a number from 0 to 1
failure_message: Write one plain number, such as 0.5, without quotes. Scaled values lie between 0
  and 1.
""" # END TEST CONFIG
def test_form(largest_x):
    import numpy as np

    assert not isinstance(largest_x, (str, bool)) and np.ndim(largest_x) == 0, (
        f"largest_x is {largest_x!r}, expected a number"
    )
    try:
        number = float(largest_x)
    except (TypeError, ValueError):
        raise AssertionError(f"largest_x is {largest_x!r}, expected a number")
    assert 0 <= number <= 1, f"largest_x is {largest_x}, expected a number from 0 to 1"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the value
failure_message: One range is used for the whole table. Ask which column sets it, and what that does
  to the other. Write the exact number, without quotes.
""" # END TEST CONFIG
def test_value(largest_x):
    import numpy as np

    assert not isinstance(largest_x, (str, bool)) and np.ndim(largest_x) == 0, "not a number"
    assert abs(float(largest_x) - 1 / 1000) < 1e-7, "that is not the largest scaled x"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
# Was your prediction right? The smallest and the largest value of each scaled column:
whole = min_max_scale(train_raw)
for name, column in zip("xy", whole.T):
    print(f"{name}: {column.min():.6f} to {column.max():.6f}")

# %% [markdown]
# One range for the whole table keeps the shape of the data exactly as it was: the left picture
# again, with smaller numbers. That is what you want when all columns have the same unit, like the
# 40 values of one experiment in the next assignment, or the pixels of an image. It does not help
# when the columns have different units. Then each column needs its own range.

# %% [raw]
# # BEGIN QUESTION
# name: RangeScaler
# title: One range for each column
# points: 6
# difficulty: 3
# minutes: 25

# %% [markdown]
# A scaler that will be used again needs a memory: the range it learned from the training data must
# be used for every row that comes later. scikit-learn splits this into three methods, and so will
# you:
#
# | method | what it does |
# |---|---|
# | `fit(data)` | **learns**: stores the smallest value and the range of each column |
# | `transform(data)` | **uses**: scales any rows by what `fit` stored |
# | `inverse_transform(scaled)` | **undoes**: back to the old units |
#
# New rows may lie outside the range that `fit` saw. They then become values below 0 or above 1, as
# they should: a point outside stays outside. A column whose values are all equal has range 0;
# divide by 1 instead. And a NaN is a measurement that failed. `np.min` would silently turn the
# whole column into NaN, so your scaler rejects it with a `ValueError`. (scikit-learn's
# `MinMaxScaler` lets NaN through.)
#
# An example to check by hand: fitted on `[[1, 10], [3, 30], [2, 20]]`, the row `[2, 10]` becomes
# `[0.5, 0]` and the row `[5, 20]` becomes `[2, 0.5]`.
#
# <details><summary>Hint 1</summary>
#
# Rows are examples, columns are features. `data.min(axis=0)` goes down the rows and gives one
# number per column. Store what you learn in the object: `self.low = …`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `transform` must not look for a smallest value: it takes rows from anywhere and uses `self.low`
# and `self.span`. To undo "subtract, then divide", take the opposite steps in the opposite order.
#
# </details>
# <details><summary>Hint 3</summary>
#
# `np.isnan(data).any()` tells whether there is a NaN. `np.where(condition, a, b)` takes `a` where
# the condition holds and `b` elsewhere, which helps with a range of 0.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
class RangeScaler:
    """Scale each column by the range it had in the data of `fit`.

    Data are arrays of shape (n, d): n rows, d columns, of integers (8-bit ones too) or floats. No
    method may change the array it is given. Results are new float arrays, not rounded; float32 is
    exact enough. The values of a column are all equal, or its range is 1e-12 or more and so wide
    that float32 can tell smallest and largest apart.
    """

    def fit(self, data):
        """Store the smallest value and the range (largest - smallest) of each column; return self.

        A column whose values are all equal gets range 1; any other range, however small, is used as
        it is. Raises ValueError if data contains a NaN anywhere. About 6 lines.
        """
        """ # BEGIN PROMPT
        raise NotImplementedError("write RangeScaler.fit")
        """  # END PROMPT
        # BEGIN SOLUTION NO PROMPT
        values = np.asarray(data, dtype=float)
        if np.isnan(values).any():
            raise ValueError("cannot learn a range from NaN")
        self.low = values.min(axis=0)
        span = values.max(axis=0) - self.low
        self.span = np.where(span == 0, 1, span)
        return self
        # END SOLUTION

    def transform(self, data):
        """Return (data - smallest) / range, with the figures of `fit`: a float array (n, d).

        Values outside the range of `fit` are not clipped. Raises ValueError if data contains a NaN
        anywhere. About 3 lines.
        """
        """ # BEGIN PROMPT
        raise NotImplementedError("write RangeScaler.transform")
        """  # END PROMPT
        # BEGIN SOLUTION NO PROMPT
        if np.isnan(data).any():
            raise ValueError("cannot scale NaN")
        return (data - self.low) / self.span
        # END SOLUTION

    def inverse_transform(self, scaled):
        """Return scaled rows in their original units: a float array (n, d).

        scaled holds any floats but NaN, also below 0 and above 1. A column that was constant in
        `fit` has range 1 here too. About 1 line.
        """
        """ # BEGIN PROMPT
        raise NotImplementedError("write RangeScaler.inverse_transform")
        """  # END PROMPT
        # BEGIN SOLUTION NO PROMPT
        return scaled * self.span + self.low
        # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: a table to check by hand
failure_message: Each column has its own smallest value and range, learned in fit and used unchanged
  in transform.
""" # END TEST CONFIG
def test_paper(RangeScaler):
    import numpy as np

    scaler = RangeScaler()
    scaler.fit(np.array([[1.0, 10.0], [3.0, 30.0], [2.0, 20.0]]))
    scaled = scaler.transform(np.array([[2.0, 10.0], [3.0, 25.0], [1.0, 30.0]]))
    expected = np.array([[0.5, 0.0], [1.0, 0.75], [0.0, 1.0]])
    assert isinstance(scaled, np.ndarray), (
        f"transform returned a {type(scaled).__name__}, expected an array"
    )
    assert scaled.shape == (3, 2), (
        f"transform gave shape {scaled.shape}, expected (3, 2): one row per point, one column per "
        "feature"
    )
    assert np.issubdtype(scaled.dtype, np.floating), (
        f"transform gave dtype {scaled.dtype}, expected floats"
    )
    assert np.allclose(scaled, expected, atol=1e-5), (
        f"rows [2, 10], [3, 25], [1, 30] became {scaled.tolist()}, expected {expected.tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
about: scaling and undoing it
failure_message: inverse_transform undoes transform. Multiply by the range first, then add the
  smallest value.
""" # END TEST CONFIG
def test_inverse(RangeScaler):
    import numpy as np

    scaler = RangeScaler()
    scaler.fit(np.array([[1.0, 10.0], [3.0, 30.0], [2.0, 20.0]]))
    back = scaler.inverse_transform(np.array([[0.5, 0.0], [1.0, 0.75]]))
    expected = np.array([[2.0, 10.0], [3.0, 25.0]])
    assert isinstance(back, np.ndarray), (
        f"inverse_transform returned a {type(back).__name__}, expected an array"
    )
    assert back.shape == (2, 2), f"inverse_transform gave shape {back.shape}, expected (2, 2)"
    assert np.allclose(back, expected, atol=1e-5), (
        f"scaled rows [0.5, 0], [1, 0.75] went back to {back.tolist()}, expected "
        f"{expected.tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: fit returns the scaler
failure_message: End fit with return self, so that RangeScaler().fit(train).transform(test) works in
  one line.
""" # END TEST CONFIG
def test_chain(RangeScaler):
    import numpy as np

    fitted = RangeScaler().fit(np.array([[0.0, 4.0], [2.0, 8.0]]))
    assert fitted is not None, "fit returned None, expected the scaler itself"
    scaled = np.asarray(fitted.transform(np.array([[0.0, 4.0], [2.0, 8.0], [1.0, 5.0]])))
    expected = [[0, 0], [1, 1], [0.5, 0.25]]
    assert scaled.shape == (3, 2), (
        f"the scaler that fit returned gives shape {scaled.shape}, expected (3, 2)"
    )
    assert np.allclose(scaled, expected, atol=1e-5), (
        f"the scaler that fit returned gives {scaled.tolist()}, expected {expected}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: new rows beyond the range
failure_message: transform uses the range of fit for all rows, and lets values go below 0 and above
  1.
""" # END TEST CONFIG
def test_beyond(RangeScaler):
    import numpy as np

    learned = RangeScaler()
    learned.fit(np.array([[-2.0, 0.0, 5.0], [2.0, 8.0, 15.0]]))
    fresh = np.array([[6.0, -8.0, 10.0], [-4.0, 4.0, 25.0], [0.0, 0.0, 0.0]])
    wanted = np.array([[2.0, -1.0, 0.5], [-0.5, 0.5, 2.0], [0.5, 0.0, -0.5]])
    got = np.asarray(learned.transform(fresh))
    assert got.shape == wanted.shape, (
        f"three new rows came back with shape {got.shape}, expected {wanted.shape}"
    )
    assert np.allclose(got, wanted, atol=1e-5), (
        f"new rows became {got.tolist()}, expected {wanted.tolist()}"
    )
    back = np.asarray(learned.inverse_transform(wanted.copy()))
    again = np.array([[6.0, -8.0, 10.0], [-4.0, 4.0, 25.0], [0.0, 0.0, 0.0]])
    assert back.shape == again.shape and np.allclose(back, again, atol=1e-5), (
        f"scaled back, the new rows became {back.tolist()}, expected {again.tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: many tables, against scikit-learn
failure_message: Your scaler should agree with scikit-learn's MinMaxScaler. Compare the two on a
  small table of your own. Do not round the results.
""" # END TEST CONFIG
def test_library(RangeScaler):
    import numpy as np
    from sklearn.preprocessing import MinMaxScaler

    draw = np.random.default_rng(62)
    for rows, columns in ((5, 1), (40, 3), (8, 12), (300, 2)):
        units = 10.0 ** draw.integers(-3, 4, size=columns)
        old = draw.normal(0.3, 1.0, size=(rows, columns)) * units
        fresh = draw.normal(0.3, 1.5, size=(rows // 2, columns)) * units
        oracle = MinMaxScaler().fit(old.copy())
        wanted, raw = oracle.transform(fresh.copy()), fresh.copy()
        mine = RangeScaler()
        mine.fit(old)
        got = np.asarray(mine.transform(fresh))
        assert got.shape == wanted.shape, (
            f"a table of shape {wanted.shape} came back with shape {got.shape}"
        )
        assert np.allclose(got, wanted, atol=1e-5), (
            f"with {columns} columns transform differs from scikit-learn by up to "
            f"{np.abs(got - wanted).max():.3g}"
        )
        back = np.asarray(mine.inverse_transform(wanted.copy()))
        assert back.shape == raw.shape, (
            f"a scaled table of shape {raw.shape} went back to shape {back.shape}"
        )
        assert np.allclose(back / units, raw / units, atol=1e-5), (
            f"with {columns} columns inverse_transform differs from scikit-learn"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: columns that are constant, or nearly so
failure_message: A column of equal values has range 0. Use 1 instead, in both directions, so that
  nothing becomes NaN. Any other range, however small, is used as it is.
""" # END TEST CONFIG
def test_constant_column(RangeScaler):
    import numpy as np

    learned = RangeScaler()
    learned.fit(np.array([[4.0, 1.0], [4.0, 3.0], [4.0, 2.0]]))
    got = np.asarray(learned.transform(np.array([[4.0, 3.0], [6.5, 1.0]])))
    assert got.shape == (2, 2) and np.allclose(got, [[0.0, 1.0], [2.5, 0.0]], atol=1e-5), (
        f"a constant column gave {got.tolist()}, expected range 1 for it"
    )
    back = np.asarray(learned.inverse_transform(np.array([[0.0, 0.5], [1.5, 1.0]])))
    assert back.shape == (2, 2) and np.allclose(back, [[4.0, 2.0], [5.5, 3.0]], atol=1e-5), (
        f"a constant column came back as {back.tolist()}, expected [[4, 2], [5.5, 3]]"
    )
    for old in (np.array([[0.1, -2.0]]), np.tile([0.1, -2.0], (10, 1))):  # rounding spoils a mean
        learned = RangeScaler()
        learned.fit(old)
        got = np.asarray(learned.transform(np.array([[0.1, 1.0]])))
        assert got.shape == (1, 2) and np.allclose(got, [[0.0, 3.0]], atol=1e-5), (
            f"fitted on {len(old)} times [0.1, -2], [0.1, 1] became {got.tolist()}, expected [0, 3]"
        )
    narrow = RangeScaler()
    narrow.fit(np.array([[1e6, 1e-11, 5.0], [1e6 + 2, 3e-11, 5.0], [1e6, 2e-11, 5.0]]))
    got = np.asarray(narrow.transform(np.array([[1e6 + 1, 2e-11, 4.0], [1e6 - 2, 5e-11, 5.0]])))
    wanted = [[0.5, 0.5, -1.0], [-1.0, 2.0, 0.0]]
    assert got.shape == (2, 3) and np.allclose(got, wanted, atol=1e-5), (
        f"columns with small ranges gave {got.tolist()}, expected {wanted}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: NaN
failure_message: Both fit and transform must raise ValueError when the data contain a NaN, in
  whatever row and column.
""" # END TEST CONFIG
def test_nan(RangeScaler):
    import numpy as np

    clean = np.array([[1.0, 2.0, 3.0], [5.0, 6.0, 9.0], [3.0, 4.0, 6.0]])
    for row, column in ((1, 0), (0, 1), (2, 2)):
        broken = clean.copy()
        broken[row, column] = np.nan
        try:
            RangeScaler().fit(broken.copy())
        except ValueError:
            pass
        else:
            raise AssertionError("fit accepted data with a NaN, expected a ValueError")
        learned = RangeScaler()
        learned.fit(clean.copy())
        try:
            learned.transform(broken.copy())
        except ValueError:
            pass
        else:
            raise AssertionError("transform accepted data with a NaN, expected a ValueError")
        got = np.asarray(learned.transform(np.array([[3.0, 4.0, 3.0]])))
        assert got.shape == (1, 3) and np.allclose(got, [[0.5, 0.5, 0.0]], atol=1e-5), (
            f"a row without NaN became {got.tolist()}, expected [[0.5, 0.5, 0.0]]"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: integers, including 8-bit ones, and the input is not changed
failure_message: Convert the data to floats first, since small integer types overflow when you
  subtract them. Results must be floats, and the caller's data must stay as they were.
""" # END TEST CONFIG
def test_integer_data(RangeScaler):
    import numpy as np

    for kind, old, fresh, wanted in (
        ("int64", [[0, 10], [4, 30], [1, 15]], [[1, 15], [8, 0]], [[0.25, 0.25], [2, -0.5]]),
        ("uint8", [[100, 0], [200, 255]], [[50, 51], [250, 102]], [[-0.5, 0.2], [1.5, 0.4]]),
        ("int8", [[-100, 5], [100, 9]], [[0, -3], [-50, 6]], [[0.5, -2], [0.25, 0.25]]),
    ):
        learned = RangeScaler()
        learned.fit(np.array(old, dtype=kind))
        got = np.asarray(learned.transform(np.array(fresh, dtype=kind)))
        assert np.issubdtype(got.dtype, np.floating), (
            f"{kind} values gave dtype {got.dtype}, expected floats"
        )
        assert got.shape == (2, 2) and np.allclose(got, wanted, atol=1e-5), (
            f"{kind} values {fresh} became {got.tolist()}, expected {wanted}"
        )
        back = np.asarray(learned.inverse_transform(np.array([[0.3, 0.125]])))
        low = np.array(old, dtype=float).min(axis=0)
        span = np.array(old, dtype=float).max(axis=0) - low
        assert back.shape == (1, 2) and np.allclose(back, low + [0.3, 0.125] * span, atol=1e-4), (
            f"fitted on {kind} values, [0.3, 0.125] went back to {back.tolist()}"
        )
    decimals = np.array([[0.5, 10.0], [4.0, 30.0], [1.0, 15.0]])
    before = decimals.copy()
    learned = RangeScaler()
    learned.fit(decimals)
    learned.transform(decimals)
    learned.inverse_transform(decimals)
    assert np.array_equal(decimals, before), "the scaler changed the array it was given"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: two scalers side by side, and a second fit
failure_message: Each scaler must store its own figures, in self. Whatever is stored in the class or
  in a global variable is shared by all scalers.
""" # END TEST CONFIG
def test_two_scalers(RangeScaler):
    import numpy as np

    one, two = RangeScaler(), RangeScaler()
    one.fit(np.array([[0.0], [2.0]]))
    two.fit(np.array([[100.0], [300.0]]))
    for scaler, value, wanted in ((one, 1.0, 0.5), (two, 150.0, 0.25), (one, 2.0, 1.0)):
        got = np.asarray(scaler.transform(np.array([[value]])))
        assert got.shape == (1, 1) and np.allclose(got, wanted, atol=1e-5), (
            f"with two scalers side by side, one gave {got.tolist()}, expected [[{wanted}]]"
        )
    one.fit(np.array([[10.0], [14.0]]))
    got = np.asarray(one.transform(np.array([[11.0]])))
    assert got.shape == (1, 1) and np.allclose(got, 0.25, atol=1e-5), (
        f"fitted a second time, a scaler gave {got.tolist()}, expected [[0.25]]"
    )
    back = np.asarray(one.inverse_transform(np.array([[0.5]])))
    assert back.shape == (1, 1) and np.allclose(back, 12, atol=1e-5), (
        f"fitted a second time, a scaler took 0.5 back to {back.tolist()}, expected [[12]]"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
scaled = RangeScaler().fit(train_raw).transform(train_raw)
figure, axes = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
scatter(axes[0], min_max_scale(train_raw), train_labels, "one range for the table")
scatter(axes[1], scaled, train_labels, "one range for each column")
axes[0].set(xlabel="scaled x", ylabel="scaled y", xlim=(-0.5, 0.5), aspect="equal")
axes[1].set(xlabel="scaled x", ylabel="scaled y", aspect="equal")
axes[1].legend(loc="upper right", markerscale=2)
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: standardise
# title: Centre and spread
# points: 3
# difficulty: 2
# minutes: 10

# %% [markdown]
# Min-max scaling depends on only two values, the smallest and the largest, and either may be a wild
# measurement. Standardisation takes all values into account: it subtracts the **mean** of the
# column and divides by its **standard deviation**. Afterwards each column of the training data has
# mean 0 and standard deviation 1, and most values lie between −2 and 2.
#
# Two standard deviations are in use. For scaling, take the *population* one, which divides the sum
# of squares by n. (The *sample* one divides by n − 1. For [1, 3] the first gives 1, the second
# 1.414.)
#
# A constant column is divided by 1, as before. Recognise it by its values, not by a deviation of 0:
# the mean is rounded, so the deviation of `[0.1, 0.1, 0.1]` comes out as 1.4e-17, and dividing by
# that blows up the smallest difference.
#
# This time, write a function with two arguments: the rows to scale, and the training rows that give
# the mean and the deviation.
#
# <details><summary>Hint 1</summary>
#
# Both figures come from `train`, whatever `data` is: one mean and one deviation per column.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `train.std(axis=0)` is the population deviation (`ddof=0` is NumPy's default; pandas uses
# `ddof=1`). In a constant column the largest value equals the smallest; `np.where` can pick the
# divisor 1 there.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def standardise(data, train):
    """Scale rows by the mean and the population standard deviation of each column of train.

    Arguments
        data: array (m, d), the rows to scale, 64-bit integers or floats, no NaN. It must not be
            changed.
        train: array (n, d), the rows that give mean and deviation, no NaN. It must not be changed.
            The values of a column are all equal, or differ by 3e-7 or more and by so much that
            float32 can tell them apart.
    Returns
        new float array (m, d): (data - mean) / deviation, not rounded; float32 is exact enough. A
        column whose values in train are all equal is divided by 1, and no other column is.

    About 3 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write standardise")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    constant = train.max(axis=0) == train.min(axis=0)  # exact, where the deviation is rounded
    return (data - mean) / np.where(constant, 1, deviation)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: a table to check by hand
failure_message: Subtract the mean of train and divide by the population deviation of train, column
  by column.
""" # END TEST CONFIG
def test_paper(standardise):
    import numpy as np

    train = np.array([[1.0, 10.0], [3.0, 30.0]])
    scaled = standardise(np.array([[4.0, 20.0], [2.0, 0.0], [2.0, 10.0]]), train)
    expected = np.array([[2.0, 0.0], [0.0, -2.0], [0.0, -1.0]])
    assert isinstance(scaled, np.ndarray), (
        f"standardise returned a {type(scaled).__name__}, expected an array"
    )
    assert scaled.shape == (3, 2), (
        f"the result has shape {scaled.shape}, expected (3, 2): the shape of data, not of train"
    )
    assert np.issubdtype(scaled.dtype, np.floating), (
        f"the result has dtype {scaled.dtype}, expected floats"
    )
    assert np.allclose(scaled, expected, atol=1e-5), (
        f"rows [4, 20], [2, 0], [2, 10] became {scaled.tolist()}, expected {expected.tolist()}: "
        "means 2 and 20, deviations 1 and 10"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: mean 0 and deviation 1 on the training data
failure_message: Standardised by itself, each column of train has mean 0 and deviation 1.
""" # END TEST CONFIG
def test_moments(standardise):
    import numpy as np

    train = np.random.default_rng(2).gamma(2.0, [1.0, 50.0, 0.01], size=(6, 3))
    scaled = np.asarray(standardise(train.copy(), train.copy()), dtype=float)
    assert scaled.shape == (6, 3), f"the result has shape {scaled.shape}, expected (6, 3)"
    means, deviations = scaled.mean(axis=0), scaled.std(axis=0)
    assert np.abs(means).max() < 1e-5, f"the means of the columns are {means}, expected 0"
    assert np.abs(deviations - 1).max() < 1e-5, (
        f"the deviations of the columns are {deviations}, expected 1"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: many tables, some of integers, against scikit-learn
failure_message: Your result should agree with scikit-learn's StandardScaler, fitted on train alone.
  Compare the two on a small table of your own.
""" # END TEST CONFIG
def test_library(standardise):
    import numpy as np
    from sklearn.preprocessing import StandardScaler

    draw = np.random.default_rng(63)
    for rows, more, columns in ((3, 5, 1), (30, 40, 4), (6, 1, 9), (10, 300, 2)):
        units = 10.0 ** draw.integers(-2, 3, size=columns)
        old = draw.normal(-0.5, 1.0, size=(rows, columns)) * units
        fresh = draw.normal(1.0, 2.0, size=(more, columns)) * units
        wanted = StandardScaler().fit(old.copy()).transform(fresh.copy())
        got = np.asarray(standardise(fresh, old))
        assert got.shape == wanted.shape, (
            f"data of shape {wanted.shape} came back with shape {got.shape}"
        )
        assert np.allclose(got, wanted, rtol=1e-4, atol=1e-4), (
            f"with {rows} rows to learn from and {columns} columns the result is off by up to "
            f"{np.abs(got - wanted).max():.3g}"
        )
    for kind, old, fresh, wanted in (
        ("int64", [[1], [3], [7], [9]], [[5], [8]], [[0], [3 / 10**0.5]]),
        ("int64", [[100], [200]], [[50], [255]], [[-2], [2.1]]),
    ):
        got = np.asarray(standardise(np.array(fresh, dtype=kind), np.array(old, dtype=kind)))
        assert got.shape == (2, 1) and np.allclose(got, wanted, rtol=1e-4, atol=1e-4), (
            f"{kind} values {fresh} gave {got.tolist()}, expected {wanted}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: columns that are constant, or nearly so
failure_message: Divide by 1 where all values of a column of train are equal, even where rounding
  leaves a deviation that is not quite 0, and only there. A column whose values differ a little is
  not constant.
""" # END TEST CONFIG
def test_constant_column(standardise):
    import numpy as np

    old = np.array([[8.0, 1.0, 1e-7], [8.0, 5.0, 4e-7]])
    got = np.asarray(standardise(np.array([[8.0, 3.0, 5.5e-7], [9.5, 7.0, 1e-7]]), old))
    wanted = [[0.0, 0.0, 2.0], [1.5, 2.0, -1.0]]
    assert got.shape == (2, 3) and np.allclose(got, wanted, atol=1e-4), (
        f"a constant column, an ordinary one and one of small values gave {got.tolist()}, "
        f"expected {wanted}"
    )
    # with 3, 7 or 10 rows the rounded deviation is not 0; the steps are what float32 can hold
    for value, step in ((0.1, 2), (0.3, 2), (8.1, 2), (1e5 + 0.1, 2), (1e8 + 0.1, 64)):
        for rows in (3, 7, 10):
            old = np.column_stack(
                [np.full(rows, value), np.arange(rows) - 50, np.arange(rows) + 50]
            )
            got = np.asarray(standardise(np.array([[value + step, 0, 0]]), old))
            assert got.shape == (1, 3), f"a row of 3 values gave shape {got.shape}"
            assert abs(float(got[0, 0]) - step) < 0.2 * step, (
                f"{rows} values of {value} gave {got[0, 0]:.4g} for a value higher by {step}, "
                f"expected {step}"
            )
    near = np.array(
        [[1000.0, 1.0], [1000.0 + 1 / 128, 5.0], [1000.0 + 1 / 128, 3.0], [1000.0, 1.0]]
    )
    got = np.asarray(standardise(np.array([[1000.0 + 1 / 64, 2.5]]), near))
    wanted = [[3.0, 0.0]]
    assert got.shape == (1, 2) and np.allclose(got, wanted, atol=1e-3), (
        f"columns that are nearly constant gave {got.tolist()}, expected {wanted}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the input is not changed
failure_message: Work on new arrays. An operator such as -= changes the caller's data.
""" # END TEST CONFIG
def test_input_kept(standardise):
    import numpy as np

    draw = np.random.default_rng(64)
    fresh, old = draw.normal(5.0, 2.0, (4, 2)), draw.normal(5.0, 2.0, (6, 2))
    before = fresh.copy(), old.copy()
    wanted = (fresh - old.mean(axis=0)) / old.std(axis=0)
    got = np.asarray(standardise(fresh, old))
    assert got.shape == (4, 2), f"data of shape (4, 2) came back with shape {got.shape}"
    assert np.allclose(got, wanted, rtol=1e-4, atol=1e-4), (
        f"the result is off by up to {np.abs(got - wanted).max():.3g}"
    )
    assert np.array_equal(fresh, before[0]), "standardise changed data"
    assert np.array_equal(old, before[1]), "standardise changed train"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
# scikit-learn has both scalers. Do you agree with it?
from sklearn.preprocessing import MinMaxScaler, StandardScaler

for name, mine, theirs in (
    (
        "min-max",
        RangeScaler().fit(train_raw).transform(test_raw),
        MinMaxScaler().fit(train_raw).transform(test_raw),
    ),
    (
        "standardise",
        standardise(test_raw, train_raw),
        StandardScaler().fit(train_raw).transform(test_raw),
    ),
):
    print(f"{name:12} largest difference {np.abs(mine - theirs).max():.1e},", end=" ")
    print(f"values from {mine.min():.2f} to {mine.max():.2f}")

# %% [markdown]
# A difference around 1e-15 comes from the rounding of floats. Note the values of the min-max
# scaler: some test rows may lie just outside 0 to 1, because the training rows did not reach quite
# as far.

# %% [raw]
# # BEGIN QUESTION
# name: scale_pair
# title: The test data must not influence the scale
# points: 2
# difficulty: 2
# minutes: 8

# %% [markdown]
# Test rows stand for data that nobody has seen yet. Everything that is learned, even a smallest
# value or a mean, is learned from the training rows alone and then used on both. Write that rule as
# a function, using your `RangeScaler`.
#
# Two properties follow, and the hidden checks test them: the scaled training rows are the same
# whatever the test rows are, and a test row is scaled to the same values whether it comes alone or
# with others.
#
# <details><summary>Hint 1</summary>
#
# How many scalers do you need, and how often is `fit` called? One of each is enough.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Make a scaler; fit it on train; return the transformed train and the transformed test.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def scale_pair(train, test):
    """Scale training and test rows, column by column, by the ranges of the training rows.

    Arguments
        train: array (n, d), not to be changed.
        test: array (m, d), not to be changed.
    Returns
        two new float arrays of shapes (n, d) and (m, d), as a tuple or a list: train scaled to run
        from 0 to 1 in each column, and test scaled by the same figures, which may take it below 0
        or above 1. Constant columns and NaN are treated as `RangeScaler` does.

    About 3 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write scale_pair")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    scaler = RangeScaler()
    scaler.fit(train)
    return scaler.transform(train), scaler.transform(test)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: a table to check by hand
failure_message: Scale both arrays by the ranges of train, into new arrays. The test rows do not get
  a range of their own.
""" # END TEST CONFIG
def test_paper(scale_pair):
    import numpy as np

    train = np.array([[0.0, 10.0], [4.0, 20.0]])
    test = np.array([[1.0, 15.0], [3.0, 20.0], [2.0, 10.0]])
    before = train.copy(), test.copy()
    pair = scale_pair(train, test)
    assert isinstance(pair, (tuple, list)) and len(pair) == 2, (
        "scale_pair must return two arrays: train, test"
    )
    scaled_train, scaled_test = np.asarray(pair[0]), np.asarray(pair[1])
    assert scaled_train.shape == (2, 2), (
        f"the scaled train has shape {scaled_train.shape}, expected (2, 2)"
    )
    assert scaled_test.shape == (3, 2), (
        f"the scaled test has shape {scaled_test.shape}, expected (3, 2)"
    )
    assert np.allclose(scaled_train, [[0, 0], [1, 1]], atol=1e-5), (
        f"train became {scaled_train.tolist()}, expected [[0, 0], [1, 1]]"
    )
    expected = [[0.25, 0.5], [0.75, 1.0], [0.5, 0.0]]
    assert np.allclose(scaled_test, expected, atol=1e-5), (
        f"test became {scaled_test.tolist()}, expected {expected}"
    )
    assert np.array_equal(train, before[0]), "scale_pair changed train"
    assert np.array_equal(test, before[1]), "scale_pair changed test"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the same training rows with different test rows
failure_message: The scaled training rows run from 0 to 1 in each column, whatever the test rows
  are. If different test rows change them, the scaler has seen the test data. Fit it on train only.
""" # END TEST CONFIG
def test_other_company(scale_pair):
    import numpy as np

    draw = np.random.default_rng(65)
    old = draw.normal(2.0, 3.0, size=(20, 3))
    wanted = (old - old.min(axis=0)) / np.ptp(old, axis=0)
    for rows, spread in ((10, 1.0), (10, 50.0), (200, 5.0)):
        fresh = draw.normal(2.0, spread, size=(rows, 3))
        got = np.asarray(scale_pair(old.copy(), fresh)[0])
        assert got.shape == wanted.shape, (
            f"20 training rows of 3 values came back with shape {got.shape}"
        )
        assert np.allclose(got, wanted, atol=1e-5), (
            f"with {rows} test rows beside them, the scaled training rows are off by up to "
            f"{np.abs(got - wanted).max():.3g}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: test rows one at a time
failure_message: A test row is scaled by the ranges of train, alone or together with others. If the
  two differ, the test rows are scaled by a range of their own. NaN and constant columns are
  treated as your RangeScaler treats them.
""" # END TEST CONFIG
def test_row_by_row(scale_pair, RangeScaler):
    import numpy as np

    draw = np.random.default_rng(66)
    old, fresh = draw.uniform(-5, 40, size=(25, 2)), draw.uniform(-15, 50, size=(6, 2))
    wanted = (fresh - old.min(axis=0)) / np.ptp(old, axis=0)
    together = np.asarray(scale_pair(old.copy(), fresh.copy())[1])
    assert together.shape == (6, 2), (
        f"6 test rows of 2 values came back with shape {together.shape}"
    )
    assert np.allclose(together, wanted, atol=1e-5), (
        f"the scaled test rows are off by up to {np.abs(together - wanted).max():.3g}"
    )
    for i in range(6):
        alone = np.asarray(scale_pair(old.copy(), fresh[i : i + 1].copy())[1])
        assert alone.shape == (1, 2) and np.allclose(alone[0], wanted[i], atol=1e-5), (
            "a test row is scaled differently when it is alone"
        )

    def fit_and_transform(train, test):
        scaler = RangeScaler()
        scaler.fit(train)
        return scaler.transform(train), scaler.transform(test)

    def result(scale, *parts):
        try:
            return [np.asarray(part) for part in scale(*(part.copy() for part in parts))]
        except ValueError:
            return "ValueError"
        except Exception:
            return "another error"

    def agree(got, wanted):
        if isinstance(got, str) or isinstance(wanted, str):
            return isinstance(got, str) and got == wanted
        return all(
            mine.shape == right.shape and np.allclose(mine, right, atol=1e-5, equal_nan=True)
            for mine, right in zip(got, wanted)
        )

    broken = old[:4].copy()
    broken[1, 1] = np.nan
    flat = np.array([[3.0, 1e-7], [3.0, 5e-7], [3.0, 2e-7]]), np.array([[4.0, 3e-7]])
    scaled = [np.array([[0, 0], [0, 1], [0, 0.25]]), np.array([[1, 0.5]])]
    for what, parts, wanted in (
        ("a NaN in train", (broken, fresh), "ValueError"),
        ("a NaN in test", (old, broken), "ValueError"),
        ("a constant column in train", flat, scaled),
    ):
        got = result(scale_pair, *parts)
        assert agree(got, wanted) or agree(got, result(fit_and_transform, *parts)), (
            f"{what} is not treated as RangeScaler treats it"
        )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Does it matter which range the new rows get? Here is a batch in which all points happen to lie in
# the right half of the square. 1-NN knows the training points, scaled by `RangeScaler`. The batch
# is scaled once your way and once by its own range.

# %%
def one_nn_many(train, labels, points):
    """Return for each point the label of its nearest training row (assignment 02)."""
    # |a - b|² = |a|² - 2ab + |b|²; |b|² is the same for all training rows and changes no order
    distances = (train**2).sum(axis=1) - 2 * points @ train.T
    return labels[distances.argmin(axis=1)]

# %%
right_half = test_raw[:, 0] > 0.5
batch, batch_labels = test_raw[right_half], test_labels[right_half]
train_scaled, by_train = scale_pair(train_raw, batch)
by_itself = RangeScaler().fit(batch).transform(batch)  # the mistake

# %%
figure, axes = plt.subplots(1, 3, figsize=(11, 3.9), layout="constrained", sharex=True, sharey=True)
scatter(axes[0], train_scaled, train_labels, "training points")
for ax, points, name in (
    (axes[1], by_train, "train's range"),
    (axes[2], by_itself, "its own range"),
):
    accuracy = np.mean(one_nn_many(train_scaled, train_labels, points) == batch_labels)
    scatter(ax, points, batch_labels, f"batch scaled by {name}\n1-NN accuracy {accuracy:.3f}")
for ax in axes:
    ax.set(xlabel="scaled x", aspect="equal")
axes[0].set_ylabel("scaled y")
axes[0].legend(loc="upper right", markerscale=2)
plt.show()

# %% [markdown]
# Scaled by its own range, half a crescent is stretched over the whole square and lands where the
# training points say something else: about 0.98 becomes about 0.58, and no error message warns you.
# (With a large batch drawn like the training data, the two ranges nearly agree and nothing happens.
# That is what makes this mistake so hard to notice.)

# %% [raw]
# # BEGIN QUESTION
# name: one_point
# title: A batch of one
# points: 1
# difficulty: 2
# minutes: 3

# %% [markdown]
# A phone app sends one new point at a time, and its programmer scales each batch with
# `RangeScaler().fit(batch).transform(batch)`. Each batch holds one row. What does the classifier
# see? Write the letter.
#
# - `a` The point as it should be scaled, because one row is too few to change anything.
# - `b` NaN, because the range of one row is 0.
# - `c` The same row `[0, 0]`, whatever the point is.
# - `d` The point in its original units, because the range 0 is replaced by 1.
#
# <details><summary>Hint 1</summary>
#
# With one row, what are the smallest and the largest value of each column?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Work one row, such as `[0.7, 300]`, through your own `fit` and `transform` with pencil and paper.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
one_point = "c"  # SOLUTION

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
def test_form(one_point):
    assert isinstance(one_point, str) and one_point.strip().lower() in ("a", "b", "c", "d"), (
        f"one_point is {one_point!r}, expected one letter from a to d, in quotes"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the answer
failure_message: Work one row through fit and transform by hand, and look at what is subtracted from
  it.
""" # END TEST CONFIG
def test_answer(one_point):
    assert isinstance(one_point, str) and one_point.strip().lower() == "c", (
        "that is not what happens to a batch of one"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: why_leak
# title: Why is it a leak?
# points: 1
# difficulty: 2
# minutes: 4

# %% [markdown]
# Another common habit: fit the scaler on **all** rows, scale them, and only then split off the test
# rows. Nobody looked at a label. What is wrong with the accuracy measured on the test rows? Write
# the letter.
#
# - `a` Nothing. A scaler never sees a label, so nothing about the answers can reach the model.
# - `b` The test rows helped to set the scale, so they no longer stand for unseen data.
# - `c` The test rows now lie outside the range from 0 to 1, so the accuracy is too low.
# - `d` The training rows lose precision when more rows are scaled together, so the model is worse
#   than it could be.
#
# <details><summary>Hint 1</summary>
#
# What is a test set for? Think of rows that arrive next year: could they have been part of `fit`?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Suppose one test row has a y of 5,000 mm. Which of the numbers that the model trains on would
# change?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_leak = "b"  # SOLUTION

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
def test_form(why_leak):
    assert isinstance(why_leak, str) and why_leak.strip().lower() in ("a", "b", "c", "d"), (
        f"why_leak is {why_leak!r}, expected one letter from a to d, in quotes"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the answer
failure_message: Ask what a test set is meant to imitate, and whether next year's rows could have
  been there when fit was called.
""" # END TEST CONFIG
def test_answer(why_leak):
    assert isinstance(why_leak, str) and why_leak.strip().lower() == "b", "that is not the reason"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: scaled_one_nn
# title: The scaler is part of the model
# points: 2
# difficulty: 2
# minutes: 10

# %% [markdown]
# If a model was trained on scaled points, everyone who uses it must scale too, in the same way. It
# is safest to package the two together: raw points in, labels out. Write `scaled_one_nn`: it learns
# the scale, keeps the scaled training points, and returns a function that scales what it is given
# and calls `one_nn_many` (above). Use either of your scalers.
#
# The hidden checks use training points and 4,000 fresh points of their own, in other units too.
# Typical accuracy: 0.98. Required: **0.95**. On raw points in metres and millimetres, 1-NN gets
# about 0.80.
#
# <details><summary>Hint 1</summary>
#
# Fit the scaler once, outside the inner function. The inner function remembers it, just as `one_nn`
# in assignment 02 remembered its data.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Outside: fit the scaler and transform the training points. Inside `predict(points)`: transform the
# points with the same scaler, then call
# `one_nn_many(scaled training points, labels, scaled points)`. At the end, return `predict`,
# without parentheses.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def scaled_one_nn(train, labels):
    """Return a 1-NN classifier that takes points in the units of train and scales them itself.

    Arguments
        train: array (n, 2) of raw training points, in any units. It must not be changed.
        labels: integer array (n,), any whole numbers.
    Returns
        a function predict(points) from raw points of shape (m, 2), m at least 1, to an array (m,)
        of labels. Each point is scaled by what was learned from train, so its label does not depend
        on the other points of the call, nor on other classifiers. The points are not changed.

    About 6 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write scaled_one_nn")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    scaler = RangeScaler()
    scaler.fit(train)
    known = scaler.transform(train)

    def predict(points):
        return one_nn_many(known, labels, scaler.transform(points))

    return predict
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the labels of three points
failure_message: predict returns one label for each point, the label of the nearest training point,
  and changes no array it is given.
""" # END TEST CONFIG
def test_labels(scaled_one_nn):
    import numpy as np

    train = np.array([[0.0, 0.0], [1.0, 1000.0], [0.0, 1000.0], [1.0, 0.0]])
    points = np.array([[0.9, 900.0], [0.1, 600.0], [0.2, 50.0]])
    before = train.copy(), points.copy()
    predict = scaled_one_nn(train, np.array([7, 8, 9, 5]))
    assert predict is not None, "scaled_one_nn returned None, expected a function"
    labels = np.asarray(predict(points))
    assert labels.shape == (3,), f"three points gave labels of shape {labels.shape}, expected (3,)"
    assert set(labels.tolist()) <= {5, 7, 8, 9}, (
        f"the labels are {labels.tolist()}, expected values among 5, 7, 8, 9: labels, not row "
        "numbers"
    )
    assert labels.tolist() == [8, 9, 7], f"the labels are {labels.tolist()}, expected [8, 9, 7]"
    assert np.array_equal(train, before[0]), "scaled_one_nn changed train"
    assert np.array_equal(points, before[1]), "predict changed the points it was given"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: one point at a time, and two classifiers side by side
failure_message: A point must get the same label alone as together with others. Scale it by the
  figures of train, not by its own, and keep them inside the classifier.
""" # END TEST CONFIG
def test_single(scaled_one_nn):
    import numpy as np

    rng = np.random.default_rng(3)
    predict = scaled_one_nn(rng.random((60, 2)) * [1, 1000], np.arange(60))
    points = rng.random((12, 2)) * [1, 1000]
    points[5] = [40, 500]  # far from all the others
    alone = [int(np.asarray(predict(points[i : i + 1].copy()))[0]) for i in range(12)]
    together = np.asarray(predict(points.copy())).tolist()
    assert len(set(together)) > 3, (
        f"12 points spread over the square got {len(set(together))} different labels, expected "
        "more: each of the 60 training points has its own label"
    )
    assert alone == together, (
        f"12 points got {len(set(alone))} different labels one at a time and {len(set(together))} "
        "together; they should be the same"
    )
    scaled_one_nn(rng.random((60, 2)) * [50, 2], np.arange(60) + 100)
    again = np.asarray(predict(points.copy())).tolist()
    assert again == together, "after a second classifier was made, the first gave other labels"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: accuracy on 4,000 fresh points
failure_message: Both the training points and the new points must be scaled, column by column,
  before distances are taken.
""" # END TEST CONFIG
def test_accuracy(scaled_one_nn):
    import numpy as np

    draw = np.random.default_rng(67)
    pool = draw.random((60_000, 2))
    pool[4000:] = 0.33 + 0.35 * pool[4000:]  # around the crescents, which are small
    discs = [np.hypot(pool[:, 0] - c, pool[:, 1] - c) < 0.3**1.5 for c in (0.5, 0.51)]
    truth = discs[0] != discs[1]
    rows = np.concatenate([np.flatnonzero(truth)[:3000], np.flatnonzero(~truth)[:3000]])
    draw.shuffle(rows)
    measured, classes = pool[rows] * [1, 1000], truth[rows] * 1
    got = np.asarray(scaled_one_nn(measured[:2000], classes[:2000])(measured[2000:]))
    assert got.shape == (4000,), f"4,000 points gave labels of shape {got.shape}"
    accuracy = np.mean(got == classes[2000:])
    assert accuracy >= 0.95, f"accuracy {accuracy:.3f} on 4,000 fresh points, required 0.95"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: accuracy on a one-sided batch in other units
failure_message: The scale comes from the training points, whatever their units are and whatever the
  new points look like.
""" # END TEST CONFIG
def test_one_sided(scaled_one_nn):
    import numpy as np

    draw = np.random.default_rng(68)
    pool = draw.random((60_000, 2))
    pool[4000:] = 0.33 + 0.35 * pool[4000:]  # around the crescents, which are small
    discs = [np.hypot(pool[:, 0] - c, pool[:, 1] - c) < 0.3**1.5 for c in (0.5, 0.51)]
    truth = discs[0] != discs[1]
    rows = np.concatenate([np.flatnonzero(truth)[:3000], np.flatnonzero(~truth)[:3000]])
    draw.shuffle(rows)
    measured, classes = pool[rows] * [39_370, 1.1] + [250, -3], truth[rows] * 1
    lower = np.flatnonzero(pool[rows[2000:], 1] < 0.5) + 2000
    got = np.asarray(scaled_one_nn(measured[:2000], classes[:2000])(measured[lower]))
    assert got.shape == lower.shape, f"{len(lower)} points gave labels of shape {got.shape}"
    accuracy = np.mean(got == classes[lower])
    assert accuracy >= 0.95, f"accuracy {accuracy:.3f} on a one-sided batch, required 0.95"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
print(
    "1-NN on raw points:    "
    f"{np.mean(one_nn_many(train_raw, train_labels, test_raw) == test_labels):.3f}"
)
print(
    "1-NN on scaled points: "
    f"{np.mean(scaled_one_nn(train_raw, train_labels)(test_raw) == test_labels):.3f}"
)

# %% [markdown]
# ## The same network, three scales
#
# 1-NN needs scaling because a distance adds up the columns. A network multiplies each column by a
# weight of its own, so it could learn to compensate for the units. How well does it manage? Before
# training, look at where it starts. A ReLU neuron is flat on one side of a line and rises on the
# other; the line is where $w_1 x + w_2 y + b = 0$. Below are these lines for the 32 neurons of an
# untrained first layer, drawn over the points as the layer sees them.

# %%
def network():
    """A new 2 -> 32 ReLU -> 32 ReLU -> 2 softmax network, with the same weights each time."""
    keras.utils.set_random_seed(0)
    model = keras.Sequential([
        keras.Input((2,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(2, activation="softmax"),
    ])
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=20,
    )
    return model


inputs = {"raw": (train_raw, test_raw), "min-max": scale_pair(train_raw, test_raw)}
inputs["standardised"] = standardise(train_raw, train_raw), standardise(test_raw, train_raw)

weights, biases = network().layers[0].get_weights()
print("biases of the untrained first layer:", np.unique(biases))
figure, axes = plt.subplots(1, 3, figsize=(11, 3.9), layout="constrained")
for ax, (name, (points, _)) in zip(axes, inputs.items()):
    scatter(ax, points, train_labels, name)
    margin = 0.05 * np.ptp(points, axis=0)
    low, high = points.min(axis=0) - margin, points.max(axis=0) + margin
    for w1, w2 in weights.T:
        ends = np.array([low[0], high[0]])
        ax.plot(ends, -w1 / w2 * ends, color="black", linewidth=0.8, alpha=0.7)
    ax.set(xlabel="first input", xlim=(low[0], high[0]), ylim=(low[1], high[1]))
axes[0].set_ylabel("second input")
axes[0].legend(loc="upper right", markerscale=2)
plt.show()

# %% [markdown]
# Now train it three times for 30 epochs, starting from the same weights with the same settings.
# Each has its own cell and takes about two seconds. Predict their order first.

# %%
curves = {}


def train_network(name):
    """Train a new network on one of the three inputs, keep its curves and print its accuracy."""
    points, fresh = inputs[name]
    model = network()
    curves[name] = model.fit(points, train_labels, epochs=30, batch_size=100, verbose=0).history
    predicted = np.asarray(model(fresh)).argmax(axis=1)
    print(f"{name:12} accuracy on 4,000 test points: {np.mean(predicted == test_labels):.3f}")


train_network("raw")

# %%
train_network("min-max")

# %%
train_network("standardised")

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
for (name, curve), colour, style in zip(curves.items(), (BLUE, ORANGE, GREEN), ("-", "--", "-.")):
    epochs = np.arange(1, len(curve["loss"]) + 1)
    left.semilogy(epochs, curve["loss"], color=colour, linestyle=style, label=name)
    right.plot(epochs, curve["accuracy"], color=colour, linestyle=style, label=name)
left.axhline(np.log(2), color="grey", linewidth=0.8)
left.text(30, np.log(2) * 0.95, "ln 2: a coin", ha="right", va="top", color="grey")
left.set(xlabel="epoch", ylabel="training loss (log scale)")
right.set(xlabel="epoch", ylabel="training accuracy", ylim=(0.4, 1.0))
right.legend(loc="center right")
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: why_network
# title: Why does the network care?
# points: 1
# difficulty: 3
# minutes: 5

# %% [markdown]
# Typical test accuracies: raw about 0.5, min-max 0.93, standardised 0.98. Min-max and standardised
# points differ only by a shift and a stretch. Why does the network do better with the standardised
# ones? Look again at the pictures of the lines, and at the biases printed above them. Write the
# letter.
#
# - `a` Values between 0 and 1 are too small for 32-bit floats, so the network loses precision.
# - `b` Standardising removes outliers, and with min-max scaling the outliers spoil the training.
# - `c` Standardising moves the two classes apart, so that a straight line can separate them.
# - `d` The biases start at 0, so all lines pass through the origin; standardising puts the origin
#   in the middle of the points.
#
# <details><summary>Hint 1</summary>
#
# A neuron is useful where its line runs through the data. In which picture do the fewest lines miss
# them?
#
# </details>
# <details><summary>Hint 2</summary>
#
# All 32 lines share one point. Where is it in each picture, and why there?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_network = "d"  # SOLUTION

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
def test_form(why_network):
    assert isinstance(why_network, str) and why_network.strip().lower() in ("a", "b", "c", "d"), (
        f"why_network is {why_network!r}, expected one letter from a to d, in quotes"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the answer
failure_message: Compare the three pictures of the lines, and ask what all the lines in one picture
  have in common.
""" # END TEST CONFIG
def test_answer(why_network):
    assert isinstance(why_network, str) and why_network.strip().lower() == "d", (
        "that is not the reason"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## What to keep
#
# | scaling | what it does | good for | beware of |
# |---|---|---|---|
# | one range for all | keeps proportions between columns | the same unit everywhere: pixels, repeated measurements | columns in different units |
# | one range per column | each column from 0 to 1 | known limits | a single outlier that squeezes all other values |
# | standardise | each column mean 0, deviation 1 | networks, as a first choice | nearly constant columns, which it blows up to full size |
#
# - Fit on the training rows, transform everything, and keep the scaler with the model.
#   scikit-learn's `Pipeline` and Keras's `Normalization` layer do exactly that.
# - The tutorial says that scaling "can sometimes help" and that it is worth trying. Here it makes
#   all the difference for 1-NN and for the network, and none for a decision tree, which compares
#   one column at a time with a threshold.
# - You saw half the accuracy disappear without any error message. Print the range of every column
#   before you train.
#
# Next: the values are scaled, but are they the right values? In `07-posing` the same network sees
# the same numbers in four arrangements, and goes from guessing to nearly perfect.
