# question: ngrams
# why: deque
from collections import deque


def ngrams(tokens, n):
    if n < 1:
        raise ValueError("n")
    window, result = deque(maxlen=n), []
    for token in tokens:
        window.append(token)
        if len(window) == n:
            result.append(tuple(window))
    return result
