# question: random_search
# loses: random_search/best, random_search/awkward, tuned/accuracy, tuned/network
# why: keeps the last settings instead of the best
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    while len(history) < trials and clock() - start < seconds:
        best = draw(space, rng)
        best_score = evaluate(best)
        history.append((best, best_score))
    return best, best_score, history
