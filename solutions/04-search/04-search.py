# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 04-search
# title: Search
# section: Search
# minutes: 85
# limits: {cell_seconds: 25}

# %% [markdown]
# # Search
#
# A network is only as good as its weights, and guessing them does not take you far: with every
# additional parameter, a lucky guess becomes rarer. In this assignment, you search with your eyes
# open. At each point, you measure in which direction the error falls, take a step that way, and
# measure again. That is **gradient descent**, and nearly every network you have heard of was
# trained by some form of it.
#
# You will sample the slope numerically, derive it on paper for one neuron, use the first to check
# the second, and then walk. You will see a walk that is too timid, one that works and one that
# explodes; you will teach XOR to three neurons; and you will end with the mini-batches that make
# training on large data sets affordable.
#
# Some rules hold for every function in this notebook, unless its docstring says otherwise. It
# leaves its arguments as they are. *Array* means a NumPy array. A number may be Python's or
# NumPy's. Results are not rounded.

# %%
import matplotlib.pyplot as plt
import numpy as np

BLUE, ORANGE, GREEN = "#0072B2", "#D55E00", "#009E73"


def sigmoid(z):
    """Return 1 / (1 + exp(-z)) without overflow, as you wrote it in the last assignment."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)

# %% [markdown]
# ## A landscape of errors
#
# Think of two weights as a place on a map, and of the error as the height of the ground there.
# Training means walking downhill. You cannot see the map, though: you are standing in fog and can
# only feel the ground under your feet. Here is such a landscape, made up for this purpose, with two
# valleys. You will come back to it.

# %%
def hills(w):
    """A landscape with two valleys; w is an array (2,) or (..., 2)."""
    x, y = w[..., 0], w[..., 1]
    deep = 1.5 * np.exp(-((x - 1.2) ** 2) - (y - 1.0) ** 2)
    shallow = 1.0 * np.exp(-((x + 1.3) ** 2) - (y + 0.8) ** 2)
    return 1.5 + 0.1 * (x**2 + y**2) - deep - shallow


axis = np.linspace(-3, 3, 121)
places = np.stack(np.meshgrid(axis, axis), axis=-1)  # (121, 121, 2)
figure = plt.figure(figsize=(10, 4.2), layout="constrained")
left, right = figure.add_subplot(1, 2, 1, projection="3d"), figure.add_subplot(1, 2, 2)
left.plot_surface(
    places[..., 0], places[..., 1], hills(places), cmap="viridis", rcount=60, ccount=60
)
left.view_init(elev=40, azim=-110)
left.set(xlabel="weight 1", ylabel="weight 2", zlabel="error", title="a landscape of errors")
shades = right.contourf(axis, axis, hills(places), levels=20, cmap="viridis")
figure.colorbar(shades, ax=right, label="error")
right.set(xlabel="weight 1", ylabel="weight 2", title="the same, as a map", aspect="equal")
plt.show()

# %% [markdown]
# ## A problem for one neuron
#
# Back to the crescents. The positive points lie in two thin slices: one at the lower left, in the
# first disc only, and one at the upper right, in the second disc only. *Which of the two slices is
# a point in?* A single straight line can tell, so a single neuron can learn it. The inputs are
# centred and stretched so that they run from about −1 to 1.

# %%
def slices(n, rng):
    """Return n points of the two slices, centred and stretched, and labels (1: upper right)."""
    points, upper = np.empty((0, 2)), np.empty(0, dtype=bool)
    while len(points) < n:
        drawn = rng.uniform(0.33, 0.68, (20_000, 2))
        first = ((drawn - 0.5) ** 2).sum(axis=1) < 0.3**3
        second = ((drawn - 0.51) ** 2).sum(axis=1) < 0.3**3
        points, upper = (
            np.vstack([points, drawn[first ^ second]]),
            np.append(upper, second[first ^ second]),
        )
    return (points[:n] - 0.505) / np.sqrt(0.3**3), upper[:n].astype(float)


inputs, targets = slices(1000, np.random.default_rng(0))


def scatter_slices(ax):
    for label, colour, marker, name in (
        (0, BLUE, "o", "lower left (0)"),
        (1, ORANGE, "s", "upper right (1)"),
    ):
        chosen = inputs[targets == label]
        ax.scatter(chosen[:, 0], chosen[:, 1], s=10, c=colour, marker=marker, label=name)
    ax.set(xlabel="x", ylabel="y", aspect="equal", xlim=(-1.3, 1.3), ylim=(-1.3, 1.3))


figure, ax = plt.subplots(figsize=(4.5, 4.5), layout="constrained")
scatter_slices(ax)
ax.legend(loc="center")
ax.set_title("which slice?")
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: loss
# title: How wrong is a neuron?
# points: 2
# difficulty: 1
# minutes: 7

# %% [markdown]
# To walk downhill, you need a height. Take the **mean squared error** of one sigmoid neuron: the
# difference between its output and the target, squared, and averaged over the inputs. A number that
# measures how wrong a model is is called a *loss*.
#
# All parameters are passed in one array `w`: the weights first, then the bias.
#
# On paper: with w = (0, ln 3) the neuron has one weight, 0, and the bias ln 3. Its output is
# sigmoid(ln 3) = 0.75 for any input. For targets 1 and 0 the loss is (0.25² + 0.75²) / 2 = 0.3125.
#
# <details><summary>Hint 1</summary>
#
# `w[:-1]` is everything but the last element, and `w[-1]` is the last one.
#
# </details>
# <details><summary>Hint 2</summary>
#
# In pseudocode: outputs = sigmoid of (inputs times weights, plus bias); return the mean of the
# squared differences from the targets.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def loss(w, inputs, targets):
    """Return the mean squared error of one sigmoid neuron.

    w: float array (d + 1,), the d weights and then the bias.
    inputs: float array (n, d), one input per row.
    targets: float array (n,), each 0 or 1.
    Returns: one number. The precision of float32 is enough.
    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write loss")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    outputs = sigmoid(inputs @ w[:-1] + w[-1])
    return np.mean((outputs - targets) ** 2)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: the example worked by hand
