# question: random_search
# loses: random_search/seed, random_search/budget, tuned/accuracy
# why: takes the first combinations of the grid, which is not random
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    for settings in itertools.islice(grid(space), trials):
        if clock() - start >= seconds:
            break
        score = evaluate(settings)
        history.append((settings, score))
        if score > best_score:
            best, best_score = settings, score
    return best, best_score, history
