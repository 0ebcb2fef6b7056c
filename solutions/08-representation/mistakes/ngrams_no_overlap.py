# question: ngrams
# loses: ngrams/pairs, ngrams/letters
# why: cuts the tokens into pieces instead of sliding along them
def ngrams(tokens, n):
    if n < 1:
        raise ValueError("n must be at least 1")
    return [tuple(tokens[start : start + n]) for start in range(0, len(tokens) - n + 1, n)]
