# question: make_rows
# why: distributions written out, single precision
def make_rows(per_class, width, rng):
    size = (per_class, width)
    sets = rng.lognormal(size=size), rng.power(0.1, size=size), rng.normal(size=size), rng.uniform(size=size)
    rows = np.concatenate([min_max_scale(s) for s in sets]).astype(np.float32)
    labels = np.array([k for k in range(4) for _ in range(per_class)])
    order = rng.choice(len(rows), size=len(rows), replace=False)
    return rows[order], labels[order]
