# question: ngrams
# why: zips the sequence with its shifted copies
def ngrams(tokens, n):
    if n < 1:
        raise ValueError(n)
    return list(zip(*[tokens[shift:] for shift in range(n)]))
