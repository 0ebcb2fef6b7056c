# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 03-neurons
# title: Neurons
# section: Neurons, multi-layer perceptron, deep learning
# minutes: 75
# limits: {cell_seconds: 20}

# %% [markdown]
# # Neurons
#
# A neural network is made of small, simple parts. In this assignment, you build the parts and then
# wire three of them together.
#
# You will write the functions that give a neuron its shape, then one neuron, then a network of
# three. The test case is **XOR**: *one or the other, but not both*. You will see that one neuron
# cannot learn XOR however long you search, why that is so, and that three neurons can. At the end,
# you count how many parameters there are to search in larger networks, and meet the limit that the
# next assignment removes.

# %%
import warnings

import matplotlib.pyplot as plt
import numpy as np

# NumPy only warns when a number overflows. Here such a warning is an error, so that you cannot miss
# it.
warnings.filterwarnings("error", message=".*encountered in", category=RuntimeWarning)

BLUE, ORANGE, GREEN = "#0072B2", "#D55E00", "#009E73"

XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)  # four inputs, one per row
TARGET = np.array([0, 1, 1, 0], dtype=float)  # 1 where exactly one of the two is 1

# %% [markdown]
# Here are the two problems of this assignment. On the left is XOR: four points, two classes. On the
# right are the crescents from the earlier assignments: half of the points lie in exactly one of two
# discs.
#
# Before you go on, take a pencil: can you draw **one straight line** in the left picture that has
# both orange points on one side and both blue points on the other?

# %%
def crescent(x, y):
    """True where a point lies in exactly one of the two discs."""
    first = (x - 0.5) ** 2 + (y - 0.5) ** 2 < 0.3**3
    second = (x - 0.51) ** 2 + (y - 0.51) ** 2 < 0.3**3
    return first ^ second


