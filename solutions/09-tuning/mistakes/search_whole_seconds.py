# question: random_search
# loses: random_search/budget
# why: cuts the time that has passed to whole seconds
def random_search(space, evaluate, trials, seed, seconds, clock=time.monotonic):
    start = clock()
    rng = np.random.default_rng(seed)
    best, best_score, history = None, -np.inf, []
    for _ in range(trials):
        if int(clock() - start) >= seconds:
            break
        settings = draw(space, rng)
        score = evaluate(settings)
        history.append((settings, score))
        if score > best_score:
            best, best_score = settings, score
    return best, best_score, history
