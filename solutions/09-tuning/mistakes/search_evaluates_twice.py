# question: random_search
# loses: random_search/trials, random_search/budget, random_search/awkward
# why: evaluates each trial twice, which doubles the cost
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    while len(history) < trials and clock() - start < seconds:
        settings = draw(space, rng)
        history.append((settings, evaluate(settings)))
        if evaluate(settings) > best_score:
            best, best_score = history[-1]
    return best, best_score, history
