# question: random_search
# loses: random_search/awkward
# why: takes the first score as the best even if it is NaN, and then nothing beats it
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    while len(history) < trials and clock() - start < seconds:
        settings = draw(space, rng)
        score = evaluate(settings)
        history.append((settings, score))
        if best is None or score > best_score:
            best, best_score = settings, score
    return best, best_score, history
