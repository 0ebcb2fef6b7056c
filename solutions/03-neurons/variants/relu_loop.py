# question: relu
# why: a loop over all elements
def relu(z):
    result = np.zeros(np.shape(z))
    for place in np.ndindex(np.shape(z)):
        value = np.asarray(z)[place]
        if value > 0:
            result[place] = value
    return result
