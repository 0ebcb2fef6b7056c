# question: random_search
# loses: random_search/best, random_search/trials, random_search/budget, random_search/seed, random_search/awkward
# why: the history holds only the trials that were better than all before
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    for _ in range(trials):
        if clock() - start >= seconds:
            break
        settings = draw(space, rng)
        score = evaluate(settings)
        if score > best_score:
            best, best_score = settings, score
            history.append((settings, score))
    return best, best_score, history
