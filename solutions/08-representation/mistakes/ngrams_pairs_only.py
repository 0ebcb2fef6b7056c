# question: ngrams
# loses: ngrams/letters, ngrams/edges
# why: always pairs, whatever n is
def ngrams(tokens, n):
    return list(zip(tokens, tokens[1:]))
