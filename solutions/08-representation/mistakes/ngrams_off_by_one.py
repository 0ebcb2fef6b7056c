# question: ngrams
# loses: ngrams/pairs, ngrams/letters, ngrams/edges
# why: the last run is missing
def ngrams(tokens, n):
    if n < 1:
        raise ValueError("n must be at least 1")
    return [tuple(tokens[start : start + n]) for start in range(len(tokens) - n)]
