# question: learn
# why: collects all ends and takes the lowest
def learn(f, descend, size, tries, starts, rng):
    ends = []
    for _ in range(starts):
        guesses = rng.uniform(-2, 2, (tries, size))
        heights = [f(guess) for guess in guesses]
        ends.append(descend(guesses[np.argmin(heights)]))
    heights = [f(end) for end in ends]
    winner = int(np.argmin(heights))
    return ends[winner], heights[winner]
