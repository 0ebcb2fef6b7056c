# question: why_ngrams
# why: a capital letter
why_ngrams = "C"
