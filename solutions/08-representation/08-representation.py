# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 08-representation
# title: Representation
# section: Representation of inputs, words, images and outputs
# minutes: 75
# limits: {cell_seconds: 25}

# %% [markdown]
# # Representation
#
# A neural network reads a row of numbers and writes a row of numbers. Words, pictures and class
# names are not numbers, so somebody has to decide how they become numbers. That somebody is you.
#
# In this assignment you turn letters, groups of things, sentences and pictures into input neurons,
# and you turn output neurons back into answers. At the end you train two networks on the same
# points. They have the same hidden layers and see the same data; only their outputs are posed
# differently. One of them draws a boundary that does not exist.

# %%
import re
from collections import Counter

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

COLOURS = ["#0072b2", "#e69f00", "#cc79a7"]  # blue, orange, pink: colour-blind friendly
MARKS = ["o", "^", "s"]


# %% [markdown]
# Here is what we start from: a word, pictures, and points of three classes. The first cell makes
# the data, the second shows them.

# %%
def make_moons(height=24, width=32):
    """Three pictures of a moon, uint8 (3, height, width): 0 is black, 255 is white."""
    row, column = np.mgrid[:height, :width]
    sky = 20 + 3.0 * row
    moon = np.hypot(row - 11, column - 13) < 8
    phases = [moon & ~(np.hypot(row - 9, column - 13 - shift) < 8) for shift in (3, 6, 11)]
    return np.array([np.where(phase, 255 - 4.0 * abs(row - 11), sky) for phase in phases]).astype(
        np.uint8
    )


def pinwheel(n, rng):
    """n points of the square [-1, 1] x [-1, 1] and the class of each: 0 (A), 1 (B) or 2 (C)."""
    points = rng.uniform(-1, 1, size=(n, 2)).astype(np.float32)
    twisted = np.arctan2(points[:, 1], points[:, 0]) + 2 * np.hypot(points[:, 0], points[:, 1])
    return points, np.floor(twisted / (2 * np.pi / 3)).astype(int) % 3


moons = make_moons()
points, labels = pinwheel(1200, np.random.default_rng(8))

# %%
figure, (word_axes, moon_axes, wheel_axes) = plt.subplots(
    1, 3, figsize=(13, 3.6), width_ratios=[1.5, 1, 1]
)
cat = np.zeros((3, 26))
cat[0, 2] = cat[1, 0] = cat[2, 19] = 1  # C is letter 2, A is letter 0, T is letter 19
word_axes.imshow(cat, cmap="Greys", aspect="auto")
word_axes.set_xticks(range(26), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", fontsize=8)
word_axes.set_yticks(range(3), ["1st letter", "2nd letter", "3rd letter"])
word_axes.set_title("CAT: 3 × 26 neurons, three are on")
moon_axes.imshow(moons[1], cmap="gray", vmin=0, vmax=255)
moon_axes.set(title="a moon: 24 × 32 pixels", xlabel="column", ylabel="row")
for number, name in enumerate("ABC"):
    wheel_axes.scatter(
        *points[labels == number].T, s=9, c=COLOURS[number], marker=MARKS[number], label=name
    )
wheel_axes.set(title="a point: class A, B or C", xlabel="x", ylabel="y", aspect="equal")
wheel_axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), markerscale=2)
figure.tight_layout()
plt.show()

# %% [markdown]
# # Inputs that are names
#
# Could one neuron hold a letter, with 0 for A, 1 for B, up to 25 for Z? Then B would lie halfway
# between A and C, and Z would be 25 times as large as B. The network would have to unlearn an order
# that means nothing. A **one-hot** code has no order: there is one neuron per letter, and exactly
# one of them is on.

# %% [raw]
# # BEGIN QUESTION
# name: encode
# title: Letters to neurons
# points: 2
# difficulty: 1
# minutes: 6

# %% [markdown]
# A word of three letters needs 3 × 26 = 78 neurons: the first 26 for the first letter, the next 26
# for the second, and so on. AAA and ZZZ both have three neurons on. For AAA these are neurons 0, 26
# and 52. Which ones are they for ZZZ?
#
# <details><summary>Hint 1</summary>
#
# Each letter has a position in `ALPHABET`: A is at 0 and Z at 25. `ALPHABET.index(letter)` finds
# it, and raises an error for anything that is not a capital letter.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Think of a table with one row per letter of the word and 26 columns. Fill it first, then lay its
# rows end to end.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# `table = zeros of shape (len(word), 26)` · for each letter of the word and its place: set one
# number of row `place` to 1 · return the table as one flat row.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    """The one-hot code of a word.

    word: str of one or more capital letters A to Z.
    Returns an array of shape (26 * len(word),), dtype float32: 26 numbers per letter, in the order
    of the word.
    Raises ValueError if any character is not one of the 26 capital letters. About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write encode")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    places = [ALPHABET.index(letter) for letter in word]  # `index` raises ValueError
    return np.eye(26, dtype=np.float32)[places].ravel()
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shape and dtype
failure_message: Each letter needs 26 neurons of its own, so a word of three letters is one flat row
  of 78 float32 numbers, three of them 1.
""" # END TEST CONFIG
def test_shape(encode):
    import numpy as np
    got = encode("AAA")
    assert isinstance(got, np.ndarray), (
        f"encode('AAA') is a {type(got).__name__}, expected a NumPy array"
    )
    assert got.shape == (78,), (
        f"encode('AAA') has shape {got.shape}, expected (78,): 26 neurons for each of three "
        "letters."
    )
    assert got.dtype == np.float32, f"encode('AAA') has dtype {got.dtype}, expected float32"
    assert got.sum() == 3, f"the neurons of 'AAA' add up to {got.sum():g}, expected 3"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: AAA and ZZZ
failure_message: A is the first of the 26 neurons of a block (place 0) and Z is the last (place 25);
  each letter turns on one neuron of its own block.
""" # END TEST CONFIG
def test_paper(encode):
    import numpy as np
    for word, places in (("AAA", [0, 26, 52]), ("ZZZ", [25, 51, 77])):
        code = encode(word)
        assert np.shape(code) == (78,), f"encode({word!r}) has shape {np.shape(code)}"
        got = np.flatnonzero(code).tolist()
        assert got == places, f"encode({word!r}) turns on neurons {got}, expected {places}"
    assert set(np.unique(encode("AZA")).tolist()) == {0.0, 1.0}, "every neuron is either 0 or 1"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: words of other lengths
failure_message: Block k of 26 neurons belongs to letter k of the word, whatever the length of the
  word.
""" # END TEST CONFIG
def test_words(encode):
    import numpy as np
    random = np.random.default_rng(881)
    for size in (1, 2, 4, 9):
        numbers = random.integers(0, 26, size)
        text = "".join(chr(65 + number) for number in numbers)
        expected = (np.arange(26) == numbers[:, None]).astype(float).reshape(-1)
        got = np.asarray(encode(text))
        assert got.shape == expected.shape, (
            f"a word of {size} letters gives shape {got.shape}, expected {expected.shape}"
        )
        assert np.array_equal(got, expected), f"a word of {size} letters turns on the wrong neurons"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: characters that are not capital letters
failure_message: A character outside A to Z must raise ValueError; a silent guess would feed
  nonsense to the network.
""" # END TEST CONFIG
def test_strangers(encode):
    for text in ("cat", "NO WAY", "R2D", "CAFÉ", "@HOME", "END[", "UP\n", "\tUP"):
        try:
            encode(text)
        except ValueError:
            continue
        raise AssertionError("a word with some other character in it did not raise ValueError")

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: decode
# title: Neurons to letters
# points: 1
# difficulty: 1
# minutes: 5

