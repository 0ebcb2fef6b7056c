# question: random_search
# why: collects first, finds the best afterwards
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    generator = np.random.default_rng(seed)
    deadline = clock() + seconds
    history = []
    for _ in range(trials):
        if clock() >= deadline:
            break
        settings = draw(space, generator)
        history.append((settings, evaluate(settings)))
    numbers = [pair for pair in history if pair[1] == pair[1]]
    best, best_score = max(numbers, key=lambda pair: pair[1], default=(None, -np.inf))
    return best, best_score, history
