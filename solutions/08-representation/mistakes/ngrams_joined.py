# question: ngrams
# loses: ngrams/pairs, ngrams/letters, ngrams/edges
# why: joins each run to a string
def ngrams(tokens, n):
    if n < 1:
        raise ValueError("n must be at least 1")
    return [" ".join(tokens[start : start + n]) for start in range(len(tokens) - n + 1)]
