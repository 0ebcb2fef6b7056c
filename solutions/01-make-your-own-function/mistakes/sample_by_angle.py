# question: balanced_sample
# loses: balanced_sample/even
# why: walks around the circle by angle: thin ends get as many points as thick middles
def balanced_sample(n, rng):
    def positive():
        while True:
            angle, shift = rng.uniform(0, 2 * np.pi), rng.uniform(-0.01, 0.01)
            x = 0.505 + (np.sqrt(0.3**3) + shift) * np.cos(angle)
            y = 0.505 + (np.sqrt(0.3**3) + shift) * np.sin(angle)
            if x + y > 1.01 and crescent(x, y):
                return x, y

    points = rng.random((n + 100, 2))
    negatives = points[~crescent(points[:, 0], points[:, 1])][: n // 2]
    return np.vstack([[positive() for _ in range(n // 2)], negatives]), np.repeat([1, 0], n // 2)
