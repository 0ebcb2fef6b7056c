# question: random_search
# loses: random_search/budget
# why: ignores the time budget
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    for _ in range(trials):
        settings = draw(space, rng)
        score = evaluate(settings)
        history.append((settings, score))
        if score > best_score:
            best, best_score = settings, score
    return best, best_score, history
