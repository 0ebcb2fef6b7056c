# question: random_search
# why: a for loop with a break
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    for _ in range(trials):
        if clock() - start >= seconds:
            break
        settings = draw(space, rng)
        score = float(evaluate(settings))
        history.append((settings, score))
        if not np.isnan(score) and (best is None or score > best_score):
            best, best_score = settings, score
    return best, best_score, history
