# question: balanced_sample
# why: one point at a time, mixed order
def balanced_sample(n, rng):
    points, labels, missing = [], [], {0: n // 2, 1: n // 2}
    while missing[0] or missing[1]:
        x, y = rng.random(), rng.random()
        label = int(crescent(x, y))
        if missing[label]:
            missing[label] -= 1
            points.append((x, y))
            labels.append(label)
    return np.array(points), np.array(labels)
