# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 99-demo
# title: A demonstration
# section: none
# minutes: 5
# points: 3
# limits: {cell_seconds: 3, notebook_seconds: 30, idle_seconds: 10}

# %% [markdown]
# # A demonstration
#
# Two small questions, for the tests of the grader.

# %%
import numpy as np

numbers = np.arange(4.0)

# %% [raw]
# # BEGIN QUESTION
# name: double
# title: Twice as much
# points: 2
# difficulty: 1
# minutes: 2

# %% [markdown]
# Write `double`.

# %% [raw]
# # BEGIN SOLUTION


# %%
def double(values):
    """Return an array of every value times two."""
    """ # BEGIN PROMPT
    raise NotImplementedError("write double")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return 2 * np.asarray(values)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: a case for paper
failure_message: Multiply every value by two.
""" # END TEST CONFIG
def test_paper(double):
    assert list(double([1, 2])) == [2, 4], f"double([1, 2]) is {double([1, 2])}, expected [2, 4]"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: negative numbers
failure_message: The sign does not matter.
""" # END TEST CONFIG
def test_negative(double):
    import numpy as np
    secret = -np.arange(7.0, 11.0)
    assert np.array_equal(double(secret), secret + secret), "negative numbers come out wrong"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: total
# title: All together
# points: 1
# difficulty: 2
# minutes: 3

# %% [markdown]
# Give `total` the sum of all numbers.

# %% [raw]
# # BEGIN SOLUTION

# %%
total = numbers.sum()  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: its value
failure_message: Add all numbers up.
""" # END TEST CONFIG
def test_value(total):
    assert total == 6, f"total is {total}, expected 6"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION
