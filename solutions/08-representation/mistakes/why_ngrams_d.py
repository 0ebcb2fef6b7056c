# question: why_ngrams
# loses: why_ngrams/choice
# why: scaling treats equal bags equally
why_ngrams = "d"