# %% [markdown]
# `decode` goes the other way. It must also be able to read what a network *writes*, and a network
# never writes exact ones and zeros. So read each block of 26 as the letter whose neuron is the most
# active. `decode(encode("CAT"))` gives "CAT" again.
#
# <details><summary>Hint 1</summary>
#
# First get the table back: one row of 26 numbers per letter.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `code.reshape(-1, 26)` makes that table, and raises a ValueError by itself if the numbers do not
# fill whole rows. Then find where the largest number of each row is.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def decode(code):
    """Read one-hot neurons as a word.

    code: array of shape (26 * n,), n at least 1, any floats but NaN, also negative ones; letter k
    is the most active neuron of block k, where no two are equally active. It is not changed.
    Returns a str of n capital letters. Raises ValueError if the length is not a multiple of 26.
    About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write decode")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    rows = np.asarray(code).reshape(-1, 26)
    return "".join(ALPHABET[place] for place in rows.argmax(axis=1))
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: an exact code
failure_message: The position of the 1 within its own block of 26 gives the letter.
""" # END TEST CONFIG
def test_exact(decode):
    import numpy as np
    code = np.zeros(78, dtype=np.float32)
    code[[2, 26 + 0, 52 + 25]] = 1
    got = decode(code)
    assert isinstance(got, str), f"decode returns a {type(got).__name__}, expected str"
    assert got == "CAZ", f"neurons 2, 26 and 77 are on: decode gives {got!r}, expected 'CAZ'"

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: outputs of a network, which are not exactly 0 or 1
failure_message: Do not look for a neuron that equals 1; take the most active neuron of each block,
  even if all of them are negative or far above 1.
""" # END TEST CONFIG
def test_soft(decode):
    import numpy as np
    random = np.random.default_rng(882)
    for size, shift, factor in (
        (1, 0, 1),
        (5, 0, 1),
        (8, 0, 1),
        (4, -3, 1),
        (3, 0, 50),
        (30, 0, 1),
    ):
        outputs = random.uniform(-0.2, 0.6, size=(size, 26))
        winners = random.integers(0, 26, size)
        for place, winner in enumerate(winners):
            outputs[place, winner] = 0.7 + 0.01 * place
        code = factor * outputs.reshape(-1) + shift
        before = code.copy()
        expected = "".join(chr(65 + winner) for winner in winners)
        assert decode(code) == expected, (
            f"{size} blocks of neurons from {before.min():.1f} to {before.max():.1f} are not read "
            "as their most active letters"
        )
        assert np.array_equal(code, before), "decode changed the array it was given"

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: a code of the wrong length
failure_message: If the length is not a multiple of 26, the last letter is incomplete, and decode
  must raise ValueError.
""" # END TEST CONFIG
def test_length(decode):
    import numpy as np
    for size in (1, 13, 25, 39, 60, 79):
        try:
            decode(np.linspace(0, 1, size))
        except ValueError:
            continue
        raise AssertionError("a length that is not a multiple of 26 did not raise ValueError")

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: counts
# title: Groups to counts
# points: 1
# difficulty: 1
# minutes: 4