def balanced_sample(n, rng):
    """Return n points of the unit square, half of them positive, and their labels (1 or 0)."""
    points, labels = np.empty((0, 2)), np.empty(0, dtype=bool)
    while labels.sum() < n // 2:  # positives are rare: draw many points until there are enough
        drawn = rng.random((20_000, 2))
        points, labels = np.vstack([points, drawn]), np.append(labels, crescent(*drawn.T))
    keep = np.append(np.flatnonzero(labels)[: n // 2], np.flatnonzero(~labels)[: n // 2])
    return points[keep], labels[keep].astype(int)


def scatter(ax, points, labels, size):
    """Draw points, blue circles for class 0 and orange squares for class 1."""
    for label, colour, marker in ((0, BLUE, "o"), (1, ORANGE, "s")):
        of_class = points[labels == label]
        ax.scatter(
            *of_class.T, s=size, c=colour, marker=marker, edgecolors="white", label=f"class {label}"
        )
    ax.set(xlabel="x", ylabel="y", aspect="equal")


slices, slice_labels = balanced_sample(200, np.random.default_rng(0))
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
scatter(left, XOR, TARGET, 150)
scatter(right, slices, slice_labels, 25)
left.set_title("XOR: one or the other, but not both")
left.set(xlim=(-0.5, 1.5), ylim=(-0.5, 1.5))
left.legend(loc="center")
right.set_title("200 points of the crescent problem")
plt.show()

# %% [markdown]
# ## Shapes for a neuron
#
# A neuron adds up its inputs and then passes the sum through an **activation function**. Without
# that function, stacked neurons could still do no more than add. Here are three well-known ones.
# Each takes an array of any shape (or a single number) and works on every element.

# %% [raw]
# # BEGIN QUESTION
# name: relu
# title: The rectifier
# points: 1
# difficulty: 1
# minutes: 4

# %% [markdown]
# The *rectified linear unit*, or **ReLU**, lets positive numbers through and replaces negative ones
# with zero:
#
# $$\mathrm{relu}(z) = \max(0, z)$$
#
# So `relu(np.array([-2.0, 3.0]))` is `[0.0, 3.0]`. Write it for arrays. The input array must not
# change.
#
# <details><summary>Hint 1</summary>
#
# Python's `max` compares two single numbers. NumPy has a function that compares two arrays element
# by element.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Note the difference between `np.max` (the largest element of one array) and `np.maximum` (the
# larger of two, position by position).
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def relu(z):
    """Return max(0, z), element by element.

    z: a float array of any shape, or a single number. It is not changed.
    Returns: the same shape as z.
    About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write relu")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return np.maximum(0, z)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: five numbers
failure_message: ReLU keeps positive numbers and replaces the rest with 0; it does not drop, shift
  or flip anything.
""" # END TEST CONFIG
def test_paper(relu):
    import numpy as np
    result = np.asarray(relu(np.array([-2.0, -0.5, 0.0, 0.5, 3.0])))
    assert result.shape == (5,), f"relu of 5 numbers has shape {result.shape}, expected (5,)"
    assert np.allclose(result, [0, 0, 0, 0.5, 3]), (
        f"relu([-2, -0.5, 0, 0.5, 3]) is {result.tolist()}, expected [0, 0, 0, 0.5, 3]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: other shapes, a single number, input unchanged
failure_message: Work on each element, whatever the shape, and build a new array instead of writing
  into the one you were given.
""" # END TEST CONFIG
def test_shapes(relu):
    import numpy as np
    block = np.random.default_rng(311).normal(0, 30, (2, 3, 4))
    block[0, 0] = -1.5, 0.375, 1e-3, -1e-3
    given = block.copy()
    answer = np.asarray(relu(given))
    assert np.array_equal(given, block), "relu changed the array it was given"
    assert answer.shape == block.shape, f"relu of a {block.shape} array has shape {answer.shape}"
    assert np.allclose(answer, (block + np.abs(block)) / 2), "relu of a 3-D array has wrong values"
    for number, expected in ((-1.5, 0), (2.5, 2.5), (0.125, 0.125), (0, 0), (-3, 0), (700, 700)):
        answer = np.asarray(relu(number))
        assert answer.shape == () and answer == expected, "relu of one number is wrong"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: sigmoid
# title: The sigmoid
# points: 2
# difficulty: 2
# minutes: 10

# %% [markdown]
# The **sigmoid** squeezes any number into the range from 0 to 1. It was the classic choice, and it
# is still the last step of many networks that answer yes or no:
#
# $$\mathrm{sigmoid}(z) = \frac{1}{1 + e^{-z}}$$
#
# You should see `sigmoid(0)` = 0.5 and `sigmoid(np.log(3))` = 0.75.
#
# There is a trap. For $z = -1000$, the formula as it stands needs $e^{1000}$, a number with 435
# digits: NumPy warns of an overflow, and in this notebook that warning is an error. But the answer
# itself is harmless: it is 0. Your function must return it quietly. Here is the way out: multiply
# numerator and denominator by $e^{z}$ to get an equivalent form,
#
# $$\mathrm{sigmoid}(z) = \frac{e^{z}}{1 + e^{z}}$$
#
# One form is safe for $z \ge 0$, the other for $z < 0$.
#
# <details><summary>Hint 1</summary>
#
# `np.exp` is safe whenever its argument is negative or zero. What is the argument of `exp` in each
# of the two forms, and when is it negative?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Careful: `np.where(condition, a, b)` computes `a` and `b` for *all* elements before it chooses. So
# both must be safe everywhere.
#
# </details>
# <details><summary>Hint 3</summary>
#
# In pseudocode: let e be exp of minus the absolute value of z, which never overflows. For z ≥ 0,
# the answer is 1 / (1 + e). For negative z, it is e / (1 + e).
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def sigmoid(z):
    """Return 1 / (1 + exp(-z)), element by element, without overflow for any z.

    z: a float array of any shape, or a single number. It is not changed.
    Returns: floats from 0 to 1 in the same shape as z; 0 at -1000 and 1 at 1000, with no warning.
    The precision of float32 is enough.
    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write sigmoid")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1, e) / (1 + e)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: three numbers
failure_message: Mind the sign in the exponent (it is exp of minus z) and the brackets around 1 +
  exp(-z).
""" # END TEST CONFIG
def test_paper(sigmoid):
    import numpy as np
    result = np.asarray(sigmoid(np.array([-np.log(3), 0.0, np.log(3)])))
    assert result.shape == (3,), f"sigmoid of 3 numbers has shape {result.shape}, expected (3,)"
    assert np.allclose(result, [0.25, 0.5, 0.75]), (
        f"sigmoid([-log 3, 0, log 3]) is {result.tolist()}, expected [0.25, 0.5, 0.75]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: 1000 and -1000
failure_message: The exponential of a large positive number overflows; arrange the formula so that
  exp only ever sees numbers that are 0 or less.
""" # END TEST CONFIG
def test_large(sigmoid):
    import numpy as np
    result = np.asarray(sigmoid(np.array([-1000.0, 1000.0])))
    assert result.shape == (2,), f"sigmoid of 2 numbers has shape {result.shape}, expected (2,)"
    assert np.allclose(result, [0, 1], rtol=0, atol=1e-12), (
        f"sigmoid([-1000, 1000]) is {result.tolist()}, expected [0, 1]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: ordinary numbers in other shapes, a single number
failure_message: Compute the sigmoid of each element on its own, whatever the shape and whatever the
  other elements are.
""" # END TEST CONFIG
def test_oracle(sigmoid):
    import numpy as np
    from scipy.special import expit
    gen = np.random.default_rng(312)
    for shape in ((6, 5), (2, 3, 4)):
        drawn = gen.normal(0, 4, shape)
        answer = np.asarray(sigmoid(drawn.copy()))
        assert answer.shape == shape, f"sigmoid of a {shape} array has shape {answer.shape}"
        assert np.allclose(answer, expit(drawn), rtol=0, atol=1e-6), (
            "sigmoid differs from 1 / (1 + exp(-z)) on random numbers"
        )
    for number in (-1.2, 0.0, 0, 3, -2):
        try:
            answer = np.asarray(sigmoid(number))
        except NotImplementedError:
            raise
        except Exception:
            if isinstance(number, int):
                continue  # a library that refuses whole numbers is fine, a wrong number is not
            raise
        assert answer.shape == () and abs(answer - expit(float(number))) < 1e-6, (
            "sigmoid of one number is wrong"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: small and very large numbers side by side, input unchanged
failure_message: Large numbers must not overflow, disturb their neighbours, or be clipped in the
  array you were given. The two halves mirror each other, since sigmoid(-z) = 1 - sigmoid(z).
""" # END TEST CONFIG
def test_extremes(sigmoid):
    import numpy as np
    ramp = np.linspace(-3000, 3000, 12_001)
    up, down = (np.asarray(sigmoid(z), dtype=float) for z in (ramp, -ramp))
    assert np.array_equal(ramp, np.linspace(-3000, 3000, 12_001)), (
        "sigmoid changed the array it was given"
    )
    assert up.shape == ramp.shape and np.isfinite(up).all(), (
        "sigmoid gives nan or inf somewhere between -3000 and 3000"
    )
    assert np.diff(up).min() > -1e-6 and up[0] < 1e-12 and up[-1] > 1 - 1e-12, (
        "sigmoid must rise from 0 to 1"
    )
    assert np.allclose(up + down, 1, rtol=0, atol=1e-6), "sigmoid(z) + sigmoid(-z) must be 1"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: softplus
# title: Softplus, a smooth rectifier
# points: 3
# difficulty: 2
# minutes: 10

# %% [markdown]
# **Softplus** looks like ReLU with its corner sanded off. It is slower to compute, but it has a
# slope everywhere:
#
# $$\mathrm{softplus}(z) = \ln(1 + e^{z})$$
#
# You should see `softplus(0)` = ln 2 = 0.693…, `softplus(1000)` = 1000 and `softplus(-1000)` = 0.
#
# The trap is the same as before, but on the other side: $e^{1000}$ overflows, although the answer
# is just 1000. Pull the large part out of the logarithm before you take the exponential:
#
# $$\ln(1 + e^{z}) = z + \ln(1 + e^{-z})$$
#
# <details><summary>Hint 1</summary>
#
# For which z is the left-hand form safe, and for which the right-hand one? Both have the form
# "something + ln(1 + exp(something negative))".
#
# </details>
# <details><summary>Hint 2</summary>
#
# The part before the logarithm is 0 for negative z and z for positive z. You have already written
# that function.
#
# </details>
# <details><summary>Hint 3</summary>
#
# In pseudocode: (z if positive, else 0) + ln(1 + exp(minus the absolute value of z)). When e is
# tiny, `np.log1p(e)` is more accurate than `np.log(1 + e)`.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def softplus(z):
    """Return ln(1 + exp(z)), element by element, without overflow for any z.

    z: a float array of any shape, or a single number. It is not changed.
    Returns: floats in the same shape as z; 1000 at 1000 and 0 at -1000, with no warning.
    The precision of float32 is enough.
    About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write softplus")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return np.maximum(0, z) + np.log1p(np.exp(-np.abs(z)))
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: three numbers
failure_message: Softplus is the natural logarithm of 1 + exp(z), with plus z in the exponent, not
  minus z.
""" # END TEST CONFIG
def test_paper(softplus):
    import numpy as np
    result = np.asarray(softplus(np.array([-np.log(2), 0.0, np.log(3)])))
    assert result.shape == (3,), f"softplus of 3 numbers has shape {result.shape}, expected (3,)"
    wanted = np.log([1.5, 2, 4])
    assert np.allclose(result, wanted), (
        f"softplus([-log 2, 0, log 3]) is {np.asarray(result).tolist()}, expected {wanted.tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
about: 1000 and -1000
failure_message: Large inputs overflow inside exp, although the answer itself is no larger than the
  input; pull the large part out of the logarithm first.
""" # END TEST CONFIG
def test_large(softplus):
    import numpy as np
    result = np.asarray(softplus(np.array([-1000.0, 1000.0])))
    assert result.shape == (2,), f"softplus of 2 numbers has shape {result.shape}, expected (2,)"
    assert np.allclose(result, [0, 1000], rtol=0, atol=1e-9), (
        f"softplus([-1000, 1000]) is {np.asarray(result).tolist()}, expected [0, 1000]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: ordinary numbers in other shapes, a single number, input unchanged
failure_message: Compute the softplus of each element, whatever the shape; build a new array instead
  of writing into the one you were given.
""" # END TEST CONFIG
def test_oracle(softplus):
    import numpy as np
    drawn = np.random.default_rng(313).normal(0, 3, (4, 3, 2))
    given = drawn.copy()
    answer = np.asarray(softplus(given))
    assert np.array_equal(given, drawn), "softplus changed the array it was given"
    assert answer.shape == (4, 3, 2), f"softplus of a (4, 3, 2) array has shape {answer.shape}"
    assert np.allclose(answer, np.logaddexp(drawn, 0), rtol=1e-6, atol=1e-6), (
        "softplus differs from ln(1 + exp(z))"
    )
    for number in (1.7, -0.4, 0, 3, -2):
        try:
            answer = np.asarray(softplus(number))
        except NotImplementedError:
            raise
        except Exception:
            if isinstance(number, int):
                continue  # a library that refuses whole numbers is fine, a wrong number is not
            raise
        assert answer.shape == () and abs(answer - np.logaddexp(number, 0)) < 1e-6, (
            "softplus of one number is wrong"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: how far it lies above ReLU, from very negative to very positive numbers
failure_message: Softplus lies above ReLU by ln 2 at zero and by less and less on both sides; it
  must not be capped or cut off anywhere.
""" # END TEST CONFIG
def test_above_relu(softplus):
    import numpy as np
    ramp = np.linspace(-5000, 5000, 20_001)
    gap = np.asarray(softplus(ramp.copy()), dtype=float) - np.where(ramp > 0, ramp, 0)
    assert gap.shape == ramp.shape and np.isfinite(gap).all(), (
        "softplus gives nan or inf somewhere between -5000 and 5000"
    )
    exact = 1e-6 * (1 + np.abs(ramp))  # what float32 keeps
    assert np.all(gap > -exact) and abs(gap.max() - np.log(2)) < 1e-3, (
        "softplus minus ReLU must lie between 0 and ln 2"
    )
    assert abs(gap[10_000] - np.log(2)) < 1e-6, "softplus at 0.0 is not ln 2"
    assert np.all(np.abs(gap - gap[::-1]) < exact), (
        "softplus minus ReLU must be the same at z and at -z"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Here are your three functions side by side; then their slopes, measured as the rise over a tiny
# step; then ReLU and softplus **under the microscope**: the right-hand picture is 500 times
# narrower than the left-hand one.

# %%
figure, (left, middle, right) = plt.subplots(1, 3, figsize=(12, 3.8), layout="constrained")
shapes = (
    (relu, BLUE, "-", "ReLU"),
    (sigmoid, ORANGE, "--", "sigmoid"),
    (softplus, GREEN, "-.", "softplus"),
)
z, step = np.linspace(-5, 5, 1001), 1e-6
for function, colour, line, name in shapes:
    left.plot(z, function(z), line, color=colour, label=name)
    middle.plot(z, (function(z + step) - function(z)) / step, line, color=colour, label=name)
tiny = np.linspace(-0.01, 0.01, 201)
right.plot(tiny, relu(tiny), "-", color=BLUE, label="ReLU")
right.plot(
    tiny, softplus(tiny) - np.log(2), "-.", color=GREEN, label="softplus, moved down by ln 2"
)
left.set(title="the functions", xlabel="z", ylabel="output")
middle.set(title="their slopes", xlabel="z", ylabel="slope")
right.set(title="under the microscope", xlabel="z", ylabel="output")
right.ticklabel_format(scilimits=(0, 0), axis="both")
for ax in (left, middle, right):
    ax.grid(alpha=0.3)
    ax.legend()
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: slopes
# title: Which function has a slope where?
# points: 2
# difficulty: 2
# minutes: 6

# %% [markdown]
# To search for good weights, you will soon follow slopes, so it matters where a function has one.
# Read the answers off the figure, or work them out on paper.
#
# - `sigmoid_slope`: the slope of the sigmoid at z = 0, a number with two decimals.
# - `softplus_slope`: the slope of softplus at z = 0, a number with two decimals.
# - `relu_slope`: what is the slope of ReLU *exactly* at z = 0? One letter:
#   - **a**: 0, as everywhere to the left
#   - **b**: 1, as everywhere to the right
#   - **c**: 0.5, halfway between the two sides
#   - **d**: it has no slope there
#
# <details><summary>Hint 1</summary>
#
# A function has a slope at a point when it looks like one straight line once you zoom in far
# enough.
#
# </details>
# <details><summary>Hint 2</summary>
#
# On paper: the slope of the sigmoid is sigmoid(z) · (1 − sigmoid(z)). The slope of softplus is a
# function you have already written.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
sigmoid_slope = 0.25  # SOLUTION
softplus_slope = 0.5  # SOLUTION
relu_slope = "d"  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: two numbers and a letter
failure_message: Give two plain numbers and one letter in quotes.
""" # END TEST CONFIG
def test_form(sigmoid_slope, softplus_slope, relu_slope):
    import numpy as np
    for number in (sigmoid_slope, softplus_slope):
        value = np.ravel(number)
        assert value.size == 1 and value.dtype.kind in "iuf", f"{number!r} is not a number"
        assert 0 <= value[0] <= 1, (
            f"{value[0]} is not between 0 and 1, as the slopes in the figure are"
        )
    assert str(relu_slope).strip().lower() in ("a", "b", "c", "d"), (
        f"relu_slope is {relu_slope!r}, expected one of a, b, c, d"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the sigmoid
failure_message: Read the slope, not the height, of the sigmoid at zero.
""" # END TEST CONFIG
def test_sigmoid(sigmoid_slope):
    import numpy as np
    value = np.ravel(sigmoid_slope)
    assert value.size == 1 and abs(float(value[0]) - 0.25) <= 0.011

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: softplus
failure_message: Read the slope, not the height, of softplus at zero.
""" # END TEST CONFIG
def test_softplus(softplus_slope):
    import numpy as np
    value = np.ravel(softplus_slope)
    assert value.size == 1 and abs(float(value[0]) - 0.5) <= 0.011

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: ReLU
failure_message: Zoom in on the corner of ReLU as far as you like, and ask whether it ever becomes
  one straight line.
""" # END TEST CONFIG
def test_relu(relu_slope):
    assert str(relu_slope).strip().lower() == "d"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# *What to notice.* The slope of the sigmoid dies out on both sides, so a neuron with a large sum
# hardly reacts to a change in its weights. ReLU has slope 0 on the left and 1 on the right, and
# libraries use one of those two at the corner itself: hitting it exactly is rare, so in practice
# this does little harm.
#
# ## One neuron

# %% [raw]
# # BEGIN QUESTION
# name: neuron
# title: One neuron
# points: 3
# difficulty: 1
# minutes: 8

# %% [markdown]
# A neuron multiplies each input by a weight, adds everything up, adds **one** bias, and passes the
# sum through its activation:
#
# $$\mathrm{neuron}(x) = f(w_1 x_1 + w_2 x_2 + \dots + w_d x_d + b)$$
#
# With weights (2, −1), inputs (1, 3), bias 0.5 and an activation that changes nothing, you should
# get 2 − 3 + 0.5 = −0.5. It should also work for many inputs at once, one per row.
#
# <details><summary>Hint 1</summary>
#
# The bias belongs to the neuron, not to a weight: it is added once, after the sum.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `inputs @ weights` multiplies and adds along the last axis. It handles shapes (d,) and (n, d)
# alike.
#
# </details>
# <details><summary>Hint 3</summary>
#
# In pseudocode: total = weighted sum of the inputs, plus bias; return activation of total.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def neuron(weights, inputs, bias, activation):
    """Return the output of one neuron for one input, or for each of many.

    weights: float array (d,), one weight per feature.
    inputs: float array (d,) for one input, or (n, d) for n inputs, one per row.
    bias: a number.
    activation: a function such as relu; it works on arrays and on single numbers.
    Returns: one number for an input of shape (d,); an array (n,) for inputs of shape (n, d).
    The arrays passed in are not changed. The precision of float32 is enough.
    About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write neuron")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return activation(inputs @ weights + bias)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the sum in the example
failure_message: The bias is added once per neuron, not once per weight.
""" # END TEST CONFIG
def test_paper(neuron):
    import numpy as np
    w, x = np.array([2.0, -1.0]), np.array([1.0, 3.0])
    result = np.asarray(neuron(w, x, 0.5, lambda total: total))
    assert w.tolist() == [2, -1] and x.tolist() == [1, 3], (
        f"neuron changed the arrays it was given to {w.tolist()} and {x.tolist()}"
    )
    assert result.shape == (), (
        f"the output for one input has shape {result.shape}, expected a single number"
    )
    assert np.isclose(result, -0.5), (
        f"2*1 + (-1)*3 + 0.5 came out as {float(result)}, expected -0.5"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
about: an activation that squares
failure_message: Apply the activation once, to the whole sum including the bias, and return its
  result.
""" # END TEST CONFIG
def test_activation(neuron):
    import numpy as np
    result = neuron(np.array([3.0, 1.0]), np.array([1.0, 2.0]), -2.0, lambda total: total * total)
    assert np.isclose(result, 9), (
        f"with activation t*t, (3*1 + 1*2 - 2) gave {np.asarray(result).tolist()}, expected 9"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: many inputs at once
failure_message: With one input per row, the result has one number per row; sum over the features,
  not over the rows and not over everything, and pass the sums through the activation given.
""" # END TEST CONFIG
def test_rows(neuron):
    import numpy as np
    rng = np.random.default_rng(314)
    for n in (7, 4, 1):
        w, rows = rng.normal(size=4), rng.normal(size=(n, 4))
        expected = 1 / (1 + (np.einsum("nd,d->n", rows, w) + 0.3) ** 2)
        given = w.copy(), rows.copy()
        answer = np.asarray(neuron(*given, 0.3, lambda total: 1 / (1 + total * total)))
        assert np.array_equal(given[0], w) and np.array_equal(given[1], rows), (
            "neuron changed the weights or the inputs it was given"
        )
        assert answer.shape == (n,), (
            f"{n} inputs of 4 features gave shape {answer.shape}, expected ({n},)"
        )
        assert np.allclose(answer, expected, atol=1e-5), "a row has a wrong output"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: one input with many features
failure_message: However many features there are, each has its own weight, and the neuron has one
  bias.
""" # END TEST CONFIG
def test_features(neuron):
    import math
    import numpy as np
    rng = np.random.default_rng(315)
    w, row = rng.normal(size=60), rng.normal(size=60)
    total = math.fsum(a * b for a, b in zip(w.tolist(), row.tolist()))
    answer = np.asarray(neuron(w.copy(), row.copy(), -1.25, lambda t: 3 * t))
    assert answer.shape == () and abs(answer - 3 * (total - 1.25)) < 1e-4, (
        "the output for one input of 60 features is wrong"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# One sigmoid neuron with two inputs, drawn over the plane. The black line is where its output is
# 0.5, that is, where its sum is zero. The weights turn the line and set how steep the step is; the
# bias moves the line. Change the numbers and run the cell again.

# %%
def regions(ax, predict, title):
    """Colour the plane by the output of `predict`, which returns n numbers for an array (n, 2)."""
    x, y = np.meshgrid(np.linspace(-0.5, 1.5, 101), np.linspace(-0.5, 1.5, 101))
    output = np.reshape(predict(np.column_stack([x.ravel(), y.ravel()])), x.shape)
    shades = ax.contourf(x, y, output, levels=np.linspace(-1, 1, 21), cmap="PuOr_r", extend="both")
    ax.contour(x, y, output, levels=[0.5], colors="black", linewidths=2)
    scatter(ax, XOR, TARGET, 120)
    ax.set_title(title)
    return shades


figure, ax = plt.subplots(figsize=(5, 4), layout="constrained")
shades = regions(
    ax, lambda points: neuron(np.array([4.0, 2.0]), points, -3.0, sigmoid), "one sigmoid neuron"
)
figure.colorbar(shades, ax=ax, label="output", ticks=[-1, -0.5, 0, 0.5, 1])
plt.show()

# %% [markdown]
# ## Looking for weights
#
# A neuron is only as good as its weights. To compare weights, we need one number for *how wrong* a
# neuron is. We take the **root-mean-square error**: square the differences between output and
# target, average them, and take the root. It is 0 for a perfect answer. The given code below
# computes it for many neurons at once: each row of `parameters` is one neuron with its two weights
# and its bias.

# %%
def rms(outputs, targets):
    """Return m root-mean-square errors, one for each row of outputs (m, n); targets: array (n,)."""
    return np.sqrt(np.mean((outputs - targets) ** 2, axis=-1))


def one_neuron_error(parameters):
    """Return the error on XOR of m tanh neurons; parameters (m, 3): two weights and a bias."""
    totals = parameters[:, :2] @ XOR.T + parameters[:, 2:]  # (m, 4): m neurons, four inputs
    return rms(np.tanh(totals), TARGET)


one_neuron_error(np.array([[1.0, 1.0, 0.0], [2.0, -2.0, 0.0]]))  # two neurons, two errors

# %% [raw]
# # BEGIN QUESTION
# name: random_search
# title: Try many, keep the best
# points: 2
# difficulty: 2
# minutes: 8

# %% [markdown]
# The simplest search is guessing: draw many parameter vectors, compute the error of each, and keep
# the best. Write it for any `error` function. Draw all guesses in one go: `error` takes them all at
# once, which is hundreds of times faster than a Python loop.
#
# <details><summary>Hint 1</summary>
#
# Three steps: an array of guesses with one row per guess, an array of their errors, the position of
# the smallest error.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `np.argmin` gives the position of the smallest element. The row at that position is the winner.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def random_search(error, size, draws, width, rng):
    """Return the best of many random parameter vectors, and its error.

    error: a function that takes parameters (draws, size) and returns their errors (draws,).
    size: how many parameters one vector has.
    draws: how many vectors to try. Draw them with rng.uniform(-width, width, (draws, size)).
    width: each parameter lies between -width and width.
    rng: a NumPy random generator; all random numbers come from it.
    Returns: (best, lowest) where best is the array (size,) with the smallest error, and lowest is
    that error, one number.
    About 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write random_search")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    parameters = rng.uniform(-width, width, (draws, size))
    errors = error(parameters)
    winner = np.argmin(errors)
    return parameters[winner], errors[winner]
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shapes, and whether the error belongs to the winner
failure_message: Return the winning row itself (not its position), together with the error of that
  same row.
""" # END TEST CONFIG
def test_pair(random_search):
    import numpy as np
    def length(rows):
        rows = np.asarray(rows)
        assert rows.ndim == 2, (
            f"error was called with an array of shape {rows.shape}, expected (draws, size): all "
            "draws at once"
        )
        return 1 + np.sqrt((rows ** 2).sum(axis=1))
    pair = random_search(length, 3, 200, 2.0, np.random.default_rng(0))
    assert len(pair) == 2, (
        f"random_search returned {len(pair)} things, expected 2: the best vector and its error"
    )
    best, lowest = pair
    assert not isinstance(best, (list, tuple)), (
        f"best is a {type(best).__name__}, expected an array"
    )
    assert np.shape(best) == (3,), (
        f"best has shape {np.shape(best)}, expected (3,): one vector of parameters"
    )
    assert np.shape(lowest) == (), f"lowest has shape {np.shape(lowest)}, expected a single number"
    own = 1 + float(np.sqrt(np.sum(np.asarray(best) ** 2)))
    assert np.isclose(own, lowest), f"lowest is {float(lowest)}, but the error of best is {own}"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the best of exactly these draws
failure_message: Keep the smallest error of all draws, which may be below zero, and its row. Draw
  uniformly from -width to width as the docstring says, the last row included, and forget earlier
  searches.
""" # END TEST CONFIG
def test_best(random_search):
    import numpy as np
    cases = ((4, 20, 1.5, 25, True), (4, 300, 1.5, 22, False), (9, 150, 3.0, 23, False),
             (1, 40, 1.0, 21, False))
    for size, draws, width, seed, last in cases:
        guesses = np.random.default_rng(seed).uniform(-width, width, (draws, size))
        aim = guesses[-1] if last else 0.7
        def far(points):
            assert np.ndim(points) == 2, "error takes an array (draws, size), not a single vector"
            return np.abs(np.asarray(points) - aim).max(axis=1) - 2
        heights = far(guesses)
        best, lowest = random_search(far, size, draws, width, np.random.default_rng(seed))
        assert np.isclose(lowest, heights.min()), (
            f"of {draws} draws the lowest error is {heights.min()}, you returned {float(lowest)}"
        )
        assert np.allclose(best, guesses[heights.argmin()]), "best is not the row that was drawn"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: random numbers from rng
failure_message: Use the generator you are given; a seed of your own inside the function makes every
  search the same.
""" # END TEST CONFIG
def test_generator(random_search):
    import numpy as np
    def first(guesses):
        return np.asarray(guesses)[..., 0]
    rng = np.random.default_rng(24)
    one, _ = random_search(first, 2, 30, 1.0, rng)
    two, _ = random_search(first, 2, 30, 1.0, rng)
    assert np.size(one) > 0 and np.all(np.isfinite(one)), f"best is {one}, expected numbers"
    assert not np.array_equal(one, two), (
        "two searches with the same generator found the same vector"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Now let it look for a single tanh neuron that computes XOR. (tanh is a sigmoid stretched to the
# range from −1 to 1.) The search tries 100,000 neurons. Expect an error of about 0.5003, whatever
# the seed; the tutorial reports 0.5006.

# %%
best_one, error_one = random_search(one_neuron_error, 3, 100_000, 2.0, np.random.default_rng(0))
outputs_one = neuron(best_one[:2], XOR, best_one[2], np.tanh)
print("best error of one neuron:", round(float(error_one), 4))
print("its outputs on the four inputs:", np.round(outputs_one, 3), " wanted:", TARGET)
for seed in (1, 2, 3):
    _, again = random_search(one_neuron_error, 3, 100_000, 2.0, np.random.default_rng(seed))
    print(f"another search, seed {seed}: {again:.4f}")

# %% [raw]
# # BEGIN QUESTION
# name: why_not_one
# title: Why can't one neuron do it?
# points: 1
# difficulty: 2
# minutes: 5

# %% [markdown]
# The best neuron hardly looks at its inputs: it answers close to 0.5 each time.
#
# - `error_of_half`: the root-mean-square error on XOR of a machine that answers 0.5 whatever the
#   input. Work it out on paper.
# - `why_not_one`: why can no single neuron do clearly better than that? One letter:
#   - **a**: 100,000 draws are too few; with ten times as many, it would get there
#   - **b**: three parameters are fewer than four points, so no such neuron can get all four points
#     right
#   - **c**: the places where its sum is constant form a straight line, and no straight line
#     separates the two classes
#   - **d**: tanh never reaches exactly 0 or exactly 1, and the targets are 0 and 1
#
# <details><summary>Hint 1</summary>
#
# Go back to your pencil line in the first figure and to the black line in the picture of one
# neuron.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Test each reason on another problem: a single neuron learns OR (targets 0, 1, 1, 1) very well.
# Which of the reasons would rule that out, too?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
error_of_half = 0.5  # SOLUTION
why_not_one = "c"  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a number and a letter
failure_message: Give a plain number and one letter in quotes.
""" # END TEST CONFIG
def test_form(error_of_half, why_not_one):
    import numpy as np
    value = np.ravel(error_of_half)
    assert value.size == 1 and value.dtype.kind in "iuf", (
        f"error_of_half is {error_of_half!r}, expected a number"
    )
    assert str(why_not_one).strip().lower() in ("a", "b", "c", "d"), (
        f"why_not_one is {why_not_one!r}, expected one of a, b, c, d"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the number
failure_message: Square each of the four differences, average them, and take the root.
""" # END TEST CONFIG
def test_half(error_of_half):
    import numpy as np
    answer = np.ravel(error_of_half)
    assert answer.size == 1 and abs(float(answer[0]) - 0.5) < 1e-6

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the reason
failure_message: Ask which reasons would also keep one neuron from learning OR, and drop them.
""" # END TEST CONFIG
def test_reason(why_not_one):
    assert str(why_not_one).strip().lower() == "c"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## Three neurons
#
# Two neurons can draw two lines, and a third can combine what they say. That is a **multi-layer
# perceptron**: the two in the middle are its *hidden layer*, and the last one is its *output*.
#
# ```text
#   x ──┬──► hidden 1 ──┐
#       │               ├──► output
#   y ──┴──► hidden 2 ──┘
# ```
#
# Each of the three has two weights and one bias, nine parameters in all. We keep them in this
# order:
#
# | place | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
# |---|---|---|---|---|---|---|---|---|---|
# | neuron | hidden 1 | hidden 1 | hidden 1 | hidden 2 | hidden 2 | hidden 2 | output | output | output |
# | role | weight of x | weight of y | bias | weight of x | weight of y | bias | weight of hidden 1 | weight of hidden 2 | bias |

# %% [raw]
# # BEGIN QUESTION
# name: network
# title: Two hidden neurons and an output
# points: 3
# difficulty: 3
# minutes: 12

# %% [markdown]
# Write `network` with tanh as the activation of all three neurons. So that a search can try many
# networks at once, it takes *m* networks (one per row of `parameters`) and *n* inputs, and returns
# an array (m, n): the output of every network for every input.
#
# On paper: parameters (0, 0, 0, 0, 0, 0, 0, 0, 1) give hidden neurons that always say tanh(0) = 0,
# and an output of tanh(1) = 0.762 for every input.
#
# <details><summary>Hint 1</summary>
#
# The given `one_neuron_error` already computes m neurons for n inputs. You need that twice, and
# then a third neuron whose inputs are those two results.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `parameters[:, 2]` has shape (m,), but `parameters[:, 2:3]` has shape (m, 1), and (m, 1) stretches
# across an array (m, n).
#
# </details>
# <details><summary>Hint 3</summary>
#
# In pseudocode: first = tanh of (weights 0 and 1 times inputs, plus bias 2), shape (m, n); second,
# the same with 3, 4, 5; return tanh of (weight 6 times first, plus weight 7 times second, plus bias
# 8).
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def network(parameters, inputs):
    """Return the outputs of m networks of three tanh neurons for n inputs.

    parameters: float array (m, 9), one network per row, in the order of the table above.
    inputs: float array (n, 2), one input per row.
    Returns: float array (m, n). The arrays passed in are not changed. The precision of float32 is
    enough.
    About 3 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write network")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    first = np.tanh(parameters[:, 0:2] @ inputs.T + parameters[:, 2:3])  # (m, n)
    second = np.tanh(parameters[:, 3:5] @ inputs.T + parameters[:, 5:6])
    return np.tanh(parameters[:, 6:7] * first + parameters[:, 7:8] * second + parameters[:, 8:9])
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the shape of the result
failure_message: One row per network, one column per input; the arrays passed in stay as they are.
""" # END TEST CONFIG
def test_shape(network):
    import numpy as np
    rows, points = np.linspace(-1, 1, 27).reshape(3, 9), np.arange(10.0).reshape(5, 2)
    kept = rows.copy()
    result = np.asarray(network(rows, points))
    assert np.array_equal(rows, kept) and np.array_equal(points.ravel(), np.arange(10)), (
        "network changed the arrays it was given"
    )
    assert np.shape(result) == (3, 5), (
        f"3 networks and 5 inputs gave shape {np.shape(result)}, expected (3, 5)"
    )
    assert np.ptp(result) > 0, (
        f"different networks and inputs all gave {result.flat[0]}, expected different outputs"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: two networks worked by hand
failure_message: Each of the three neurons adds its own bias and then applies tanh, including the
  output neuron.
""" # END TEST CONFIG
def test_paper(network):
    import numpy as np
    rows = np.zeros((2, 9))
    rows[0, 8] = 1  # only the bias of the output
    rows[1, [0, 6]] = 1  # x goes to hidden 1, hidden 1 to the output
    result = np.asarray(network(rows, np.array([[2.0, 5.0]])))
    wanted = [np.tanh(1), np.tanh(np.tanh(2))]
    assert np.allclose(result[:, 0], wanted), (
        f"for the input (2, 5) the two networks gave {result[:, 0].tolist()}, expected {wanted}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: one network that uses all nine parameters
failure_message: Check which parameter goes to which neuron; the order is the table's.
""" # END TEST CONFIG
def test_one(network):
    import math
    import numpy as np
    rng = np.random.default_rng(316)
    p, points = rng.normal(0, 1.5, 9), rng.uniform(-1, 2, (6, 2))
    answer = np.asarray(network(p[np.newaxis].copy(), points.copy()))
    assert answer.shape == (1, 6), f"one network and 6 inputs gave shape {answer.shape}"
    for (x, y), got in zip(points.tolist(), answer[0].tolist()):
        one, two = math.tanh(p[0] * x + p[1] * y + p[2]), math.tanh(p[3] * x + p[4] * y + p[5])
        assert abs(got - math.tanh(p[6] * one + p[7] * two + p[8])) < 1e-5, (
            "a network with nine random parameters is wrong"
        )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: many networks and many inputs, each independent
failure_message: The networks must not mix; the result for one row must not depend on the other rows
  or on how many inputs there are. The arrays passed in stay as they are.
""" # END TEST CONFIG
def test_many(network):
    import numpy as np
    rng = np.random.default_rng(317)
    for m, n in ((40, 9), (7, 7)):
        many, points = rng.normal(0, 2, (m, 9)), rng.normal(size=(n, 2))
        layers = many.reshape(m, 3, 3)
        hidden = np.tanh(
            np.einsum("mhi,ni->mhn", layers[:, :2, :2], points) + layers[:, :2, 2, np.newaxis]
        )
        expected = np.tanh(
            np.einsum("mh,mhn->mn", layers[:, 2, :2], hidden) + layers[:, 2, 2, np.newaxis]
        )
        given = many.copy(), points.copy()
        answer = np.asarray(network(*given))
        assert np.array_equal(given[0], many) and np.array_equal(given[1], points), (
            "network changed the parameters or the inputs it was given"
        )
        assert answer.shape == (m, n), (
            f"{m} networks and {n} inputs gave shape {answer.shape}, expected {(m, n)}"
        )
        assert np.allclose(answer, expected, atol=1e-5), f"at least one of {m} networks is wrong"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# The same search again, now over nine parameters. Expect an error of about 0.20 (between 0.14 and
# 0.25 in 90 of 100 trials; the tutorial reports about 0.18), where one neuron was stuck at 0.5. The
# right-hand picture shows the best error so far as the number of draws grows.

# %%
def network_error(parameters):
    """Return the error on XOR of each of m networks."""
    return rms(network(parameters, XOR), TARGET)


best_three, error_three = random_search(network_error, 9, 100_000, 2.0, np.random.default_rng(0))
print("best error of three neurons:", round(float(error_three), 4))
print(
    "their outputs on the four inputs:",
    np.round(network(best_three[np.newaxis], XOR)[0], 3),
    " wanted:",
    TARGET,
)

figure, axes = plt.subplots(1, 3, figsize=(13, 3.8), layout="constrained")
regions(
    axes[0],
    lambda points: neuron(best_one[:2], points, best_one[2], np.tanh),
    "best of 100,000 single neurons",
)
shades = regions(
    axes[1], lambda points: network(best_three[np.newaxis], points)[0], "best of 100,000 networks"
)
figure.colorbar(shades, ax=axes[1], label="output", ticks=[-1, -0.5, 0, 0.5, 1])
for error, size, colour, line, name in (
    (one_neuron_error, 3, BLUE, "--", "one neuron"),
    (network_error, 9, ORANGE, "-", "three neurons"),
):
    errors = error(np.random.default_rng(0).uniform(-2, 2, (100_000, size)))
    axes[2].semilogx(
        np.arange(1, 100_001), np.minimum.accumulate(errors), line, color=colour, label=name
    )
axes[2].set(xlabel="draws", ylabel="best error so far", ylim=(0, 1), title="random search")
axes[2].legend()
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: by_hand
# title: Wire it yourself
# points: 2
# difficulty: 3
# minutes: 12

# %% [markdown]
# Searching is one way; thinking is another. Choose the nine numbers yourself so that the network
# computes XOR. Keep to the order of the table.
#
# A recipe: let hidden 1 say whether *at least one* input is 1 (OR), and hidden 2 whether *both* are
# (AND). XOR is "OR, but not AND". Remember that tanh says −1 for no and 1 for yes, while the output
# must be 0 or 1.
#
# It works if the error on the four points is below 0.1, and if inputs up to 0.15 away from a corner
# (in x and in y) still come out on the right side of 0.5. The cell after the check draws your
# network.
#
# <details><summary>Hint 1</summary>
#
# tanh(k · (x + y − t)) is a step at the line x + y = t; a larger k makes it steeper. Which t gives
# OR, and which t gives AND?
#
# </details>
# <details><summary>Hint 2</summary>
#
# Write a table of the four corners and the −1 or 1 that each hidden neuron says there. You will
# find three different pairs. Which output weights give a sum of 0 for two of the pairs and a sum
# well above 1 for the third?
#
# </details>
# <details><summary>Hint 3</summary>
#
# If both hidden neurons agree, the output must be 0. A difference of the two does that, with no
# bias at all.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
by_hand = [10, 10, -5, 10, 10, -15, 1.5, -1.5, 0]  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: the four corners
failure_message: Write down what each hidden neuron says at each corner, and then what the output
  neuron makes of it.
""" # END TEST CONFIG
def test_corners(by_hand):
    import numpy as np
    p = np.asarray(by_hand, dtype=float)
    assert p.shape == (9,), f"by_hand has shape {p.shape}, expected nine numbers"
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    one, two = np.tanh(corners @ p[0:2] + p[2]), np.tanh(corners @ p[3:5] + p[5])
    out = np.tanh(one * p[6] + two * p[7] + p[8])
    error = np.sqrt(np.mean((out - [0, 1, 1, 0]) ** 2))
    assert error < 0.1, (
        f"the outputs at (0,0), (0,1), (1,0), (1,1) are {out.round(2).tolist()}: error "
        f"{error:.3f}, expected below 0.1"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: inputs near the corners
failure_message: The steps lie too close to a corner or are too flat; put them halfway between the
  corners and make them steep.
""" # END TEST CONFIG
def test_near(by_hand):
    import numpy as np
    rng = np.random.default_rng(318)
    bits = rng.integers(0, 2, (4000, 2))
    noisy = bits + rng.uniform(-0.15, 0.15, bits.shape)
    layers = np.asarray(by_hand, dtype=float).reshape(3, 3)
    middle = np.tanh(noisy @ layers[:2, :2].T + layers[:2, 2])
    says = np.tanh(middle @ layers[2, :2] + layers[2, 2]) > 0.5
    wrong = int(np.sum(says != (bits[:, 0] != bits[:, 1])))
    assert wrong == 0, f"{wrong} of 4000 inputs near the corners come out on the wrong side of 0.5"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
wired = np.array([by_hand], dtype=float)
figure, axes = plt.subplots(1, 3, figsize=(13, 3.8), layout="constrained")
regions(
    axes[0], lambda points: neuron(wired[0, :2], points, wired[0, 2], np.tanh), "what hidden 1 says"
)
regions(
    axes[1],
    lambda points: neuron(wired[0, 3:5], points, wired[0, 5], np.tanh),
    "what hidden 2 says",
)
shades = regions(axes[2], lambda points: network(wired, points)[0], "what the output says")
figure.colorbar(shades, ax=axes[2], label="output", ticks=[-1, -0.5, 0, 0.5, 1])
plt.show()

# %% [markdown]
# *What to notice.* Each hidden neuron draws one straight line; the output neuron combines them into
# a band that no single line could make. Deep networks repeat this: each layer combines what the
# layer before has drawn.
#
# ## How large is the search?

# %% [raw]
# # BEGIN QUESTION
# name: count_parameters
# title: Counting parameters
# points: 1
# difficulty: 1
# minutes: 5

# %% [markdown]
# In a *fully connected* network, each neuron has one weight for every output of the layer before
# it, and one bias. The first number in `sizes` is the number of inputs; inputs are not neurons, so
# they have no bias.
#
# For the tutorial's network, `count_parameters([2, 3, 2])`, you should get 17: three hidden neurons
# with 2 + 1 parameters each and two outputs with 3 + 1 each.
#
# <details><summary>Hint 1</summary>
#
# Count layer by layer, looking at only two neighbouring layers at a time.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `zip(sizes, sizes[1:])` gives the pairs of neighbours. How many parameters does a layer of n
# neurons have after a layer of m?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def count_parameters(sizes):
    """Return how many weights and biases a fully connected network has.

    sizes: list of ints, the number of inputs and then the number of neurons in each layer; at least
    two entries. It is not changed.
    Returns: an int.
    About 1 to 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write count_parameters")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return sum((before + 1) * neurons for before, neurons in zip(sizes, sizes[1:]))
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the tutorial's network
failure_message: Count the weights, and one bias per neuron; the inputs have no bias.
""" # END TEST CONFIG
def test_tutorial(count_parameters):
    import numpy as np
    sizes = [2, 3, 2]
    count = count_parameters(sizes)
    assert sizes == [2, 3, 2], f"count_parameters changed the list it was given to {sizes}"
    assert count == 17, f"count_parameters([2, 3, 2]) is {count}, expected 17"
    assert isinstance(count, (int, np.integer)), (
        f"count_parameters returned a {type(count).__name__}, expected an int"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: deeper, wider and smaller networks
failure_message: Weights run only between neighbouring layers, so add up products of neighbours; do
  not multiply all sizes together. Layers of equal size count one by one, and the list passed in
  stays as it is.
""" # END TEST CONFIG
def test_others(count_parameters):
    import numpy as np
    for sizes in ([1, 1], [7, 4], [3, 5, 4, 2], [64, 32, 32, 16, 10], [8, 8, 8, 8], [784, 900, 10]):
        expected = sum(np.empty((m, n)).size + n for m, n in zip(sizes[:-1], sizes[1:]))
        given = list(sizes)
        got = count_parameters(given)
        assert given == sizes, f"the list passed in was changed to {given}"
        assert got == expected, f"a network with sizes {sizes} gave {got}, expected {expected}"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Can random search handle the crescents, then? Below, it draws 1,000 networks of each size (2
# inputs, *k* tanh neurons, one sigmoid output) and keeps the best on the 200 points of the first
# figure, five times over. A larger network *can* draw anything that a smaller one can. Watch what
# the search makes of that. (The cell takes a second or two.)

# %%
def best_of(k, draws, rng):
    """Return the smallest error on the crescents of `draws` networks with k hidden neurons."""
    centred = (slices - 0.5) * 6  # stretch the unit square to the range from -3 to 3
    totals = rng.uniform(-4, 4, (draws, 1))  # the bias of each output
    for _ in range(k):
        hidden = rng.uniform(-4, 4, (draws, 3))
        totals = totals + rng.uniform(-4, 4, (draws, 1)) * np.tanh(
            hidden[:, :2] @ centred.T + hidden[:, 2:]
        )
    return rms(sigmoid(totals), slice_labels).min()


hidden_sizes = [1, 2, 4, 8, 16, 32, 64]
parameter_counts = [count_parameters([2, k, 1]) for k in hidden_sizes]
errors = np.array(
    [[best_of(k, 1_000, np.random.default_rng([k, run])) for run in range(5)] for k in hidden_sizes]
)

figure, ax = plt.subplots(figsize=(7.5, 4), layout="constrained")
ax.semilogx(
    parameter_counts, errors, ".", color=BLUE, label=["best of 1,000 random networks"] + ["_"] * 4
)
ax.semilogx(
    parameter_counts, errors.mean(axis=1), "o-", color=ORANGE, label="average of the five searches"
)
ax.axhline(0.5, color="grey", linestyle="--", label="always answering 0.5")
for k, count in zip(hidden_sizes, parameter_counts):
    ax.annotate(f"k = {k}", (count, 0.355), ha="center", fontsize=9)
ax.set(
    xlabel="parameters (log scale)",
    ylabel="rms error on the crescents",
    ylim=(0.3, 0.53),
    xlim=(4, 340),
)
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# ## What you have built
#
# - Three activation functions that cope with any input, and a neuron: a weighted sum, one bias, an
#   activation.
# - A picture of why one neuron cannot compute XOR, and a network of three neurons that does.
# - A first search. It is blind: it learns nothing from a wrong guess, and each new parameter makes
#   a good guess rarer. That is why more neurons stopped helping in the last figure, although larger
#   networks can do more.
#
# In the next assignment, *Search*, you stop guessing and follow the slope.
