# question: my_classifier
# loses: my_classifier/form
# why: answers with numbers between 0 and 1
def my_classifier(x, y):
    return np.where(
        in_circle(x, y, 0.505, 0.505, 0.18) & ~in_circle(x, y, 0.505, 0.505, 0.15), 1.0, 0.0
    )