# %% [markdown]
# Often the order of things does not matter, only how many there are. A street with 3 cats, 4 dogs
# and 1 car fits on three neurons: 3 4 1. The kinds have a fixed order, so neuron 0 always means
# cats, even on a street that has none.
#
# <details><summary>Hint 1</summary>
#
# Go through the *kinds*, not through the items: each kind gives one number.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# A list can count: `items.count(kind)`. Before that, look for an item that is not one of the kinds.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def counts(items, kinds):
    """How many items there are of each kind.

    items: list of str, in any order, possibly empty. kinds: list of different str; kind k belongs
    to neuron k. Both stay as they are.
    Returns an array of shape (len(kinds),), dtype float32.
    Raises ValueError if an item is not exactly one of the kinds. About 3 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write counts")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    if not set(items) <= set(kinds):
        raise ValueError(f"unknown kinds: {set(items) - set(kinds)}")
    return np.array([items.count(kind) for kind in kinds], dtype=np.float32)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: 3 cats, 4 dogs, 1 car
failure_message: Return one number per kind, in the order of the kinds, not in the order in which
  the items appear.
""" # END TEST CONFIG
def test_street(counts):
    import numpy as np
    got = counts(["dog", "cat", "dog", "car", "cat", "dog", "dog", "cat"], ["cat", "dog", "car"])
    assert isinstance(got, np.ndarray), (
        f"counts returns a {type(got).__name__}, expected a NumPy array"
    )
    assert got.shape == (3,), f"counts has shape {got.shape}, expected (3,): one neuron per kind"
    assert got.dtype == np.float32, f"counts has dtype {got.dtype}, expected float32"
    assert got.tolist() == [3, 4, 1], (
        f"3 cats, 4 dogs, 1 car gives {got.tolist()}, expected [3, 4, 1]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: kinds that do not occur, many items, and kinds with similar names
failure_message: A kind without items keeps its neuron, at 0; otherwise the neurons after it would
  change their meaning. Items and kinds must be the same word, not only share letters.
""" # END TEST CONFIG
def test_absent(counts):
    import numpy as np
    random = np.random.default_rng(883)
    for sorts in (["van", "bus", "tram", "bike", "boat"], ["car", "cart", "cat", "ar", "scar"]):
        for size in (0, 2, 30, 2000):
            drawn = random.choice([0, 1, 3, 4], size=size).astype(int)
            items, kinds = [sorts[i] for i in drawn], list(sorts)
            expected = np.bincount(drawn, minlength=5)
            before = list(items)
            got = np.asarray(counts(items, kinds))
            assert got.shape == (5,), f"five kinds give shape {got.shape}, expected (5,)"
            assert got.dtype == np.float32, f"the counts have dtype {got.dtype}, expected float32"
            assert np.array_equal(got, expected), (
                f"{size} items of the kinds {', '.join(sorts)} give {got.tolist()}, expected "
                f"{expected.tolist()}"
            )
            assert items == before and kinds == sorts, "counts changed a list it was given"

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: an item of an unknown kind
failure_message: An item of an unknown kind has no neuron; counts must raise ValueError, not
  silently drop the item.
""" # END TEST CONFIG
def test_unknown(counts):
    for items in (["oak", "elm", "fir", "oak"], ["el"], ["elm", "Oak"], ["elms"], ["elm "], [""]):
        try:
            counts(list(items), ["elm", "oak"])
        except ValueError:
            continue
        raise AssertionError(f"{items}, with an item of an unknown kind, did not raise ValueError")

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# # Inputs that are text
#
# A **bag of words** counts words the way you just counted cats. The kinds are now a fixed list, the
# *vocabulary*. With cats you could insist that every item belongs to a known kind. With text you
# cannot: someone will always write a word that you have never seen.

# %%
train_documents = [
    "The cat slept by the fire, and the kitten slept by the cat.",
    "A dog barked at the cat and the cat ran.",
    "The dog and the puppy ran to the park.",
    "The old car would not start.",
    "A red car and a blue car raced to the park.",
    "The engine of the car was cold.",
]
test_documents = ["The puppy slept in the car.", "A tractor raced a red tractor."]


def tokenize(document):
    """The lower-case words of a text: "The cat, a CAT" gives ["the", "cat", "a", "cat"]."""
    return re.findall(r"[a-z]+", document.lower())


print(tokenize(train_documents[1]))

# %% [raw]
# # BEGIN QUESTION
# name: bag_of_words
# title: Words to counts
# points: 2
# difficulty: 2
# minutes: 7

# %% [markdown]
# Give unknown words one neuron of their own: the last one counts all words that are not in the
# vocabulary. That way the network can at least see *that* something unknown was said. Use
# `tokenize` to get the words.
#
# With the vocabulary `["cat", "dog", "the"]`, the text "The cat saw the other cat hide." becomes 2
# 0 2 3: twice *cat*, no *dog*, twice *the*, and three unknown words.
#
# <details><summary>Hint 1</summary>
#
# `Counter(words)` counts everything at once; `Counter(words)[word]` is 0 for a word that does not
# occur.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Every word of the text is counted exactly once. So what do all the numbers of a bag add up to, and
# what does that tell you about the last one?
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# `known = [how often each vocabulary word occurs]` · `unknown = number of words - sum(known)` ·
# return both in one array.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def bag_of_words(document, vocabulary):
    """How often each word of the vocabulary occurs in a text, and how many words are unknown.

    document: str, possibly empty; its words are those that `tokenize` finds. vocabulary: list of
    different words in lower case, at least one; it stays as it is.
    Returns an array of shape (len(vocabulary) + 1,), dtype float32: the counts in the order of the
    vocabulary; the last number counts the words that are not in the vocabulary. About 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write bag_of_words")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    words = Counter(tokenize(document))
    known = [words[word] for word in vocabulary]
    return np.array([*known, words.total() - sum(known)], dtype=np.float32)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shape and dtype
failure_message: Return one number per word of the vocabulary and one more for all unknown words.
""" # END TEST CONFIG
def test_shape(bag_of_words):
    import numpy as np
    got = bag_of_words("the dog ran", ["cat", "dog", "the"])
    assert isinstance(got, np.ndarray), (
        f"bag_of_words returns a {type(got).__name__}, expected a NumPy array"
    )
    assert got.shape == (4,), (
        f"a vocabulary of 3 words gives shape {got.shape}, expected (4,): the last counts unknown "
        "words"
    )
    assert got.dtype == np.float32, f"bag_of_words has dtype {got.dtype}, expected float32"
    assert got[:3].sum() == 2, (
        f"the neurons of the three words add up to {got[:3].sum():g}, but 'the dog ran' holds two "
        "of them, once each"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: known words
failure_message: Count how often each word occurs, in the order of the vocabulary, with upper and
  lower case treated alike. Take the words that tokenize finds, even those of a single letter.
""" # END TEST CONFIG
def test_known(bag_of_words):
    import numpy as np
    text = "The cat saw the other cat hide."
    got = np.asarray(bag_of_words(text, ["cat", "dog", "the"]))[:3].tolist()
    assert got == [2, 0, 2], f"cat, dog, the in {text!r} give {got}, expected [2, 0, 2]"
    text = "A cat-lover, a DOG's 2 cats"
    got = np.asarray(bag_of_words(text, ["cat", "a", "s", "dog"])).tolist()
    assert got == [1, 2, 1, 1, 2], (
        f"cat, a, s, dog, and the unknown words in {text!r} give {got}, expected [1, 2, 1, 1, 2]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: unknown words
failure_message: Each unknown word adds 1 to the last neuron and to no other; none is lost, and none
  raises an error. What counts as a word is what tokenize finds.
""" # END TEST CONFIG
def test_unknown(bag_of_words):
    import numpy as np
    for text, expected in (
        ("Zebras eat grass", [0, 0, 3]),
        ("", [0, 0, 0]),
        ("Milk, milk and MORE milk", [3, 0, 2]),
        ("Coffee, COFFEE milk", [1, 0, 2]),
        ("I saw 7 tea-pots in snake_case: milky, steamy!", [0, 1, 8]),
        ("tea's 100 % a-b", [0, 1, 3]),
    ):
        bag = np.asarray(bag_of_words(text, ["milk", "tea"])).tolist()
        assert bag == expected, (
            f"milk, tea and the unknown words in {text!r} give {bag}, expected {expected}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: longer texts and a vocabulary in another order
failure_message: Neuron k counts word k of the vocabulary as given, however long the text is. Leave
  the vocabulary as it is.
""" # END TEST CONFIG
def test_long(bag_of_words):
    import numpy as np
    random = np.random.default_rng(885)
    lexicon = ["wind", "sun", "rain", "rains", "train", "snow", "ow"]
    for size in (10, 60, 3000):
        picks = random.choice([0, 1, 3, 4, 5], size)
        order = random.permutation(7)
        words = [lexicon[i] for i in order]
        expected = [*(int((picks == i).sum()) for i in order), 0]
        got = np.asarray(bag_of_words(", ".join(lexicon[i] for i in picks), words))
        assert got.tolist() == expected, (
            f"a text of {size} known words gives {got.tolist()}, expected {expected}"
        )
        assert words == [lexicon[i] for i in order], "bag_of_words changed the vocabulary"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: make_bags
# title: A vocabulary from the training text only
# points: 2
# difficulty: 2
# minutes: 8

# %% [markdown]
# Where does the vocabulary come from? From the training documents, and only from them. The test
# documents stand for text that nobody has written yet. If they help to choose the words, the test
# result looks too good, just as it does when a scaler is fitted on test rows. Keep the `size` most
# frequent words, because a vocabulary of all words can be very large.
#
# <details><summary>Hint 1</summary>
#
# Count the words of all training documents in one `Counter`.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# To sort by two things, sort by a pair: `sorted(words, key=lambda word: (-frequency[word], word))`
# puts frequent words first and sorts equally frequent ones alphabetically.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# Count the training words · sort them and keep `size` of them · make one `bag_of_words` per
# document, with the *same* vocabulary for both sets.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def make_bags(train, test, size):
    """Choose a vocabulary from the training documents, and make bags of words of both sets.

    train, test: lists of one or more str, which stay as they are; their words are those that
    `tokenize` finds, and train has at least one. size: how many words the vocabulary keeps, at
    least 1 (all words if there are fewer).
    Returns (vocabulary, train_bags, test_bags), as a tuple or a list: a list of the most frequent
    words of all documents of `train` together, most frequent first and equally frequent words in
    alphabetical order; then arrays of shape (len(train), len(vocabulary) + 1) and (len(test),
    len(vocabulary) + 1), dtype float32, one row per document. About 4 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write make_bags")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    frequency = Counter(word for document in train for word in tokenize(document))
    vocabulary = sorted(frequency, key=lambda word: (-frequency[word], word))[:size]
    train_bags, test_bags = (
        np.array([bag_of_words(text, vocabulary) for text in texts]) for texts in (train, test)
    )
    return vocabulary, train_bags, test_bags
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: three results, their shapes and dtypes
failure_message: Return the vocabulary, the training bags and the test bags, with one row per
  document, one column per word and one more for unknown words, all float32.
""" # END TEST CONFIG
def test_shapes(make_bags, bag_of_words):
    import numpy as np
    texts, fresh = ["a b a", "b c", "a d"], ["d e", "f"]
    wanted = [
        [np.asarray(bag_of_words(text, ["a", "b"])) for text in part] for part in (texts, fresh)
    ]
    result = make_bags(texts, fresh, 2)
    assert isinstance(result, (tuple, list)), (
        f"make_bags returns a {type(result).__name__}, expected three results"
    )
    assert len(result) == 3, (
        f"make_bags returns {len(result)} results, expected 3: vocabulary, train_bags, test_bags"
    )
    vocabulary, train_bags, test_bags = result
    assert isinstance(vocabulary, list), (
        f"the vocabulary is a {type(vocabulary).__name__}, expected a list"
    )
    assert len(vocabulary) == 2, f"size is 2, but the vocabulary has {len(vocabulary)} words"
    for name, bags, rows in (("train_bags", train_bags, 3), ("test_bags", test_bags, 2)):
        expected = np.array(wanted[rows == 2])
        assert isinstance(bags, np.ndarray), (
            f"{name} is a {type(bags).__name__}, expected a NumPy array"
        )
        assert bags.shape == (rows, 3), (
            f"{name} has shape {bags.shape}, expected {(rows, 3)}: one row per document, two words "
            "and the unknown"
        )
        assert bags.dtype == np.float32, f"{name} has dtype {bags.dtype}, expected float32"
        assert np.array_equal(bags, expected), (
            f"{name} is {bags.tolist()}, but bag_of_words gives {expected.tolist()} for these texts"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: which words are kept, and ties
failure_message: Keep the most frequent training words, most frequent first; equally frequent words
  come in alphabetical order. Every word of every training document counts; if there are fewer than
  size words, keep them all.
""" # END TEST CONFIG
def test_choice(make_bags):
    import numpy as np
    fruit = ["Pear: plum, pear (fig)", "plum kiwi-lime pear.", "lime. date & KIWI!"]
    twice = ["the the of to", "a a a not", "of and", "of and", "of and"]
    for texts, size, expected in (
        (fruit, 1, ["pear"]),
        (fruit, 3, ["pear", "kiwi", "lime"]),
        (fruit, 5, ["pear", "kiwi", "lime", "plum", "date"]),
        (fruit, 40, ["pear", "kiwi", "lime", "plum", "date", "fig"]),
        (twice, 4, ["of", "a", "and", "the"]),
    ):
        given = list(texts)
        vocabulary = make_bags(given, ["pear of", "the"], size)[0]
        assert list(vocabulary) == expected, (
            f"the {size} most frequent words are not the ones kept, or not in the right order"
        )
        assert given == texts, "make_bags changed the list of documents"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: what the test documents may influence
failure_message: The vocabulary and the training bags must be the same whatever the test documents
  say.
""" # END TEST CONFIG
def test_apart(make_bags):
    import numpy as np
    texts = ["iron gold iron tin", "gold iron lead"]
    first = make_bags(texts, ["tin tin tin zinc zinc zinc zinc"], 3)
    second = make_bags(texts, ["brass brass lead lead lead lead", "lead"], 3)
    assert list(first[0]) == list(second[0]), "the vocabulary depends on the test documents"
    assert np.array_equal(first[1], second[1]), "the training bags depend on the test documents"
    bags = np.asarray(first[1])
    assert len(bags) == 2 and not np.array_equal(bags[0], bags[1]), (
        "two documents with different words have the same bag"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the numbers in the bags of both sets
failure_message: A document must give the same row in both sets, since column k means the same word
  in training and in test, and the last column counts the unknown words.
""" # END TEST CONFIG
def test_columns(make_bags, bag_of_words):
    import numpy as np
    texts = ["owl fox owl hare", "fox owl hare elk", "elk fox owl owl", "yak"]
    others = ["newt newt toad", texts[2], texts[0], ""]
    for old, new, kept in (
        (texts, others, ["owl", "fox", "elk"]),
        (["owl owl"], ["an owl"], ["owl"]),
    ):
        wanted = [np.array([bag_of_words(text, kept) for text in part]) for part in (old, new)]
        _, learnt, fresh = make_bags(old, new, 3)
        for name, bags, right in (("training", learnt, wanted[0]), ("test", fresh, wanted[1])):
            bags = np.asarray(bags)
            assert bags.shape == right.shape, (
                f"{len(right)} {name} documents give bags of shape {bags.shape}, expected "
                f"{right.shape}"
            )
            assert np.array_equal(bags, right), (
                f"the {name} bags are {bags.tolist()}, but bag_of_words gives {right.tolist()}"
            )
        assert np.any(np.asarray(learnt)), "the bags are empty"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
vocabulary, train_bags, test_bags = make_bags(train_documents, test_documents, 14)
figure, axes = plt.subplots(figsize=(8, 4.4))
image = axes.imshow(np.vstack([train_bags, test_bags]), cmap="Blues")
for (row, column), count in np.ndenumerate(np.vstack([train_bags, test_bags])):
    if count:
        axes.text(
            column,
            row,
            int(count),
            ha="center",
            va="center",
            color="white" if count > 2 else "black",
        )
axes.set_xticks(range(15), [*vocabulary, "(unknown)"], rotation=60, ha="right")
axes.set_yticks(range(8), [f"train {i}" for i in range(6)] + [f"test {i}" for i in range(2)])
axes.axhline(5.5, color="black")
axes.set_title("Eight documents as bags of 14 words and the unknown")
figure.tight_layout()
plt.show()

# %% [markdown]
# Look at the last row. It has four unknown words: *tractor* twice, which no training document
# contains, and *raced* and *red*, which do occur there but were too rare to be kept. Notice also
# that the most frequent words say the least. A large vocabulary costs neurons, a small one costs
# meaning.

# %% [raw]
# # BEGIN QUESTION
# name: ngrams
# title: n-grams
# points: 1
# difficulty: 1
# minutes: 5

# %% [markdown]
# A bag forgets the order. A cheap remedy is to count short runs of neighbouring words, called
# **n-grams**, instead of single words. The 2-grams of *the dog ran off* are (the, dog), (dog, ran)
# and (ran, off): they overlap. Neighbouring letters work as well.
#
# <details><summary>Hint 1</summary>
#
# How many runs of n neighbours fit into a sequence of m? Try m = 4 and n = 2, then m = 4 and n = 4.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Take the slice from `start` to `start + n` for every start that leaves room for a whole run, and
# make it a tuple.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def ngrams(tokens, n):
    """All runs of n neighbouring tokens, from left to right.

    tokens: list of str, or one str, whose letters are then the tokens; it may be empty, or have
    thousands of tokens, and stays as it is. n: int, at least 1.
    Returns a list of tuples of length n; empty if there are fewer than n tokens.
    Raises ValueError if n is less than 1. About 3 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write ngrams")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    if n < 1:
        raise ValueError(f"n is {n}, expected 1 or more")
    return [tuple(tokens[start : start + n]) for start in range(len(tokens) - n + 1)]
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: 2-grams of four words
failure_message: The runs overlap and each starts one token later, so four words have three 2-grams,
  each a tuple.
""" # END TEST CONFIG
def test_pairs(ngrams):
    got = ngrams(["the", "dog", "ran", "off"], 2)
    expected = [("the", "dog"), ("dog", "ran"), ("ran", "off")]
    assert isinstance(got, list), f"ngrams returns a {type(got).__name__}, expected a list"
    assert got == expected, f"got {got}, expected {expected}"

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: letters, and other n
failure_message: A sequence of m tokens has m - n + 1 runs of n neighbours, and the letters of a
  string are tokens too.
""" # END TEST CONFIG
def test_letters(ngrams):
    for text, n in (
        ("BANANA", 3),
        ("TO", 2),
        ("MOON", 1),
        (["up", "and", "on", "and", "up"], 4),
        (["a", "bc", "a", "bc", "a"], 2),
        ("AAAAAAAAAA", 7),
        ("SPAM" * 1500, 2),
    ):
        expected = list(zip(*(text[shift:] for shift in range(n))))
        before = text if isinstance(text, str) else list(text)
        got = ngrams(text, n)
        assert got == expected, (
            f"the runs of {n} among {len(before)} tokens are {str(got)[:200]}, expected "
            f"{str(expected)[:200]}"
        )
        assert text == before, "ngrams changed the list it was given"

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: too few tokens, and n below 1
failure_message: Fewer than n tokens give an empty list; n below 1 makes no sense and must raise
  ValueError, whatever the tokens are.
""" # END TEST CONFIG
def test_edges(ngrams):
    for text, n in (("AB", 3), ([], 1), (["one"], 5), ("", 2)):
        got = ngrams(text, n)
        assert got == [], (
            f"{len(text)} tokens have no run of {n}, expected an empty list, got {got}"
        )
    for text, n in ((["x", "y"], 0), (["x", "y"], -2), ("", 0), ([], -1)):
        try:
            ngrams(text, n)
        except ValueError:
            continue
        raise AssertionError(f"n = {n} did not raise ValueError")
    assert ngrams(["x", "y"], 2) == [("x", "y")], "two tokens have one run of 2"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: why_ngrams
# title: Who bit whom?
# points: 1
# difficulty: 2
# minutes: 3

# %% [markdown]
# Two documents: *The dog bit the man* and *The man bit the dog*. A network should find out who was
# hurt. Which input makes that possible at all, because it differs between the two?
#
# - `"a"` a bag of words with a much larger vocabulary
# - `"b"` a bag of words without the neuron for unknown words
# - `"c"` a bag of 2-grams of words
# - `"d"` a bag of words, min-max scaled to [0, 1]
#
# <details><summary>Hint 1</summary>
#
# Write down both bags of words. How do they differ?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# The two texts have the same words in a different order. Which of the four choices keeps some of
# the order?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_ngrams = "c"  # SOLUTION

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
def test_form(why_ngrams):
    assert isinstance(why_ngrams, str), "write a letter in quotes"
    assert why_ngrams.strip().lower() in set("abcd"), "write a letter from a to d in quotes"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the answer
failure_message: For each choice, write the numbers of both documents side by side and compare them.
""" # END TEST CONFIG
def test_choice(why_ngrams):
    assert str(why_ngrams).strip().lower() == chr(99), "that is not the right choice"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# n-grams have a price. There are 26 letters but 26 × 26 = 676 pairs of letters, and a vocabulary of
# 10,000 words has a hundred million pairs. In practice one keeps only the frequent ones, exactly as
# you did with words.
#
# # Inputs that are pictures
#
# An 8-bit picture holds whole numbers from 0 (black) to 255 (white). Networks like small numbers,
# so each pixel becomes one neuron in [0, 1]. A dense layer knows nothing of rows and columns: the
# picture is laid out row by row in one long line.

# %% [raw]
# # BEGIN QUESTION
# name: to_neurons
# title: Pixels to neurons
# points: 1
# difficulty: 1
# minutes: 4

# %% [markdown]
# `moons` has shape (3, 24, 32), so `to_neurons(moons)` has shape (3, 768). Black is 0.0 and white
# is 1.0 in every picture: a dark picture stays dark.
#
# <details><summary>Hint 1</summary>
#
# What must you divide 255 by to get exactly 1?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `reshape(n, -1)` keeps the first axis and lays the rest out row by row. Think of the dtype too.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def to_neurons(images):
    """Greyscale pictures as rows of neurons.

    images: array of shape (n, height, width), of any n, height and width, dtype uint8. It is not
    changed.
    Returns an array of shape (n, height * width), dtype float32, from 0.0 (black, 0) to 1.0 (white,
    255), each picture row by row from the top. About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write to_neurons")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return images.reshape(len(images), -1).astype(np.float32) / 255
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: shape and dtype
failure_message: Return one row per picture and one float32 neuron per pixel.
""" # END TEST CONFIG
def test_shape(to_neurons):
    import numpy as np
    got = to_neurons((np.arange(3 * 24 * 32) % 256).astype(np.uint8).reshape(3, 24, 32))
    assert isinstance(got, np.ndarray), (
        f"to_neurons returns a {type(got).__name__}, expected a NumPy array"
    )
    assert got.shape == (3, 768), (
        f"three pictures of 24 × 32 give shape {got.shape}, expected (3, 768)"
    )
    assert got.dtype == np.float32, f"to_neurons has dtype {got.dtype}, expected float32"
    assert got[0, 0] < got[0, 255], (
        f"a black pixel became {got[0, 0]:g}, but a brighter one {got[0, 255]:g}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: black, white and two greys
failure_message: 0 becomes 0.0 and 255 becomes exactly 1.0, so 51 becomes 0.2.
""" # END TEST CONFIG
def test_greys(to_neurons):
    import numpy as np
    got = np.asarray(to_neurons(np.array([[[0, 51, 153, 255]]], dtype=np.uint8)))
    assert got.shape == (1, 4), f"one picture of 1 × 4 gives shape {got.shape}, expected (1, 4)"
    assert np.allclose(got, [[0, 0.2, 0.6, 1]], atol=1e-6, rtol=0), (
        f"0, 51, 153, 255 become {got}, expected 0, 0.2, 0.6, 1"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: the order of the pixels, dark pictures, other sizes
failure_message: Lay each picture out row by row, whatever its size, and scale all pictures by the
  same number, not each by its own brightest pixel.
""" # END TEST CONFIG
def test_order(to_neurons):
    import numpy as np
    random = np.random.default_rng(887)
    for n, height, width, brightest in (
        (4, 5, 7, 90),
        (2, 6, 6, 1),
        (1, 9, 2, 90),
        (4, 16, 24, 90),
        (3, 1, 256, 2),
    ):
        pictures = random.integers(0, brightest + 1, size=(n, height, width), dtype=np.uint8)
        before = pictures.copy()
        got = np.asarray(to_neurons(pictures))
        assert got.shape == (n, height * width), (
            f"{n} pictures of {height} × {width} give shape {got.shape}"
        )
        for i in range(n):
            expected = [int(grey) / 255 for line in before[i] for grey in line]
            assert np.allclose(got[i], expected, atol=1e-6, rtol=0), (
                f"the pixels of a {height} × {width} picture are wrong"
            )
        assert np.array_equal(pictures, before), "to_neurons changed the pictures it was given"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: to_images
# title: Neurons to pixels
# points: 2
# difficulty: 2
# minutes: 7

# %% [markdown]
# Networks can draw, too, with one output neuron per pixel. Here is the way back. Two things need
# care. A network may overshoot and write 1.03 or -0.1, and an 8-bit number that leaves its range
# wraps around: white would turn black. And what a network writes is rarely exact: instead of 0.2 it
# may write 0.1999, and 0.1999 × 255 is 50.97, which should be 51 and not 50.
#
# <details><summary>Hint 1</summary>
#
# Do the arithmetic in floats. Convert to uint8 last, when every number is already a whole number
# from 0 to 255.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `np.clip` keeps numbers within a range; `np.rint` rounds to the nearest whole number. `astype`
# alone truncates.
#
# </details>
#
# <details><summary>Hint 3</summary>
#
# Clip to [0, 1] · multiply by 255 · round · uint8 · reshape to (n, height, width). Height comes
# before width.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def to_images(neurons, height, width):
    """Rows of neurons as greyscale pictures.

    neurons: array of shape (n, height * width), floats but no NaN, row by row as `to_neurons` makes
    them; numbers below 0 count as 0, numbers above 1 as 1. It is not changed.
    Returns an array of shape (n, height, width), dtype uint8: each pixel the nearest whole number
    to 255 times its neuron. About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write to_images")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    greys = np.rint(np.clip(neurons, 0, 1) * 255)
    return greys.astype(np.uint8).reshape(-1, height, width)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: shape and dtype
failure_message: A picture has shape (height, width), the number of rows first, then the number of
  columns.
""" # END TEST CONFIG
def test_shape(to_images):
    import numpy as np
    rows = np.zeros((3, 768), dtype=np.float32)
    rows[:, 0] = 0.5
    got = to_images(rows, 24, 32)
    assert isinstance(got, np.ndarray), (
        f"to_images returns a {type(got).__name__}, expected a NumPy array"
    )
    assert got.shape == (3, 24, 32), (
        f"height 24 and width 32 give shape {got.shape}, expected (3, 24, 32)"
    )
    assert got.dtype == np.uint8, f"to_images has dtype {got.dtype}, expected uint8"
    assert got[0, 0, 0] > got[0, 0, 1], (
        f"a neuron of 0.5 became {got[0, 0, 0]}, but one of 0 became {got[0, 0, 1]}"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: a picture of 2 × 3 pixels
failure_message: The first `width` neurons are the top row, and 1.0 is 255.
""" # END TEST CONFIG
def test_paper(to_images):
    import numpy as np
    got = np.asarray(to_images(np.array([[0, 0.2, 0.4, 0.6, 0.8, 1.0]]), 2, 3))[0].tolist()
    expected = [[0, 51, 102], [153, 204, 255]]
    assert got == expected, f"0, 0.2, … 1.0 as 2 × 3 pixels gives {got}, expected {expected}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: rounding for all 256 grey levels
failure_message: Round to the nearest whole number; truncating makes many pixels one level too dark.
""" # END TEST CONFIG
def test_rounding(to_images):
    import numpy as np
    levels = np.random.default_rng(888).permutation(256)
    for shift, kind in ((0.0, "float32"), (0.3, "float32"), (-0.3, "float32"), (0.45, "float64")):
        row = ((levels + shift) / 255)[None].astype(kind)
        before = row.copy()
        got = np.asarray(to_images(row, 8, 32))
        assert got.shape == (1, 8, 32), f"256 neurons as 8 × 32 pixels give shape {got.shape}"
        wrong = int(np.sum(got.reshape(-1) != levels))
        assert wrong == 0, f"{wrong} of 256 grey levels are not the nearest whole number"
        assert np.array_equal(row, before), "to_images changed the neurons it was given"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: neurons below 0 and above 1
failure_message: Keep the numbers within [0, 1] before you convert them to 8-bit numbers, or they
  wrap around. Numbers that are within stay as they are.
""" # END TEST CONFIG
def test_range(to_images):
    import numpy as np
    row = np.array([[-0.1, 1.03, -3.0, 2.5], [1.5, -0.004, 1.004, 7.0], [0.2, 300.0, -40.0, 0.8]])
    row = np.vstack([row, row[:, ::-1]])
    expected = [[0, 255, 0, 255], [255, 0, 255, 255], [51, 255, 0, 204]]
    expected += [line[::-1] for line in expected]
    before = row.copy()
    got = np.asarray(to_images(row, 1, 4))
    assert got.shape == (6, 1, 4), f"six rows as 1 × 4 pixels give shape {got.shape}"
    assert got.reshape(6, 4).tolist() == expected, (
        f"the neurons {before.tolist()} become {got.reshape(6, 4).tolist()}, expected {expected}"
    )
    assert np.array_equal(row, before), "to_images changed the neurons it was given"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
neurons = to_neurons(moons)
figure, axes = plt.subplots(1, 4, figsize=(13, 3), width_ratios=[1, 1.6, 1, 1])
axes[0].imshow(moons[1], cmap="gray", vmin=0, vmax=255)
axes[0].set(title="picture, 24 × 32", xlabel="column", ylabel="row")
axes[1].plot(neurons[1], color=COLOURS[0], lw=0.8)
axes[1].set(title="768 neurons", xlabel="neuron", ylabel="activity")
axes[2].imshow(to_images(neurons, 24, 32)[1], cmap="gray", vmin=0, vmax=255)
axes[2].set(title="and back", xlabel="column", ylabel="row")
axes[3].imshow(neurons[1].reshape(32, 24), cmap="gray")
axes[3].set(title="height and width swapped", xlabel="column", ylabel="row")
figure.tight_layout()
plt.show()

# %% [markdown]
# The picture on the right shows what happens when height and width are swapped. No error is raised,
# and a dense network would even learn from it, since all pixels are there. But a person can no
# longer recognise it, and neither can a layer that looks at neighbours.
#
# # Outputs
#
# Now for the other end of the network. For three classes we want three output neurons and a
# **distribution** over them: numbers from 0 to 1 that add up to 1, such as 0.1, 0.7, 0.2. The
# function that turns any numbers (called *logits*) into a distribution is softmax.

# %% [raw]
# # BEGIN QUESTION
# name: softmax
# title: Softmax by hand
# points: 1
# difficulty: 2
# minutes: 6

# %% [markdown]
# $$\text{softmax}(z)_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# On paper: the logits 0 and ln 3 give 1 / (1 + 3) = 0.25 and 3 / (1 + 3) = 0.75. Each row is a
# separate example. Large logits are a trap: $e^{1000}$ is more than a float can hold. Adding the
# same number to every logit of a row changes nothing (why?), so you may choose one that keeps the
# powers small.
#
# <details><summary>Hint 1</summary>
#
# If the largest logit of each row is 0, no power is greater than 1.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# `axis=1` goes along a row, and `keepdims=True` keeps the result as a column, which then divides
# each row by its own sum.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def softmax(logits):
    """Turn each row of logits into a distribution.

    logits: array of shape (n, k), n and k at least 1, any floats from -100,000 to 100,000. It is
    not changed.
    Returns an array of shape (n, k), floats in [0, 1]; each row adds up to 1. float32 is exact
    enough. About 2 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write softmax")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: two rows to check by hand
failure_message: Divide each row by its own sum of powers.
""" # END TEST CONFIG
def test_paper(softmax):
    import numpy as np
    got = softmax(np.log([[1.0, 3.0, 4.0], [2.0, 2.0, 6.0]]))
    expected = np.array([[0.125, 0.375, 0.5], [0.2, 0.2, 0.6]])
    assert isinstance(got, np.ndarray), (
        f"softmax returns a {type(got).__name__}, expected a NumPy array"
    )
    assert got.shape == (2, 3), f"two rows of three logits give shape {got.shape}, expected (2, 3)"
    assert np.allclose(got, expected), f"got {got.round(7).tolist()}, expected {expected.tolist()}"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: very large and very small logits
failure_message: Subtract the largest logit of each row before taking powers; a single number for
  the whole array is not enough. Each row is by itself, and the logits stay as they are.
""" # END TEST CONFIG
def test_large(softmax):
    import numpy as np
    from scipy.special import softmax as oracle
    random = np.random.default_rng(889)
    for offsets in ((0, 0, 0, 0, 0), (1000, 0, -1000), (-5000, -5000, 900), (70,), (-3, 20000)):
        # eighths, which float32 holds exactly even near 20,000
        values = np.rint(random.normal(0, 16, size=(len(offsets), 5))) / 8
        values += np.array(offsets, dtype=float)[:, None]
        values[0, 1:] -= 2000  # far apart within a row, too
        expected, before = oracle(values, axis=1), values.copy()
        got = np.asarray(softmax(values))
        assert got.shape == expected.shape, (
            f"logits of shape {expected.shape} give shape {got.shape}"
        )
        assert np.all(np.isfinite(got)), "the result contains NaN or infinity"
        assert np.allclose(got, expected, atol=1e-5), (
            f"the rows differ from softmax by up to {np.abs(got - expected).max():.3g}"
        )
        assert np.array_equal(values, before), "softmax changed the logits it was given"
    got = np.asarray(softmax(np.array([[12.0], [-3.0]])))
    assert got.shape == (2, 1) and np.allclose(got, 1), (
        f"rows of a single logit give {got.tolist()}, expected [[1], [1]]"
    )

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: read_three_neurons
# title: Reading three neurons
# points: 1
# difficulty: 1
# minutes: 3

# %% [markdown]
# A distribution tells us how sure the network is. When we need a single class, we take the most
# likely one.
#
# <details><summary>Hint 1</summary>
#
# You want the *position* of the largest number of each row, not the number itself.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# The result has one entry per row. Which axis must disappear?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def read_three_neurons(outputs):
    """The most likely class of each row.

    outputs: array of shape (n, 3), n at least 1, a distribution in each row. It is not changed.
    Returns an array of shape (n,), integer dtype: 0 (A), 1 (B) or 2 (C). About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write read_three_neurons")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return outputs.argmax(axis=1)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: four rows to check by hand
failure_message: Return one class per row, the position of its largest number, counted from 0.
""" # END TEST CONFIG
def test_paper(read_three_neurons):
    import numpy as np
    got = np.asarray(
        read_three_neurons(
            np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2], [0.2, 0.3, 0.5], [0, 1.0, 0]])
        )
    )
    assert got.shape == (4,), f"four rows give shape {got.shape}, expected (4,): one class per row"
    assert got.dtype.kind in "iu", f"the classes have dtype {got.dtype}, expected whole numbers"
    assert got.tolist() == [1, 0, 2, 1], f"got {got.tolist()}, expected [1, 0, 2, 1]"

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: other numbers of rows
failure_message: The class of a row depends on that row only; compare along the row, whatever the
  number of rows.
""" # END TEST CONFIG
def test_rows(read_three_neurons):
    import numpy as np
    random = np.random.default_rng(890)
    for n in (1, 3, 50):
        table = random.dirichlet(np.ones(3), size=n)
        expected = [max(range(3), key=lambda k: row[k]) for row in table.tolist()]
        before = table.copy()
        got = np.asarray(read_three_neurons(table))
        assert got.shape == (n,), f"{n} rows give shape {got.shape}"
        assert got.tolist() == expected, f"the classes of {n} rows are wrong"
        assert np.array_equal(table, before), "read_three_neurons changed the outputs it was given"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: read_one_neuron
# title: Reading one neuron
# points: 1
# difficulty: 2
# minutes: 5

# %% [markdown]
# This is what the tutorial warns against: one neuron that should say 0.25 for A, 0.9 for B and 1.0
# for C. The best we can do with its output is to look for the nearest of the three codes. From
# which value on do you read C?
#
# <details><summary>Hint 1</summary>
#
# For each output there are three distances. The class is the position of the smallest.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# An array of shape (n, 1) minus an array of shape (3,) has shape (n, 3): every output minus every
# code.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
CODES = np.array([0.25, 0.9, 1.0])  # the targets for A, B and C on a single neuron


def read_one_neuron(outputs):
    """The class whose code is nearest to each output.

    outputs: array of shape (n, 1), any floats from -1000 to 1000, as `predict` of a network with
    one output neuron gives them. It is not changed.
    Returns an array of shape (n,), integer dtype: 0 (A), 1 (B) or 2 (C). About 1 line.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write read_one_neuron")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    return np.abs(outputs - CODES).argmin(axis=1)
    # END SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
about: the codes themselves, and outputs outside their range
failure_message: Each output gets the class whose code is nearest, even below 0.25 and above 1.
""" # END TEST CONFIG
def test_codes(read_one_neuron):
    import numpy as np
    got = np.asarray(read_one_neuron(np.array([[0.25], [0.9], [1.0], [-0.3], [1.7]])))
    assert got.shape == (5,), (
        f"five outputs give shape {got.shape}, expected (5,): one class per row"
    )
    assert got.dtype.kind in "iu", f"the classes have dtype {got.dtype}, expected whole numbers"
    assert got.tolist() == [0, 1, 2, 0, 2], (
        f"0.25, 0.9, 1.0, -0.3, 1.7 are read as {got.tolist()}, expected [0, 1, 2, 0, 2]"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.5
hidden: true
about: outputs between the codes, and far outside
failure_message: The boundary between two classes lies halfway between their codes.
""" # END TEST CONFIG
def test_between(read_one_neuron):
    import numpy as np
    random = np.random.default_rng(891)
    for n, low, high in ((300, 0.1, 1.1), (1, 0.3, 0.5), (1, 0.96, 0.99), (50, -90, 90)):
        column = random.uniform(low, high, size=(n, 1))
        expected = np.digitize(column[:, 0], [(0.25 + 0.9) / 2, (0.9 + 1.0) / 2])
        before = column.copy()
        got = np.asarray(read_one_neuron(column))
        assert got.shape == (n,), f"{n} outputs give shape {got.shape}, expected ({n},)"
        wrong = int(np.sum(got != expected))
        assert wrong == 0, f"{wrong} of {n} outputs are not read as the nearest code"
        assert np.array_equal(column, before), "read_one_neuron changed the outputs it was given"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Now for the experiment. Below is a network for the pinwheel with a single output neuron, and the
# code that trains it: its targets are the codes, its loss is the squared error. `train` fixes the
# seed, so the result is repeatable. It shows every point 50 times: it goes once through 50 copies
# of the points in random order, because Keras takes long to start an epoch and hardly any time for
# a step.

# %%
def one_neuron():
    """Two numbers in, two hidden layers, one number out."""
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="mean_squared_error")
    return network


def train(build, targets):
    """Build a network and train it on the 1,200 points, 50 times each."""
    keras.utils.set_random_seed(0)
    network = build()
    network.steps_per_execution = 1000  # all steps in one go
    network.fit(
        np.repeat(points, 50, axis=0), np.repeat(targets, 50, axis=0), batch_size=60, verbose=0
    )
    network.steps_per_execution = 1  # that pays off in training only
    return network

# %%
one = train(one_neuron, CODES[labels])
print(
    "targets of the first points:",
    CODES[labels][:4],
    " outputs:",
    np.round(one(points[:4])[:, 0], 2),
)

# %% [raw]
# # BEGIN QUESTION
# name: three_neurons
# title: The same network with three output neurons
# points: 2
# difficulty: 2
# minutes: 8

# %% [markdown]
# Build its rival, with the same two hidden layers but an output that is a distribution over A, B
# and C. The last line of the cell trains it on one-hot targets. Typical accuracy on new points:
# 0.96 to 0.98 (the lowest of 50 seeds was 0.953). Required: 0.92.
#
# <details><summary>Hint 1</summary>
#
# Start from `one_neuron`. Two things change: the last layer and the loss.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# A distribution comes from the activation `"softmax"`. The loss that compares it with a one-hot row
# is `"categorical_crossentropy"`.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
def three_neurons():
    """A compiled, untrained Keras network for the pinwheel.

    2 inputs, two hidden layers of 32 ReLU neurons, and 3 output neurons whose outputs form a
    distribution; nothing else, in training either. Any kind of Keras model will do, with any
    metrics. Optimiser Adam with learning rate 0.01 throughout and otherwise as Keras has it; loss:
    the plain categorical cross-entropy between one-hot targets of shape (n, 3) and the outputs.
    About 5 lines.
    """
    """ # BEGIN PROMPT
    raise NotImplementedError("write three_neurons")
    """  # END PROMPT
    # BEGIN SOLUTION NO PROMPT
    hidden = [keras.layers.Dense(32, activation="relu") for _ in range(2)]
    network = keras.Sequential(
        [keras.Input((2,)), *hidden, keras.layers.Dense(3, activation="softmax")]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return network
    # END SOLUTION


three = train(three_neurons, np.eye(3)[labels])

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: three outputs that form a distribution
failure_message: Use three output neurons, one per class, and an activation that makes each row of
  outputs add up to 1.
""" # END TEST CONFIG
def test_distribution(three_neurons):
    import numpy as np
    outputs = np.asarray(three_neurons()(np.random.default_rng(1).normal(0, 3, size=(40, 2))))
    assert outputs.shape == (40, 3), (
        f"40 points give outputs of shape {outputs.shape}, expected (40, 3): one neuron per class"
    )
    assert outputs.min() >= 0, (
        f"the smallest output is {outputs.min():.3f}, but a probability is never negative"
    )
    assert np.allclose(outputs.sum(axis=1), 1, atol=1e-4), (
        "the three outputs of a row do not add up to 1"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
about: the number of parameters
failure_message: Keep the two hidden layers of 32 neurons, so that only the outputs differ between
  the two networks.
""" # END TEST CONFIG
def test_parameters(three_neurons):
    import numpy as np
    network = three_neurons()
    network(np.zeros((1, 2)))  # some networks make their weights only now
    got = network.count_params()
    expected = (2 + 1) * 32 + (32 + 1) * 32 + (32 + 1) * 3
    assert got == expected, (
        f"the network has {got} parameters, expected {expected}: layers of 32, 32 and 3 neurons"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: what the network computes
failure_message: Use two hidden layers of ReLU neurons, then a softmax over the three outputs, and
  nothing else in between, in training either.
""" # END TEST CONFIG
def test_forward(three_neurons):
    import numpy as np
    from scipy.special import softmax
    fresh_model = three_neurons()
    place = np.random.default_rng(894).normal(0, 2, size=(50, 2))
    fresh_model(place)
    parts = fresh_model.get_weights()
    assert len(parts) == 6, (
        f"there are {len(parts)} arrays of weights and biases, expected 6 for three dense layers"
    )
    signal = place
    for i in (0, 2):
        signal = np.maximum(signal @ parts[i] + parts[i + 1], 0)
    expected = softmax(signal @ parts[4] + parts[5], axis=1)
    for mode in (False, True):
        outputs = np.asarray(fresh_model(place, training=mode))
        assert outputs.shape == expected.shape, (
            f"50 points give outputs of shape {outputs.shape}, expected {expected.shape}"
        )
        assert np.allclose(outputs, expected, atol=1e-4), (
            "the outputs are not those of two ReLU layers and a softmax"
            + (" while the network is being trained" if mode else "")
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: the loss
failure_message: The loss must be the plain cross-entropy between the one-hot targets and the
  probabilities that the network outputs.
""" # END TEST CONFIG
def test_loss(three_neurons):
    import numpy as np
    random = np.random.default_rng(892)
    place = random.normal(0, 2, size=(64, 2))
    hot = np.identity(3)[random.integers(0, 3, 64)]
    fresh_model = three_neurons()
    outputs = np.asarray(fresh_model(place))
    sure = np.exp(random.normal(0, 2, size=(64, 3)))
    for chances in (outputs, sure / sure.sum(axis=1, keepdims=True)):
        right = np.clip(np.sum(chances * hot, axis=1), 1e-7, 1)
        expected = float(np.mean(-np.log(right)))
        got = float(np.asarray(fresh_model.compute_loss(None, hot, chances)))
        assert abs(got - expected) < 1e-3, (
            f"the loss is {got:.4f}, but the cross-entropy of these outputs is {expected:.4f}"
        )

# %%
""" # BEGIN TEST CONFIG
points: 0.25
hidden: true
about: the optimiser and its learning rate
failure_message: Use Adam with a learning rate of 0.01 and leave its other settings as Keras has
  them.
""" # END TEST CONFIG
def test_adam(three_neurons):
    import numpy as np
    random = np.random.default_rng(895)
    fresh_model = three_neurons()
    fresh_model(np.zeros((1, 2)))
    before = fresh_model.get_weights()
    wanted = [np.array(part, dtype=float) for part in before]
    mean, square = [[np.zeros(part.shape) for part in before] for _ in range(2)]
    for step, sizes in ((1, [-2.0, -0.5, 0.5, 2.0]), (2, [-3.0, 0.1, 0.25, 1.0])):
        slopes = [random.choice(sizes, size=part.shape).astype("float32") for part in before]
        fresh_model.optimizer.apply(slopes, fresh_model.trainable_variables)
        for k, slope in enumerate(slopes):
            mean[k] = 0.9 * mean[k] + 0.1 * slope
            square[k] = 0.999 * square[k] + 0.001 * slope**2
            root = np.sqrt(square[k] / (1 - 0.999**step))
            wanted[k] = wanted[k] - 0.01 * mean[k] / (1 - 0.9**step) / (root + 1e-7)
        for new, right in zip(fresh_model.get_weights(), wanted):
            assert new.shape == right.shape and np.allclose(new, right, atol=2e-5), (
                f"step {step} is not that of Adam with rate 0.01"
            )
    settings = fresh_model.optimizer.get_config()
    extra = ("amsgrad", "weight_decay", "clipnorm", "clipvalue", "global_clipnorm", "use_ema")
    changed = [name for name in extra if settings.get(name)]
    assert not changed, f"Adam was given settings of its own: {', '.join(changed)}"
    rate = settings.get("learning_rate")
    assert not isinstance(rate, dict), "the learning rate changes during training, expected 0.01"
    another = three_neurons()
    another(np.zeros((1, 2)))
    assert not np.array_equal(another.get_weights()[0], fresh_model.get_weights()[0]), (
        "a second call gives the network of the first, which has been trained by now"
    )

# %%
""" # BEGIN TEST CONFIG
points: 0.75
hidden: true
about: accuracy of the trained network on 5,000 new points
failure_message: Three softmax neurons behind two hidden layers of 32 ReLU neurons, trained with
  Adam at 0.01, do better than this.
""" # END TEST CONFIG
def test_accuracy(three):
    import numpy as np
    place = np.random.default_rng(893).uniform(-1, 1, size=(5000, 2)).astype("float32")
    plane = place[:, 0].astype(float) + 1j * place[:, 1]
    truth = ((np.angle(plane) + 2 * np.abs(plane)) // (np.pi / 1.5)).astype(int) % 3
    share = float(np.mean(np.argmax(np.asarray(three(place)), axis=1) == truth))
    assert share >= 0.92, f"the accuracy on new points is {share:.3f}, required is 0.92"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
test_points, test_labels = pinwheel(3000, np.random.default_rng(88))
classes = {
    "one neuron": read_one_neuron(np.asarray(one(test_points))),
    "three neurons": read_three_neurons(np.asarray(three(test_points))),
}
side = np.linspace(-1, 1, 150)
square = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
regions = [
    read_one_neuron(np.asarray(one(square))),
    read_three_neurons(np.asarray(three(square))),
]
figure, axes = plt.subplots(1, 2, figsize=(10, 4.6))
for axis, region, (name, found) in zip(axes, regions, classes.items()):
    colours = ListedColormap(COLOURS)
    picture = region.reshape(150, 150)
    axis.imshow(
        picture, cmap=colours, vmin=0, vmax=2, alpha=0.55, origin="lower", extent=(-1, 1, -1, 1)
    )
    axis.scatter(
        *points[:400].T,
        s=7,
        c=[COLOURS[k] for k in labels[:400]],
        edgecolors="black",
        linewidths=0.2,
    )
    axis.set(title=f"{name}: {np.mean(found == test_labels):.3f} of new points right")
    axis.set(xlabel="x", ylabel="y", aspect="equal")
for number, letter in enumerate("ABC"):
    axes[1].scatter([], [], c=COLOURS[number], label=letter)
axes[1].legend(loc="center left", bbox_to_anchor=(1, 0.5), title="read as")
figure.tight_layout()
plt.show()
for name, found in classes.items():
    shares = [np.mean(found[test_labels == k] == k) for k in range(3)]
    print(f"{name:14}", *(f"{letter}: {share:.2f} right " for letter, share in zip("ABC", shares)))

# %% [markdown]
# Same points, same hidden layers, same training. Look at the left picture: a band of orange (B)
# runs between blue (A) and pink (C), where the training points are blue and pink. Higher up, B and
# C are mixed, because their codes 0.9 and 1.0 are so close that a small error in the output jumps
# from one to the other. How bad it gets varies: over 20 seeds, this network was right for 0.69 to
# 0.93 of new points, 0.84 on average.

# %% [raw]
# # BEGIN QUESTION
# name: why_one_neuron
# title: Where does the band come from?
# points: 1
# difficulty: 2
# minutes: 4

# %% [markdown]
# Why does the single neuron see B between A and C?
#
# - `"a"` It has too few weights. With more hidden neurons it would no longer need the band.
# - `"b"` Its output changes smoothly, so on the way from 0.25 to 1.0 it must pass through the
#   numbers that are read as B.
# - `"c"` The squared error cannot be used with ReLU neurons.
# - `"d"` There are fewer training points of class B than of the other two.
#
# <details><summary>Hint 1</summary>
#
# Imagine walking from a point of A straight to a point of C, and note the output of the neuron at
# each step.
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# Two of the four can be tested in a new cell: `np.bincount(labels)`, and `one_neuron` with more
# neurons.
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
why_one_neuron = "b"  # SOLUTION

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
def test_form(why_one_neuron):
    assert isinstance(why_one_neuron, str), "write a letter in quotes"
    assert why_one_neuron.strip().lower() in set("abcd"), "write a letter from a to d in quotes"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the answer
failure_message: Follow the output of the neuron along a line that leads from the middle of A to the
  middle of C.
""" # END TEST CONFIG
def test_choice(why_one_neuron):
    assert str(why_one_neuron).strip().lower() == chr(98), "that is not the right choice"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: output_neurons
# title: How many output neurons?
# points: 1
# difficulty: 2
# minutes: 3

# %% [markdown]
# A single neuron is not always wrong. Where the answer is a *quantity*, halfway between 10 and 20
# really is 15. A regression neuron is then read as it is: no rounding, no argmax.
#
# A network looks at a photo of a car. It should read the number plate, which has exactly three
# capital letters, and estimate the speed of the car in km/h. If you follow the advice of this
# assignment, how many output neurons does it need?
#
# <details><summary>Hint 1</summary>
#
# Which of its answers are names, and which are quantities?
#
# </details>
#
# <details><summary>Hint 2</summary>
#
# The letters use the code from question 1. What does a quantity need?
#
# </details>

# %% [raw]
# # BEGIN SOLUTION

# %%
output_neurons = 79  # SOLUTION

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
def test_form(output_neurons):
    import numpy as np
    value = np.asarray(output_neurons)
    assert value.size == 1 and value.dtype.kind in "iuf", "write a number"
    assert output_neurons > 0, "write a number greater than 0"
    assert output_neurons == int(output_neurons), "write a whole number"

# %%
""" # BEGIN TEST CONFIG
points: 1
hidden: true
about: the number
failure_message: Names need one neuron per possible value, separately for each letter; a quantity
  needs one neuron.
""" # END TEST CONFIG
def test_number(output_neurons):
    import numpy as np
    assert np.size(output_neurons) == 1 and np.asarray(output_neurons).dtype.kind in "iuf", (
        "output_neurons is not a number"
    )
    assert output_neurons == np.sum([26, 26, 26, 1]), "that is not the number of output neurons"

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# # What you have built
#
# - **Names** (letters, words, classes) get one neuron per possible value. A code with an order
#   suggests an order that is not there.
# - **Groups** become counts; things you have never seen need a place, too. What is counted is
#   decided from the training data alone.
# - **Pictures** become neurons in [0, 1], and outputs become pictures again after clipping and
#   rounding.
# - **Outputs**: a class is a distribution over neurons and is read with argmax; a quantity is one
#   neuron, read as it is.
#
# The representation is chosen before any weight is learned. It is often the cheapest way to a
# better network. The other way is to search for better settings: layers, learning rate, batch size.
# That is the topic of the next assignment, *Tuning*.
