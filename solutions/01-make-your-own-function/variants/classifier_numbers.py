# question: my_classifier
# why: 1 and 0 instead of bools, a slightly different ring
def my_classifier(x, y):
    distance = np.hypot(x - 0.505, y - 0.505)
    return np.where((0.155 < distance) & (distance < 0.175), 1, 0)
