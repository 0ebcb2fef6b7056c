# question: ngrams
# loses: ngrams/edges
# why: n below 1 gives empty tuples instead of an error
def ngrams(tokens, n):
    return [tuple(tokens[start : start + n]) for start in range(len(tokens) - n + 1)]
