# question: random_search
# loses: random_search/best, random_search/awkward
# why: starts with a best score of 0, which no negative score beats
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    best_score = 0.0
    while len(history) < trials and clock() - start < seconds:
        settings = draw(space, rng)
        score = evaluate(settings)
        history.append((settings, score))
        if score > best_score:
            best, best_score = settings, score
    return best, best_score, history
