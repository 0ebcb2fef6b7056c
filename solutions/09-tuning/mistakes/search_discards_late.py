# question: random_search
# loses: random_search/budget
# why: throws away a trial that began in time but ended late
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    while len(history) < trials and clock() - start < seconds:
        settings = draw(space, rng)
        score = evaluate(settings)
        if clock() - start > seconds:
            break
        history.append((settings, score))
        if score > best_score:
            best, best_score = settings, score
    return best, best_score, history
