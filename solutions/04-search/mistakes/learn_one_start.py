# question: learn
# loses: learn/valleys, learn/starts, learn/kept, learn/xor
# why: walks only once
def learn(f, descend, size, tries, starts, rng):
    start = min(rng.uniform(-2, 2, (tries, size)), key=f)
    end = descend(start)
    return end, f(end)
