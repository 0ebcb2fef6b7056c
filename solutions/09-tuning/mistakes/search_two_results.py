# question: random_search
# loses: random_search/best, random_search/trials, random_search/budget, random_search/seed, random_search/awkward, tuned/network, tuned/accuracy
# why: returns only the settings and the score
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    rng = np.random.default_rng(seed)
    start = clock()
    best, best_score, history = None, -np.inf, []
    tried = 0
    while tried < trials and clock() - start < seconds:
        tried += 1
        settings = draw(space, rng)
        score = evaluate(settings)
        if score > best_score:
            best, best_score = settings, score
    return best, best_score
