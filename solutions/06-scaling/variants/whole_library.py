# question: min_max_scale
# why: scikit-learn on the values as one column
def min_max_scale(data):
    from sklearn.preprocessing import minmax_scale

    return minmax_scale(data.reshape(-1, 1).astype(float)).reshape(data.shape)
