# question: softplus
# why: one element at a time with math
import math


def softplus(z):
    def one(value):
        return (
            value + math.log(1 + math.exp(-value)) if value > 0 else math.log(1 + math.exp(value))
        )

    return np.vectorize(one, otypes=[float])(z)
