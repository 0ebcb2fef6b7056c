# question: random_search
# loses: random_search/best, random_search/awkward, tuned/accuracy, tuned/network
# why: keeps the lowest score, as if it were a loss
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    while len(history) < trials and clock() - start < seconds:
        settings = draw(space, rng)
        score = evaluate(settings)
        history.append((settings, score))
        if best is None or score < best_score:
            best, best_score = settings, score
    return best, best_score, history