failure_message: Square each difference and take the mean; the last element of w is the bias.
""" # END TEST CONFIG
def test_paper(loss):
    import numpy as np
    w, rows, wanted = np.array([0.0, np.log(3)]), np.array([[5.0], [-2.0]]), np.array([1.0, 0.0])
    result = np.asarray(loss(w, rows, wanted))
    assert w[0] == 0 and rows.tolist() == [[5], [-2]] and wanted.tolist() == [1, 0], (
        "loss changed the arrays it was given"
    )
    assert result.shape == (), f"loss has shape {result.shape}, expected a single number"
    assert np.isclose(result, 0.3125), f"loss of the example is {float(result)}, expected 0.3125"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: random neurons with more inputs
failure_message: Every weight, the bias and every row must count, equal rows one by one; the output
  is the sigmoid of the whole sum. The arrays passed in stay as they are.
""" # END TEST CONFIG
def test_oracle(loss):
    import numpy as np
    from scipy.special import expit
    from sklearn.metrics import mean_squared_error
    rng = np.random.default_rng(401)
    for n, d in ((30, 4), (7, 1), (1, 3)):
        v, rows, wanted = (
            rng.normal(size=d + 1),
            rng.normal(size=(n, d)),
            rng.integers(0, 2, n).astype(float),
        )
        rows[20:], wanted[20:] = rows[0], wanted[0]  # some rows are equal
        expected = mean_squared_error(wanted, expit(np.column_stack([rows, np.ones(n)]) @ v))
        given = v.copy(), rows.copy(), wanted.copy()
        got = np.asarray(loss(*given))
        assert all(map(np.array_equal, given, (v, rows, wanted))), "the arrays were changed"
        assert got.shape == () and np.isclose(got, expected, rtol=1e-5, atol=1e-7), (
            f"loss of {n} rows with {d} features is {got}, expected {expected}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the same data twice
failure_message: A mean does not grow with the number of rows; a sum does. The arrays passed in stay
  as they are.
""" # END TEST CONFIG
def test_twice(loss):
    import numpy as np
    rng = np.random.default_rng(402)
    v, rows, wanted = (
        rng.normal(size=3),
        rng.normal(size=(12, 2)),
        rng.integers(0, 2, 12).astype(float),
    )
    doubled = v, np.tile(rows, (2, 1)), np.tile(wanted, 2)
    lent = [one.copy() for one in doubled]
    once = float(np.asarray(loss(v.copy(), rows.copy(), wanted.copy())))
    twice = float(np.asarray(loss(*lent)))
    assert all(map(np.array_equal, lent, doubled)), "the arrays passed in were changed"
    assert 0 < once < 1 and np.isclose(once, twice), (
        f"repeating every row changed the loss from {once} to {twice}"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Here is the landscape of your neuron: its loss for every pair of weights, with the bias held at 0.
# Where would you want to go?

# %%
weights_axis = np.linspace(-6, 10, 65)
heights = np.array(
    [[loss(np.array([a, b, 0.0]), inputs, targets) for a in weights_axis] for b in weights_axis]
)


def neuron_map(ax):
    shades = ax.contourf(weights_axis, weights_axis, heights, levels=20, cmap="viridis")
    ax.set(xlabel="weight of x", ylabel="weight of y", aspect="equal")
    return shades


figure, ax = plt.subplots(figsize=(5.5, 4.5), layout="constrained")
figure.colorbar(neuron_map(ax), ax=ax, label="loss")
ax.set_title("loss of one neuron (bias 0)")
plt.show()

# %% [markdown]
# ## Two ways to find the slope
#
# The **gradient** is the list of slopes, one per parameter. It points straight uphill, in the
# steepest direction. There are two ways to get it: feel the ground around you (*sampled*, or
# numerical), or work it out on paper (*symbolic*).

# %% [raw]
# # BEGIN QUESTION
# name: numerical_gradient
# title: Feel the ground
# points: 3
# difficulty: 2
# minutes: 10

# %% [markdown]
# For each parameter in turn, take a tiny step *h* to either side, leave the others where they are,
# and compare the two heights. That is a **central difference**:
#
# $$\frac{\partial f}{\partial w_i} \approx \frac{f(\dots, w_i + h, \dots) - f(\dots, w_i - h, \dots)}{2h}$$
#
# For a quadratic function the two errors cancel and the result is exact, even for a large h. For
# f(w) = w₀² + 3w₁ at (3, 5) you should get (6, 3), even with h = 0.5. With a step of zero (or a
# negative one), there is nothing to compare: raise a `ValueError`.
#
# <details><summary>Hint 1</summary>
#
# The result has one number per parameter. Loop over the parameters; each needs two calls to `f`.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Make an array of zeros with h at position i. Add it to w for one side and subtract it for the
# other; w itself stays as it is.
#
# </details>
# <details><summary>Hint 3</summary>
#
# In pseudocode: for each i: shift = zeros, shift[i] = h; slope[i] = (f(w + shift) − f(w − shift)) /
# (2h).
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def numerical_gradient(f, w, h):
    """Return the gradient of f at w by central differences.

    f: a function of one float array (d,) that returns a number.
    w: float array (d,). It is not changed, not even in its last digit.
    h: the step, greater than 0.
    Returns: float array (d,), the slope of f along each parameter, in double precision.
    Raises: ValueError when h is 0 or negative.
    About 7 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write numerical_gradient")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    if h <= 0:
        raise ValueError(f"h is {h}, but a step must be greater than 0")
    slopes = np.zeros(len(w))
    for i in range(len(w)):
        shift = np.zeros(len(w))
        shift[i] = h  # only one parameter moves
        slopes[i] = (f(w + shift) - f(w - shift)) / (2 * h)
    return slopes
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: the quadratic function in the text
failure_message: Move one parameter at a time, to both sides, and divide by the whole distance, 2h.
""" # END TEST CONFIG
def test_paper(numerical_gradient):
    import numpy as np
    at = np.array([3.0, 5.0])
    result = numerical_gradient(lambda w: w[0] ** 2 + 3 * w[1], at, 0.5)
    assert isinstance(result, np.ndarray), (
        f"numerical_gradient returned a {type(result).__name__}, expected an array"
    )
    assert at.tolist() == [3, 5], f"w was [3, 5], and numerical_gradient left it as {at.tolist()}"
    assert np.shape(result) == (2,), (
        f"the gradient has shape {np.shape(result)}, expected (2,): one slope per parameter"
    )
    assert np.allclose(result, [6, 3]), (
        f"the gradient of w0**2 + 3*w1 at (3, 5) is {np.asarray(result).tolist()}, expected [6, 3]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: how the error shrinks with h
failure_message: One tenth of the step must give one hundredth of the error; a one-sided difference
  gives only one tenth.
""" # END TEST CONFIG
def test_shrinks(numerical_gradient):
    import numpy as np
    slopes = [
        np.asarray(numerical_gradient(lambda w: np.exp(w[0]), np.array([0.0]), h))
        for h in (0.1, 0.01)
    ]
    assert all(one.shape == (1,) for one in slopes), (
        f"the gradient for one parameter has shape {slopes[0].shape}, expected (1,)"
    )
    coarse, fine = (one[0] - 1 for one in slopes)
    assert 0 < abs(fine) < abs(coarse) / 90, (
        f"for exp at 0 the error is {coarse:.2e} with h = 0.1 and {fine:.2e} with h = 0.01"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: a smooth function of six parameters, and other steps
failure_message: Each slope belongs to one parameter alone; put each parameter back before you move
  the next. Take the step h that was asked for, whatever its size and that of w, and return the slope
  as it is.
""" # END TEST CONFIG
def test_oracle(numerical_gradient):
    import numpy as np
    rng = np.random.default_rng(403)
    a, at = rng.normal(size=6), rng.normal(size=6)
    slopes = numerical_gradient(lambda v: np.sin(v @ a) + v[0] * v[5] ** 2, at.copy(), 1e-4)
    exact = np.cos(a @ at) * a
    exact[0] += at[5] ** 2
    exact[5] += 2 * at[0] * at[5]
    assert np.shape(slopes) == (6,), f"six parameters gave shape {np.shape(slopes)}"
    assert np.allclose(slopes, exact, rtol=0, atol=1e-6), (
        f"largest error {np.abs(slopes - exact).max():.1e}, expected below 1e-6"
    )
    for place, h in ((0.0, 0.5), (0.0, 0.003), (2.5, 0.01), (4.0, 1.5), (-20.0, 2.0)):
        wanted = np.exp(place) * np.sinh(h) / h  # what central differences give for exp
        slope = np.ravel(numerical_gradient(lambda v: np.exp(v[0]), np.array([place]), h))[0]
        assert abs(slope / wanted - 1) < 1e-9, f"the step taken at {place} is not h = {h}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: w is unchanged
failure_message: Do not leave your steps in the array you were given; shift a copy, or put the value
  back.
""" # END TEST CONFIG
def test_unchanged(numerical_gradient):
    import numpy as np
    for h in (0.25, 1e-3):
        start = np.random.default_rng(419).normal(size=3)
        at = start.copy()
        slopes = np.asarray(numerical_gradient(lambda v: 2 * v[0] - v[1] + 4 * v[2], at, h))
        assert slopes.shape == (3,) and np.allclose(slopes, [2, -1, 4]), (
            "the slopes of a plane are its coefficients"
        )
        assert np.array_equal(at, start), f"w was changed by up to {np.abs(at - start).max():.1e}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: steps that are not greater than zero
failure_message: Without a step there is no difference to measure, so raise a ValueError.
""" # END TEST CONFIG
def test_bad_step(numerical_gradient):
    import numpy as np
    numerical_gradient(lambda v: v[0], np.array([1.0]), 0.1)  # a valid step must not raise anything
    for step in (0, 0.0, -0.1):
        try:
            got = numerical_gradient(lambda v: v[0], np.array([1.0]), step)
        except NotImplementedError:
            raise
        except ValueError:
            continue
        raise AssertionError(f"a step of {step} gave {got}, expected a ValueError")

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# How small should *h* be? Here is the error of your central difference, and of a one-sided
# difference, for the slope of the sigmoid at 1. From right to left, both get better, until h is so
# small that the computer, which keeps about 16 digits, can no longer tell the two heights apart.
# For central differences, h = 10⁻⁴ is a good all-round choice.

# %%
exact = float(sigmoid(1.0) * (1 - sigmoid(1.0)))
steps_h = np.logspace(-14, 0, 57)
central = [
    abs(numerical_gradient(lambda w: float(sigmoid(w[0])), np.array([1.0]), h)[0] - exact)
    for h in steps_h
]
one_sided = [abs((sigmoid(1.0 + h) - sigmoid(1.0)) / h - exact) for h in steps_h]
figure, ax = plt.subplots(figsize=(6.5, 3.8), layout="constrained")
ax.loglog(steps_h, one_sided, "--", color=BLUE, label="one side only")
ax.loglog(steps_h, central, "-", color=ORANGE, label="central")
ax.set(xlabel="step h", ylabel="error of the slope", title="too small is as bad as too large")
ax.grid(alpha=0.3)
ax.legend()
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: price
# title: What does feeling the ground cost?
# points: 1
# difficulty: 1
# minutes: 4

# %% [markdown]
# The network of the next assignment has 2 inputs, hidden layers of 16 and 32 neurons, and 2
# outputs, fully connected. How many times must the loss be computed for *one* gradient by central
# differences? Store the number in `price`.
#
# <details><summary>Hint 1</summary>
#
# First count its parameters, as in the last assignment: each neuron has one weight per input and
# one bias.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Then look at your `numerical_gradient`: how many calls to `f` are there per parameter?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
price = 2 * (3 * 16 + 17 * 32 + 33 * 2)  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0
about: a whole number
failure_message: Give a plain whole number.
""" # END TEST CONFIG
def test_form(price):
    import numpy as np
    value = np.ravel(price)
    assert value.size == 1 and value.dtype.kind in "iuf", f"price is {price!r}, expected a number"
    assert value[0] == np.floor(value[0]) and value[0] > 0, (
        f"price is {value[0]}, expected a whole number"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the number
failure_message: Multiply the number of parameters (weights and biases) by the number of calls that
  each of them needs.
""" # END TEST CONFIG
def test_number(price):
    import numpy as np
    sizes, value = [2, 16, 32, 2], np.ravel(price)
    assert value.size == 1 and value.dtype.kind in "iuf", "that is not a number"
    assert value[0] == sum(2 * b * (a + 1) for a, b in zip(sizes, sizes[1:]))

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: gradient
# title: Work it out on paper
# points: 3
# difficulty: 3
# minutes: 15

# %% [markdown]
# The symbolic gradient costs about as much as a few evaluations of the loss, however many
# parameters there are. For your neuron, it takes one sheet of paper and the chain rule. For one
# input, with output p = sigmoid(z) and z = w·x + b:
#
# | how … | depends on … | slope |
# |---|---|---|
# | the squared error (p − t)² | p | 2 (p − t) |
# | the output p | z | p (1 − p) |
# | the sum z | weight wᵢ | xᵢ |
# | the sum z | the bias | 1 |
#
# Multiply along the chain, and average over the inputs, as the loss does.
#
# On paper: take w = (0, 0) and one input x = 2 with target 1. Then p = 0.5, and the chain gives 2 ·
# (−0.5) · 0.25 = −0.25 for the bias and −0.5 for the weight.
#
# <details><summary>Hint 1</summary>
#
# The first two factors are the same for all parameters: one number per input. Compute them once.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Call that array `delta`, with shape (n,). The slope along weight i is the mean, over the inputs,
# of `delta` times column i of `inputs`. For the bias, it is the mean of `delta`.
#
# </details>
# <details><summary>Hint 3</summary>
#
# In pseudocode: p = outputs; delta = 2 (p − targets) p (1 − p); return delta @ inputs / n with the
# mean of delta appended.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def gradient(w, inputs, targets):
    """Return the gradient of `loss` with respect to w, by the chain rule (no differences).

    w: float array (d + 1,), the d weights and then the bias. It is not changed.
    inputs: float array (n, d). targets: float array (n,).
    Returns: float array (d + 1,), the slopes along the weights and then along the bias, exact to
    about 15 digits.
    About 3 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write gradient")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = 2 * (p - targets) * p * (1 - p)  # how the error of each input reacts to its sum
    return np.append(delta @ inputs, delta.sum()) / len(inputs)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the example worked by hand
failure_message: Multiply all the slopes along the chain, 2(p - t), p(1 - p) and x, and put the bias
  last.
""" # END TEST CONFIG
def test_paper(gradient):
    import numpy as np
    result = gradient(np.zeros(2), np.array([[2.0]]), np.array([1.0]))
    assert np.shape(result) == (2,), (
        f"the gradient has shape {np.shape(result)}, expected (2,): the slope of the weight, then "
        "of the bias"
    )
    assert np.allclose(result, [-0.5, -0.25]), (
        f"the example gave {np.asarray(result).tolist()}, expected [-0.5, -0.25]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
about: agreement with central differences for a small neuron
failure_message: The gradient must agree with the sampled slopes of the mean squared error; look for
  a missing factor, or a sum in place of a mean.
""" # END TEST CONFIG
def test_agrees(gradient):
    import numpy as np
    rng = np.random.default_rng(0)
    w, x, t = rng.normal(size=3), rng.normal(size=(8, 2)), np.array([0.0, 1, 1, 0, 1, 0, 0, 1])
    mse = lambda v: np.mean((0.5 + 0.5 * np.tanh((x @ v[:2] + v[2]) / 2) - t) ** 2)
    sampled = np.array([(mse(w + e) - mse(w - e)) / 2e-5 for e in 1e-5 * np.eye(3)])
    result = np.asarray(gradient(w, x, t))
    assert result.shape == (3,), f"the gradient has shape {result.shape}, expected (3,)"
    assert np.allclose(result, sampled, rtol=0, atol=1e-7), (
        f"gradient is {result.round(5).tolist()}, central differences give "
        f"{sampled.round(5).tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: a relative error below one millionth, for neurons with more inputs
failure_message: The gradient is taken with respect to w, for any number of rows and features;
  compare it with numerical_gradient. The arrays passed in stay as they are.
""" # END TEST CONFIG
def test_precise(gradient):
    import numpy as np
    from scipy.special import expit
    rng = np.random.default_rng(404)
    for n, d in ((40, 5), (9, 1), (1, 3), (4, 4)):
        v, rows, wanted = (
            rng.normal(size=d + 1),
            rng.normal(size=(n, d)),
            rng.integers(0, 2, n).astype(float),
        )
        height = lambda u: np.square(expit(rows @ u[:d] + u[d]) - wanted).sum() / n
        slopes = np.array([(height(v + e) - height(v - e)) / 2e-4 for e in np.eye(d + 1) * 1e-4])
        given = v.copy(), rows.copy(), wanted.copy()
        got = np.asarray(gradient(*given))
        assert all(map(np.array_equal, given, (v, rows, wanted))), "an argument was changed"
        assert got.shape == slopes.shape, (
            f"{n} rows with {d} features gave a gradient of shape {got.shape}, expected ({d + 1},)"
        )
        relative = np.linalg.norm(got - slopes) / (np.linalg.norm(got) + np.linalg.norm(slopes))
        assert relative < 1e-6, (
            f"relative error {relative:.1e} for {n} rows with {d} features, expected below 1e-6"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: as many correct digits as only the chain rule can give
failure_message: Sampled slopes lose half of their digits; multiply the slopes along the chain
  instead.
""" # END TEST CONFIG
def test_chain(gradient):
    import numpy as np
    rng = np.random.default_rng(418)
    v, rows, wanted = rng.normal(size=4), rng.normal(size=(25, 3)), rng.integers(0, 2, 25)
    # a step into the complex plane needs no difference, so it keeps every digit
    nudged = [v + 1e-30j * e for e in np.eye(4)]
    slopes = np.array(
        [
            np.mean((1 / (1 + np.exp(-rows @ u[:3] - u[3])) - wanted) ** 2).imag / 1e-30
            for u in nudged
        ]
    )
    got = np.asarray(gradient(v, rows, wanted.astype(float)))
    assert got.shape == (4,), f"three features gave a gradient of shape {got.shape}, expected (4,)"
    relative = np.linalg.norm(got - slopes) / np.linalg.norm(slopes)
    assert relative < 1e-12, (
        f"relative error {relative:.1e}, expected below 1e-12 for a gradient by the chain rule"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the same data twice
failure_message: The loss is a mean, so its slope is a mean, too, and does not grow with the number
  of rows.
""" # END TEST CONFIG
def test_twice(gradient):
    import numpy as np
    rng = np.random.default_rng(405)
    v, rows, wanted = (
        rng.normal(size=4),
        rng.normal(size=(10, 3)),
        rng.integers(0, 2, 10).astype(float),
    )
    more = v, np.repeat(rows, 2, axis=0), np.repeat(wanted, 2)
    lent = [one.copy() for one in more]
    once = np.asarray(gradient(v.copy(), rows.copy(), wanted.copy()))
    twice = np.asarray(gradient(*lent))
    assert all(map(np.array_equal, lent, more)), "the arrays passed in were changed"
    assert once.shape == twice.shape == (4,), f"the gradient has shape {once.shape}, expected (4,)"
    assert np.ptp(once) > 1e-3 and not np.allclose(once, v), "these are not the slopes"
    assert np.allclose(once, twice), "repeating every row changed the gradient"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Every framework is tested this way: the symbolic gradient is compared with the sampled one. Expect
# a relative error far below 10⁻⁶.

# %%
def relative_error(a, b):
    return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))


place = np.array([1.0, -2.0, 0.5])
by_paper = gradient(place, inputs, targets)
by_sampling = numerical_gradient(lambda w: loss(w, inputs, targets), place, 1e-4)
print("on paper:", by_paper)
print("sampled :", by_sampling)
print(f"relative error: {relative_error(by_paper, by_sampling):.1e}")

# %% [markdown]
# ## Walk

# %% [raw]
# # BEGIN QUESTION
# name: gradient_descent
# title: Gradient descent
# points: 3
# difficulty: 2
# minutes: 10

# %% [markdown]
# The gradient points uphill, so step the other way. The **learning rate** sets how far:
#
# $$w \leftarrow w - \mathrm{rate} \cdot \mathrm{grad}(w)$$
#
# Return the whole path, including the start, and the height at each point of it.
#
# On paper: f(w) = w² has the slope 2w. From w = 8 with rate 0.25, each step halves w, so the path
# is 8, 4, 2, 1, with losses 64, 16, 4, 1.
#
# <details><summary>Hint 1</summary>
#
# Collect the points in a list, beginning with the start. A path of 3 steps has 4 points.
#
# </details>
# <details><summary>Hint 2</summary>
#
# `w -= …` writes into the array that `w` refers to, which is also the one you were given and the
# one already in your list. `w = w - …` makes a new array.
#
# </details>
# <details><summary>Hint 3</summary>
#
# In pseudocode: path = [w]; repeat: append (last point − rate × gradient at the last point); return
# the path as an array, and f of each point as an array.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def gradient_descent(f, grad, w, rate, steps):
    """Walk downhill from w and return the path.

    f: a function of a float array (d,) that returns a number, the height.
    grad: a function of a float array (d,) that returns its gradient (d,).
    w: float array (d,), the start. It is not changed.
    rate: the learning rate, greater than 0.
    steps: how many steps to take, 0 or more.
    Returns: (path, losses): path is a float array (steps + 1, d) whose first row is the start;
    losses is a float array (steps + 1,) with f at each row of path.
    About 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write gradient_descent")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - rate * grad(path[-1]))  # against the slope, into a new array
    return np.array(path), np.array([f(point) for point in path])
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shapes of path and losses, and where the path begins
failure_message: The path holds the start and one more point per step; each is an array of its own.
""" # END TEST CONFIG
def test_shapes(gradient_descent):
    import numpy as np
    pair = gradient_descent(lambda w: w @ w, lambda w: 2 * w, np.array([1.0, 2.0]), 0.1, 5)
    assert len(pair) == 2, (
        f"gradient_descent returned {len(pair)} things, expected 2: path and losses"
    )
    path, losses = pair
    for name, value in (("path", path), ("losses", losses)):
        assert isinstance(value, np.ndarray), (
            f"{name} is a {type(value).__name__}, expected an array"
        )
    assert np.shape(path) == (6, 2), (
        f"5 steps with 2 parameters gave a path of shape {np.shape(path)}, expected (6, 2)"
    )
    assert np.shape(losses) == (6,), (
        f"5 steps gave losses of shape {np.shape(losses)}, expected (6,)"
    )
    assert np.allclose(np.asarray(path)[0], [1, 2]), (
        f"the walk from [1, 2] begins at {np.asarray(path)[0].tolist()}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the walk in the text
failure_message: Step against the gradient, and compute the gradient afresh at every point.
""" # END TEST CONFIG
def test_paper(gradient_descent):
    import numpy as np
    path, losses = gradient_descent(lambda w: w[0] ** 2, lambda w: 2 * w, np.array([8.0]), 0.25, 3)
    assert np.shape(path) == (4, 1), (
        f"3 steps with 1 parameter gave a path of shape {np.shape(path)}, expected (4, 1)"
    )
    path = np.asarray(path).ravel()
    assert np.allclose(path, [8, 4, 2, 1]), (
        f"the path from 8 on w**2 with rate 0.25 is {path.tolist()}, expected [8, 4, 2, 1]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: a tilted bowl, where the parameters depend on each other
failure_message: All parameters move at once, by the gradient at the old point; do not read w while
  it is only half updated.
""" # END TEST CONFIG
def test_tilted(gradient_descent):
    import numpy as np
    bowl = np.array([[3.0, 1.5, 0.0], [1.5, 2.0, -0.5], [0.0, -0.5, 1.0]])
    begin = np.array([2.0, -3.0, 4.0])
    path, _ = gradient_descent(
        lambda v: v @ bowl @ v / 2, lambda v: bowl @ v, begin.copy(), 0.2, 12
    )
    shrink = np.eye(3) - 0.2 * bowl  # one step multiplies by this matrix
    expected = np.array([np.linalg.matrix_power(shrink, k) @ begin for k in range(13)])
    assert np.shape(path) == (13, 3), (
        f"12 steps with 3 parameters gave a path of shape {np.shape(path)}"
    )
    assert np.allclose(path, expected), "the path through a tilted bowl is wrong"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the start, which must not change
failure_message: Updating in place changes the array you were given, and every point in your list
  that is that same array.
""" # END TEST CONFIG
def test_start(gradient_descent):
    import numpy as np
    begin = np.array([5.0, -1.0])
    path, _ = gradient_descent(lambda v: v[0] ** 2 + v[1] ** 2, lambda v: 2 * v, begin, 0.3, 4)
    assert np.array_equal(begin, [5, -1]), f"the start was changed to {begin.tolist()}"
    assert len(path) > 1 and np.allclose(path[0], [5, -1]), (
        f"the path begins at {np.asarray(path[0]).tolist()}, expected the start [5, -1]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the losses of several walks, one of them uphill, one very short
failure_message: The k-th loss is the height at the k-th point of the path, including the start.
  Every step is the rate times the gradient, however large or small, even where it leads up; a walk
  may have no steps, and nothing is kept from an earlier walk.
""" # END TEST CONFIG
def test_losses(gradient_descent):
    import numpy as np
    walks = (
        (lambda v: (v[0] - 3) ** 4 + 1, lambda v: 4 * (v - 3) ** 3, 4.5, 0.02, 6),
        (lambda v: 2 * v[0] ** 2, lambda v: 4 * v, 9.0, 0.6, 5),  # so large a rate climbs
        (lambda v: 2 * v[0] ** 2, lambda v: 4 * v, 1e-5, 0.05, 7),
        (lambda v: np.sin(40 * v[0]) / 40 + 1, lambda v: np.cos(40 * v), 0.3, 0.01, 8),
        (lambda v: v[0] + 7, lambda v: v * 0 + 1, 2.0, 0.25, 0),
    )
    for height, slope, begin, rate, steps in walks:
        points = [np.array([begin])]
        for _ in range(steps):
            points.append(points[-1] - rate * slope(points[-1]))
        path, losses = gradient_descent(height, slope, np.array([begin]), rate, steps)
        assert np.shape(path) == (steps + 1, 1) and np.shape(losses) == (steps + 1,), (
            f"{steps} steps gave shapes {np.shape(path)} and {np.shape(losses)}"
        )
        assert np.allclose(path, points, rtol=1e-4, atol=0), f"a path from {begin} is wrong"
        assert np.allclose(losses, [height(point) for point in points], rtol=1e-4, atol=0), (
            "the losses are not the heights along the path"
        )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Now watch three walks through the same bowl, a long valley that is ten times as steep across as
# along. They differ only in the learning rate.

# %%
def bowl(w):
    return (w[..., 0] ** 2 + 10 * w[..., 1] ** 2) / 2


def bowl_slope(w):
    return np.array([1.0, 10.0]) * w


across, up = np.linspace(-10, 10, 81), np.linspace(-5, 5, 81)
ground = bowl(np.stack(np.meshgrid(across, up), axis=-1))
figure, axes = plt.subplots(1, 4, figsize=(14, 3.4), layout="constrained")
choices = [(0.01, BLUE, "too small"), (0.15, GREEN, "good"), (0.205, ORANGE, "too large")]
for ax, (rate, colour, verdict) in zip(axes, choices):
    path, losses = gradient_descent(bowl, bowl_slope, np.array([-9.0, 1.0]), rate, 30)
    ax.contour(across, up, ground, levels=np.logspace(-1, 2, 12), colors="lightgrey")
    ax.plot(path[:, 0], path[:, 1], ".-", color=colour)
    ax.set(
        xlabel="weight 1",
        ylabel="weight 2",
        xlim=(-10, 10),
        ylim=(-5, 5),
        title=f"rate {rate}: {verdict}",
    )
    axes[3].semilogy(losses, color=colour, label=f"rate {rate}")
axes[3].set(xlabel="step", ylabel="loss", title="height along the walk")
axes[3].legend()
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: rates
# title: When does it explode?
# points: 2
# difficulty: 2
# minutes: 8

# %% [markdown]
# With too large a rate, the loss does not just fall slowly: it *grows* without limit. To see why,
# take a one-dimensional bowl, f(w) = 4w².
#
# - `largest_rate`: write down one step of gradient descent on this f. Below what learning rate does
#   w shrink towards 0 from any start? A number.
# - `why_diverges`: what happens above that rate? One letter:
#   - **a**: the gradient of a steep function points downhill, so subtracting it climbs
#   - **b**: each step jumps over the bottom and lands higher up on the other side, where the slope
#     is steeper and the next jump longer
#   - **c**: each step adds a small rounding error, and these pile up
#   - **d**: the walk leaves its valley and rolls down into a deeper one
#
# <details><summary>Hint 1</summary>
#
# The slope of 4w² is 8w. Write the new w as the old w times a factor.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Multiplying again and again by a factor shrinks a number when the factor lies between −1 and 1. A
# negative factor means that w changes sides.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
largest_rate = 0.25  # SOLUTION
why_diverges = "b"  # SOLUTION

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
def test_form(largest_rate, why_diverges):
    import numpy as np
    value = np.ravel(largest_rate)
    assert value.size == 1 and value.dtype.kind in "iuf" and value[0] > 0, (
        f"largest_rate is {largest_rate!r}, expected a number"
    )
    assert str(why_diverges).strip().lower() in ("a", "b", "c", "d"), (
        f"why_diverges is {why_diverges!r}, expected one of a, b, c, d"
    )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the number
failure_message: Find the rate at which one step lands exactly as far from the bottom as it began.
""" # END TEST CONFIG
def test_rate(largest_rate):
    import numpy as np
    answer = np.ravel(largest_rate)
    assert answer.size == 1 and abs(float(answer[0]) - 0.25) < 1e-6

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the reason
failure_message: In the figure, follow three steps of the walk whose rate is too large, and say
  where each one lands.
""" # END TEST CONFIG
def test_reason(why_diverges):
    assert str(why_diverges).strip().lower() == "b"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## Valleys, and XOR once more
#
# Gradient descent ends in the valley it starts in. Here it walks from twelve places in the first
# landscape. Some walks end in the shallow valley, a **local minimum**: no step leads down from
# there, although a better place exists.

# %%
figure, ax = plt.subplots(figsize=(5.5, 4.5), layout="constrained")
figure.colorbar(
    ax.contourf(axis, axis, hills(places), levels=20, cmap="viridis"), ax=ax, label="error"
)
for start in np.random.default_rng(10).uniform(-2.8, 2.8, (12, 2)):
    path, _ = gradient_descent(hills, lambda w: numerical_gradient(hills, w, 1e-4), start, 0.3, 60)
    ax.plot(path[:, 0], path[:, 1], "-", color="white", linewidth=1)
    ax.plot(*path[0], "o", color="white", markersize=4)
    ax.plot(*path[-1], "*", color=ORANGE, markersize=11)
ax.set(xlabel="weight 1", ylabel="weight 2", aspect="equal", title="twelve walks: o start, ★ end")
plt.show()

# %% [markdown]
# The same happens with XOR and the three neurons of the last assignment. Their nine parameters and
# their order are as before. The root-mean-square error is the root of `xor_loss`. Below are twelve
# descents from random starts, with the slope sampled at each step. In a trial with 300 starts, 45
# of every 100 walks were below an error of 0.1 after 500 steps. The others are stuck on a high
# plain or in a valley that is not deep enough. Where a curve is jagged, the walk jumps from side to
# side: the ground there is too steep for this rate.

# %%
XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)


def xor_loss(w):
    """Return the mean squared error on XOR of one network, w (9,), or of m networks, w (m, 9)."""
    layers = w.reshape(*w.shape[:-1], 3, 3)  # one row per neuron: two weights and a bias
    hidden = np.tanh(XOR @ layers[..., :2, :2].swapaxes(-1, -2) + layers[..., None, :2, 2])
    outputs = np.tanh((hidden * layers[..., None, 2, :2]).sum(axis=-1) + layers[..., 2, 2, None])
    return ((outputs - np.array([0, 1, 1, 0])) ** 2).mean(axis=-1)


def xor_slope(w):
    return numerical_gradient(xor_loss, w, 1e-4)

# %%
figure, ax = plt.subplots(figsize=(7, 3.8), layout="constrained")
for start in np.random.default_rng(2).uniform(-2, 2, (12, 9)):
    _, losses = gradient_descent(xor_loss, xor_slope, start, 0.5, 400)
    ax.semilogy(np.sqrt(losses), color=GREEN if losses[-1] < 0.01 else ORANGE, linewidth=1)
ax.axhline(0.1, color="grey", linestyle="--", label="wanted: below 0.1")
ax.plot([], [], color=GREEN, label="got there")
ax.plot([], [], color=ORANGE, label="did not")
ax.set(xlabel="step", ylabel="rms error on XOR", title="twelve starts, one rate")
ax.legend(loc="lower left")
plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: learn
# title: Guess, then walk, and do it again
# points: 3
# difficulty: 3
# minutes: 12

# %% [markdown]
# The cure is simple. **Guess first**: begin each walk at the best of many random places. **Then
# walk. Then do it again** from fresh guesses, and keep the best end of all the walks. Write
# `learn`, which does this with any function `descend` that takes a start and returns the end of a
# walk.
#
# On XOR, with 10 starts, each the best of 1,000 guesses, expect a root-mean-square error of about
# 0.026 (in 200 trials: never above 0.04). The hidden check on XOR requires less than 0.1.
#
# <details><summary>Hint 1</summary>
#
# There are two nested searches: the inner one picks a start from the guesses, by the height
# *before* the walk. The outer one picks the best end, by the height *after* the walk.
#
# </details>
# <details><summary>Hint 2</summary>
#
# Python's `min(things, key=f)` returns the thing with the smallest f.
#
# </details>
# <details><summary>Hint 3</summary>
#
# In pseudocode: repeat `starts` times: draw guesses; start = the one with the smallest f; end =
# descend(start); if f(end) is the smallest so far, remember end and f(end).
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def learn(f, descend, size, tries, starts, rng):
    """Walk downhill from several promising starts and return the best end.

    f: a function of one float array (size,) that returns a number, the height.
    descend: a function that takes a start (size,) and returns the end of a walk (size,).
    size: how many parameters there are.
    tries: how many random places to compare for each start; draw them with rng.uniform(-2, 2,
    (tries, size)).
    starts: how many walks to make, each from the best of its own fresh tries.
    rng: a NumPy random generator; all random numbers come from it.
    Returns: (best, lowest): the end (size,) with the smallest f, and f there, one number.
    About 7 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write learn")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    best, lowest = None, np.inf
    for _ in range(starts):
        start = min(rng.uniform(-2, 2, (tries, size)), key=f)
        end = descend(start)
        height = f(end)
        if height < lowest:
            best, lowest = end, height
    return best, lowest
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shapes, and whether the height belongs to the end
failure_message: Return the best end and the height at that same end.
""" # END TEST CONFIG
def test_pair(learn):
    import numpy as np
    f = lambda w: float(np.sum((np.asarray(w) - 0.5) ** 2))
    pair = learn(f, lambda start: start + 0.5 * (0.5 - start), 3, 10, 4, np.random.default_rng(0))
    assert len(pair) == 2, (
        f"learn returned {len(pair)} things, expected 2: the best end and its height"
    )
    best, lowest = pair
    assert np.shape(best) == (3,), f"best has shape {np.shape(best)}, expected (3,)"
    assert np.isclose(lowest, f(best)), (
        f"lowest is {float(lowest)}, but f at best is {f(best)}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: two valleys, one of them deeper
failure_message: Compare the ends of the walks from all starts, and keep the lowest.
""" # END TEST CONFIG
def test_valleys(learn):
    import numpy as np
    # the valley near 2 is deeper than the one near -2
    f = lambda w: float((w[0] ** 2 - 4) ** 2 - 0.2 * w[0])
    ends = lambda start: np.array([2.0 if start[0] > 0 else -2.0])
    for seed in range(6):
        best, _ = learn(f, ends, 1, 1, 12, np.random.default_rng(seed))
        assert best[0] == 2, (
            f"12 walks ended in both valleys, and learn returned the end at {best[0]}, where f is "
            "higher"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: where the walks start
failure_message: Each walk starts at the lowest of its own fresh tries, drawn from rng as the
  docstring says.
""" # END TEST CONFIG
def test_starts(learn):
    import numpy as np
    seen = []
    def stay(at):
        seen.append(np.array(at, dtype=float))
        return at
    height = lambda v: float(np.abs(np.asarray(v) - 1.1).max())
    best, _ = learn(height, stay, 2, 15, 5, np.random.default_rng(406))
    rng, expected = np.random.default_rng(406), []
    for _ in range(5):
        drawn = rng.uniform(-2, 2, (15, 2))
        expected.append(drawn[np.abs(drawn - 1.1).max(axis=1).argmin()])
    assert len(seen) == 5, f"for 5 starts there were {len(seen)} walks"
    assert np.allclose(seen, expected), "a walk did not start at the lowest of its tries"
    assert any(map(np.allclose, [best] * 5, seen)), "best is not the end of any walk"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: which end is kept
failure_message: The best end may come from any of the walks, and a good start can have a bad end.
""" # END TEST CONFIG
def test_kept(learn):
    import numpy as np
    height = lambda v: float(v[0])
    for size, order in (
        (1, [5, 2, 9, 4]), (2, [1, 3, 6, 8]), (3, [7, 8, 9, 3]), (1, [0, 3, -2, 1]),
        (2, [0.02, 3, 0.01, 4]),
    ):
        ends = iter(order)
        kept, lowest = learn(
            height, lambda at: np.full(size, float(next(ends))), size, 3, 4,
            np.random.default_rng(407),
        )
        assert kept[0] == min(order) and lowest == min(order), (
            f"the walks ended at heights {order}, learn kept {float(kept[0]):g}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: XOR, with other seeds
failure_message: With ten starts, each the best of a thousand guesses, three neurons learn XOR; keep
  the best end, not the first or the last.
""" # END TEST CONFIG
def test_xor(learn, xor_loss):
    import math
    import numpy as np
    bits, truth = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1.0]]), np.array([0, 1, 1, 0])
    def forward(v):
        middle = np.column_stack([np.tanh(bits @ v[:3]), np.tanh(bits @ v[3:6]), np.ones(4)])
        return np.tanh(middle @ v[6:])
    def walk(v):
        # of four points, plain numbers take a quarter of the time of arrays
        weights = [float(number) for number in v]
        for _ in range(100):
            p, q, r, s, t, u, x, y, z = weights
            for a, b, want in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)):
                one, two = math.tanh(p * a + q * b + r), math.tanh(s * a + t * b + u)
                said = math.tanh(x * one + y * two + z)
                delta = (said - want) / 4 * (1 - said**2)
                first, second = delta * x * (1 - one**2), delta * y * (1 - two**2)
                slope = (first * a, first * b, first, second * a, second * b, second)
                slope += (delta * one, delta * two, delta)
                weights = [weight - step for weight, step in zip(weights, slope)]
        return np.array(weights)
    for seed in (408, 409, 410, 411):
        best, _ = learn(xor_loss, walk, 9, 1000, 10, np.random.default_rng(seed))
        error = np.sqrt(np.mean((forward(np.asarray(best, dtype=float)) - truth) ** 2))
        assert error < 0.1, f"after ten walks the error on XOR is {error:.3f}, expected below 0.1"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Is it fair to compare this with plain guessing? Only if both may compute the loss equally often.
# One walk costs 1,000 guesses, 250 steps of 18 evaluations, and 251 more for the heights along the
# path; ten walks cost about 57,500. Random search gets exactly as many draws.

# %%
def descend_xor(start):
    path, _ = gradient_descent(xor_loss, xor_slope, start, 0.5, 250)
    return path[-1]


evaluations = 10 * (1000 + 250 * 18 + 251)
best, lowest = learn(xor_loss, descend_xor, 9, 1000, 10, np.random.default_rng(0))
guesses = np.sqrt(xor_loss(np.random.default_rng(0).uniform(-2, 2, (evaluations, 9))))
print(
    f"with {evaluations} evaluations each: guessing {guesses.min():.3f}, guessing and walking "
    f"{np.sqrt(lowest):.3f}"
)

figure, ax = plt.subplots(figsize=(7, 3.8), layout="constrained")
ax.loglog(
    np.arange(1, evaluations + 1),
    np.minimum.accumulate(guesses),
    color=BLUE,
    label="guessing: best so far",
)
for seed, name in ((0, "1,000 guesses, then walking (three trials)"), (1, "_"), (3, "_")):
    start = min(np.random.default_rng(seed).uniform(-2, 2, (1000, 9)), key=xor_loss)
    _, losses = gradient_descent(xor_loss, xor_slope, start, 0.5, 250)
    ax.loglog(1000 + 19 * np.arange(251), np.sqrt(losses), "--", color=ORANGE, label=name)
ax.axhline(0.1, color="grey", linestyle=":", label="wanted: below 0.1")
ax.set(
    xlabel="evaluations of the loss",
    ylabel="rms error on XOR",
    title="guessing against walking",
    ylim=(0.015, 1),
)
ax.set_yticks([0.02, 0.05, 0.1, 0.2, 0.5], ["0.02", "0.05", "0.1", "0.2", "0.5"])
ax.legend(loc="lower left")
plt.show()

# %% [markdown]
# ## Little by little: mini-batches
#
# One step of your neuron looks at all 1,000 points. With a million points, each step would take a
# thousand times as long, although a few dozen points already tell you roughly which way is
# downhill. So take a few points at random, step, take the next few, and so on: this is **stochastic
# gradient descent**. Each portion is a *mini-batch*; when every point has had its turn, one
# **epoch** is over.

# %% [raw]
# # BEGIN QUESTION
# name: mini_batches
# title: Deal out the rows
# points: 1
# difficulty: 1
# minutes: 5

# %% [markdown]
# Shuffle the row numbers and deal them out, `size` at a time. For 10 rows in batches of 4, you get
# three arrays with 4, 4 and 2 row numbers, in which each number from 0 to 9 occurs once.
#
# <details><summary>Hint 1</summary>
#
# Shuffle once, then cut. `rng.permutation(n)` returns the numbers 0 to n − 1 in random order.
#
# </details>
# <details><summary>Hint 2</summary>
#
# A slice that runs past the end of an array is simply shorter, so the last batch needs no special
# case.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def mini_batches(n, size, rng):
    """Return the numbers 0 to n - 1, shuffled and cut into batches.

    n: how many rows there are. size: how many rows a batch has; the last one has fewer when n is
    not a multiple of size, so a size above n gives one batch of n rows.
    rng: a NumPy random generator that does the shuffling, and the only source of randomness.
    Returns: a list of int arrays; together they hold every number exactly once.
    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write mini_batches")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    order = rng.permutation(n)
    return [order[first : first + size] for first in range(0, n, size)]
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: ten rows in batches of four, twelve, and three
failure_message: No row may be lost or dealt twice. Rows left over make a smaller last batch; if
  none are left over, there is no extra batch.
""" # END TEST CONFIG
def test_deal(mini_batches):
    import numpy as np
    for n, expected in ((10, [4, 4, 2]), (12, [4, 4, 4]), (3, [3])):
        batches = mini_batches(n, 4, np.random.default_rng(0))
        assert isinstance(batches, (list, tuple)), (
            f"mini_batches returned a {type(batches).__name__}, expected a list"
        )
        for batch in batches:
            assert isinstance(batch, np.ndarray), (
                f"a batch is a {type(batch).__name__}, expected an array"
            )
        sizes = [len(batch) for batch in batches]
        assert sizes == expected, (
            f"{n} rows in batches of 4 gave batches of {sizes}, expected {expected}"
        )
        dealt = sorted(int(row) for batch in batches for row in batch)
        assert dealt == list(range(n)), (
            f"the batches hold the rows {dealt}, expected each of 0 to {n - 1} once"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: an order shuffled by rng, new each time
failure_message: The rows of a batch must be chosen at random, differently each time, and by rng
  alone. All batches have the size asked for, but for the last.
""" # END TEST CONFIG
def test_shuffled(mini_batches):
    import numpy as np
    rng = np.random.default_rng(414)
    rounds = [
        [np.asarray(part) for part in mini_batches(60, 7, source)]
        for source in (rng, rng, rng, np.random.default_rng(414))
    ]
    assert all(part.ndim == 1 for parts in rounds for part in parts), "a batch has more than one axis"
    rounds = [np.concatenate(parts) for parts in rounds]
    for n, size, wanted in ((60, 7, [7] * 8 + [4]), (20, 64, [20]), (18, 18, [18]), (4, 1, [1] * 4)):
        sizes = [np.size(part) for part in mini_batches(n, size, rng)]
        assert sizes == wanted, f"{n} rows in batches of {size} gave batches of {sizes}"
    rng = np.random.default_rng(414)
    for dealt in rounds:
        assert np.array_equal(np.unique(dealt), np.arange(60)) and len(dealt) == 60, (
            "60 rows in batches of 7: rows lost or duplicated"
        )
        assert np.abs(np.diff(dealt)).mean() > 10, (
            "the rows are not shuffled: neighbours stay together"
        )
    assert not np.array_equal(rounds[0], rounds[1]) and not np.array_equal(rounds[1], rounds[2]), (
        "two epochs have the same order"
    )
    assert np.array_equal(rounds[0], rounds[3]), "the same seed gave different orders"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: sgd
# title: Stochastic gradient descent
# points: 2
# difficulty: 2
# minutes: 12

# %% [markdown]
# Now put it together. In each epoch, deal out the rows afresh; for each batch, take one step with
# the gradient of *that batch only*.
#
# On the slices, 5 epochs with batches of 20 and rate 0.5 classify about 99.98 % of fresh points
# correctly (in 50 trials: always more than 99.7 %). The hidden check requires 99 % of 4,000 fresh
# points.
#
# <details><summary>Hint 1</summary>
#
# Two loops, one inside the other: over epochs, and over the batches that `mini_batches` gives you.
#
# </details>
# <details><summary>Hint 2</summary>
#
# A batch is an array of row numbers: `inputs[batch]` and `targets[batch]` pick the same rows from
# both.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    """Train by stochastic gradient descent and return the path.

    grad: a function of (w, inputs, targets) that returns the gradient (d,), such as `gradient`.
    w: float array (d,), the start. It is not changed.
    inputs: float array (n, k), one row per point. targets: float array (n,).
    rate: the learning rate. size: rows per batch. epochs: how often to go through all rows.
    rng: a NumPy random generator; each epoch shuffles again with it.
    Returns: path, a float array (1 + steps, d) that begins with the start; there is one step per
    batch.
    About 5 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write sgd")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    path = [w]
    for _ in range(epochs):
        for batch in mini_batches(len(inputs), size, rng):
            path.append(path[-1] - rate * grad(path[-1], inputs[batch], targets[batch]))
    return np.array(path)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: the number of steps and their length
failure_message: Take one step per batch in every epoch, each against the gradient and scaled by the
  rate.
""" # END TEST CONFIG
def test_steps(sgd):
    import numpy as np
    path = sgd(
        lambda w, x, t: np.ones(2),
        np.array([3.0, 1.0]),
        np.zeros((10, 2)),
        np.zeros(10),
        0.5,
        4,
        2,
        np.random.default_rng(0),
    )
    assert np.shape(path) == (7, 2), (
        f"2 epochs of 3 batches gave a path of shape {np.shape(path)}, expected (7, 2): the start "
        "and 6 steps"
    )
    wanted = np.array([3.0, 1.0]) - 0.5 * np.arange(7)[:, None]
    assert np.allclose(path, wanted), (
        "with a slope of 1 everywhere and rate 0.5 the path ends at "
        f"{np.asarray(path[-1]).tolist()}, expected [0, -2]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: which rows and weights each step uses, and whether the start is unchanged
failure_message: Each step takes the gradient at the newest weights, for the same rows of inputs and
  targets; every row has one turn per epoch, a small last batch included, in a new order that rng
  alone decides. The start must not change, and nothing is kept from an earlier call.
""" # END TEST CONFIG
def test_rows(sgd):
    import numpy as np
    orders = []
    for n, seed, sizes in (
        (24, 415, [6] * 4), (25, 420, [6] * 4 + [1]), (24, 415, [6] * 4), (24, 421, [6] * 4),
    ):
        rows, begin = np.column_stack([np.arange(n) * 1.0, np.ones(n)]), np.full(2 + (n == 24), n / 8)
        places, seen = [begin.copy()], []
        def watch(v, part, wanted):
            assert np.shape(part) == (len(wanted), 2), (
                f"a batch has inputs of shape {np.shape(part)} and {len(wanted)} targets"
            )
            assert np.array_equal(3 * part[:, 0], wanted), (
                "inputs and targets of a batch are different rows"
            )
            assert np.allclose(v, places[-1]), "a step took its gradient at other weights"
            slope = np.array([1.0, -len(seen), part[0, 0]])[: len(begin)]  # new at each step
            places.append(places[-1] - 0.1 * slope)
            seen.append(part[:, 0].tolist())
            return slope
        given, marks = rows.copy(), 3 * rows[:, 0]
        path = sgd(watch, begin, given, marks, 0.1, 6, 3, np.random.default_rng(seed))
        assert np.array_equal(given, rows) and np.array_equal(marks, 3 * rows[:, 0]), (
            "the inputs or targets that were passed in were changed"
        )
        assert np.all(begin == n / 8), f"the start was changed to {begin.tolist()}"
        assert [len(part) for part in seen] == 3 * sizes, (
            f"{n} rows in batches of 6 for 3 epochs gave batches of other sizes"
        )
        assert np.shape(path) == np.shape(places), f"the path has shape {np.shape(path)}"
        assert np.allclose(path, places), "a step is not the rate times the gradient of its batch"
        steps = len(sizes)
        epochs = [sum(seen[k : k + steps], []) for k in (0, steps, 2 * steps)]
        assert all(sorted(epoch) == list(range(n)) for epoch in epochs), (
            "in some epoch a row is missing or has two turns"
        )
        assert epochs[0] != epochs[1] and epochs[1] != epochs[2], "two epochs had the same order"
        orders.append(seen)
    assert orders[0] == orders[2], "the same seed gave another order"
    assert orders[0] != orders[3], "another seed gave the same order"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: accuracy on fresh points of the slices
failure_message: After five epochs, the neuron should tell the slices apart; every step must go
  downhill for its own batch.
""" # END TEST CONFIG
def test_accuracy(sgd):
    import numpy as np
    from scipy.special import expit
    rng = np.random.default_rng(428)
    angle, far = rng.uniform(0, 2 * np.pi, 13_000), rng.uniform(0.94, 1.06, 13_000)
    drawn = np.column_stack([far * np.cos(angle), far * np.sin(angle)])  # the slices are thin
    shift = 0.005 / np.sqrt(0.027)  # half the distance of the two centres, in units of the radius
    upper = np.hypot(*(drawn - shift).T) < 1
    lower = np.hypot(*(drawn + shift).T) < 1
    ring, truth = drawn[upper != lower], upper[upper != lower].astype(float)
    assert len(ring) > 5000
    def slope(v, part, wanted):
        p = expit(part @ v[:2] + v[2])
        return (
            np.append(part, np.ones((len(part), 1)), axis=1).T
            @ ((p - wanted) * p * (1 - p))
            * 2
            / len(part)
        )
    path = sgd(
        slope, rng.normal(size=3), ring[:1000], truth[:1000], 1.0, 40, 5, np.random.default_rng(429)
    )
    v = np.asarray(path)[-1]
    accuracy = np.mean((ring[1000:5000] @ v[:2] + v[2] > 0) == (truth[1000:5000] == 1))
    assert accuracy >= 0.99, (
        f"{accuracy:.1%} of 4,000 fresh points are right, expected at least 99 %"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Here are two walks that look at the same number of points, five times 1,000. The full gradient
# takes five careful steps; the mini-batches take 250 hasty ones. Each hasty step is a little off,
# but together they get much further.

# %%
start = np.array([3.0, -2.0, 0.0])
slow, _ = gradient_descent(
    lambda w: loss(w, inputs, targets), lambda w: gradient(w, inputs, targets), start, 0.5, 5
)
fast = sgd(gradient, start, inputs, targets, 0.5, 20, 5, np.random.default_rng(0))

figure, (left, middle, right) = plt.subplots(1, 3, figsize=(13, 4), layout="constrained")
neuron_map(left)
left.plot(fast[:, 0], fast[:, 1], "-", color="white", label="250 steps of 20 points")
left.plot(slow[:, 0], slow[:, 1], "o-", color=ORANGE, label="5 steps of 1,000 points", markersize=4)
left.legend(facecolor="grey", labelcolor="white")
left.set_title("two walks (seen along the two weights)")
middle.plot(
    np.arange(6) * 1000,
    [loss(w, inputs, targets) for w in slow],
    "o-",
    color=ORANGE,
    label="full gradient",
)
middle.plot(
    np.arange(251) * 20,
    [loss(w, inputs, targets) for w in fast],
    color=BLUE,
    label="mini-batches of 20",
)
middle.set(xlabel="points looked at", ylabel="loss", title="what the walks achieve")
middle.legend()
scatter_slices(right)
for w, colour, line, name in (
    (slow[-1], ORANGE, "--", "full gradient"),
    (fast[-1], "black", "-", "mini-batches"),
):
    edge = np.linspace(-1.3, 1.3, 2)
    right.plot(edge, -(w[0] * edge + w[2]) / w[1], line, color=colour, label=name)
right.legend(loc="center")
right.set_title("where the neuron is undecided")
plt.show()

fresh, truth = slices(10_000, np.random.default_rng(1))
for w, name in ((slow[-1], "full gradient"), (fast[-1], "mini-batches")):
    print(
        f"{name}: {np.mean((fresh @ w[:2] + w[2] > 0) == (truth == 1)):.1%} of 10,000 fresh points "
        "are right"
    )

# %% [markdown]
# ## What you have built
#
# - A gradient by sampling, good for checking, and one by the chain rule, good for training.
# - Gradient descent, with its one delicate setting, the learning rate, and fresh starts to escape
#   poor valleys.
# - Stochastic gradient descent: a rough direction, taken often, beats an exact one, taken rarely.
#
# The chain rule does not stop at one neuron. Applied layer by layer, it gives the gradient of any
# network, and a library can do that for you. In the next assignment, *Multi-layer perceptron*,
# Keras computes the gradients, and you turn to the full crescent problem.
