# question: why_ngrams
# why: a stray space
why_ngrams = "c "
