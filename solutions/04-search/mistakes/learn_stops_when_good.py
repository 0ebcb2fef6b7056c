# question: learn
# loses: learn/kept
# why: stops as soon as an end is good enough
def learn(f, descend, size, tries, starts, rng):
    best = None
    for _ in range(starts):
        s = min(rng.uniform(-2, 2, (tries, size)), key=f); e = descend(s)
        if best is None or f(e) < f(best): best = e
        if f(best) < 1e-3: break
    return best, f(best)
