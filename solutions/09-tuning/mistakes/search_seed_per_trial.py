# question: random_search
# loses: random_search/seed
# why: makes a generator for each trial from the next seed, so neighbouring seeds share their trials
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    start = clock()
    best, best_score, history = None, -np.inf, []
    while len(history) < trials and clock() - start < seconds:
        settings = draw(space, np.random.default_rng(seed + len(history)))
        score = evaluate(settings)
        history.append((settings, score))
        if score > best_score:
            best, best_score = settings, score
    return best, best_score, history
