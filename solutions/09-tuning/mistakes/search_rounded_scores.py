# question: random_search
# loses: random_search/awkward
# why: rounds the scores to two digits, so that unequal ones become equal
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    for _ in range(trials):
        if clock() - start >= seconds:
            break
        settings = draw(space, rng)
        score = round(evaluate(settings), 2)
        history.append((settings, score))
        if score > best_score:
            best, best_score = settings, score
    return best, best_score, history
