# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 99-demo
# title: A chain of questions
# section: none
# minutes: 5
# points: 5
# limits: {cell_seconds: 0.4, notebook_seconds: 30, idle_seconds: 10}

# %% [markdown]
# # A chain of questions
#
# Each but the last stands on the one before, for the tests of errors carried forward.

# %%
import numpy as np

numbers = np.arange(4.0)

# %% [raw]
# # BEGIN QUESTION
# name: shift
# title: One more
# points: 1
# difficulty: 1
# minutes: 2

# %% [markdown]
# Write `shift`.

# %% [raw]
# # BEGIN SOLUTION


# %%
def shift(values):
    """Return an array of every value plus one."""
    """ # BEGIN PROMPT
    raise NotImplementedError("write shift")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return np.asarray(values) + 1  # the reference's shift
    # END SOLUTION



# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: a case for paper
failure_message: Add one to every value.
""" # END TEST CONFIG
def test_small(shift):
    assert list(shift([1, 2])) == [2, 3], f"shift([1, 2]) is {shift([1, 2])}"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: spread
# title: Twice as far
# points: 2
# difficulty: 1
# minutes: 2

# %% [markdown]
# Write `spread`.

# %% [raw]
# # BEGIN SOLUTION


# %%
def spread(values):
    """Return an array of twice the shifted values."""
    """ # BEGIN PROMPT
    raise NotImplementedError("write spread")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return 2 * shift(values)  # the reference's spread
    # END SOLUTION



# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: a case for paper
failure_message: Double what `shift` returns.
""" # END TEST CONFIG
def test_paper(spread):
    assert list(spread([1, 2])) == [4, 6], f"spread([1, 2]) is {spread([1, 2])}"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: negative numbers
failure_message: The sign does not matter.
""" # END TEST CONFIG
def test_negative(spread):
    import numpy as np
    secret = -np.arange(7.0, 11.0)
    assert np.array_equal(spread(secret), secret + secret + 2), "negative numbers come out wrong"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: total
# title: All together
# points: 1
# difficulty: 1
# minutes: 2

# %% [markdown]
# Give `total` the sum of all numbers after `spread`.

# %% [raw]
# # BEGIN SOLUTION

# %%
total = spread(numbers).sum()  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: its value
failure_message: Add them up.
""" # END TEST CONFIG
def test_value(total):
    assert total == 20, f"total is {total}, expected 20"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: size
# title: How many
# points: 1
# difficulty: 1
# minutes: 2

# %% [markdown]
# Give `size` the number of numbers.

# %% [raw]
# # BEGIN SOLUTION

# %%
size = len(numbers)  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: its value
failure_message: Count them.
""" # END TEST CONFIG
def test_count(size):
    assert size == 4, f"size is {size}, expected 4"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION
