# question: random_search
# loses: random_search/trials, random_search/budget
# why: records the best score so far instead of the score of the trial
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    while len(history) < trials and clock() - start < seconds:
        settings = draw(space, rng)
        score = evaluate(settings)
        if score > best_score:
            best, best_score = settings, score
        history.append((settings, best_score))
    return best, best_score, history
