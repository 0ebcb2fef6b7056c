# question: ngrams
# why: a loop with an explicit end
def ngrams(tokens, n):
    if n <= 0:
        raise ValueError("n must be at least 1")
    runs = []
    start = 0
    while start + n <= len(tokens):
        runs.append(tuple(tokens[i] for i in range(start, start + n)))
        start += 1
    return runs
