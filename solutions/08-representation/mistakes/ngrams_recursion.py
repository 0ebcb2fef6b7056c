# question: ngrams
# loses: ngrams/letters
# why: recursion over the tokens, RecursionError for a text of some thousand letters
def ngrams(tokens, n):
    if n < 1:
        raise ValueError("n is less than 1")
    if len(tokens) < n:
        return []
    return ngrams(tokens[:-1], n) + [tuple(tokens[-n:])]
