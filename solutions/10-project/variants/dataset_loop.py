# question: dataset
# why: draws triangle by triangle and works out the angles
def largest_angle(a, b, c):
    angles = []
    for here, there, other in [(a, b, c), (b, c, a), (c, a, b)]:
        u, v = there - here, other - here
        angles.append(np.arccos(u @ v / np.sqrt((u @ u) * (v @ v))))
    return max(angles)


rng = np.random.default_rng(3)
wanted, rows = {0: 1500, 1: 1500}, []
while sum(wanted.values()):
    corners = rng.random((3, 2))
    label = int(largest_angle(*corners) < np.pi / 2)
    if wanted[label]:
        wanted[label] -= 1
        rows.append((corners.ravel(), label))
raw_inputs = np.array([inputs for inputs, label in rows])
labels = np.array([label for inputs, label in rows])
