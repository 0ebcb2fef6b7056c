# question: why_ngrams
# loses: why_ngrams/choice
# why: both documents have no unknown word
why_ngrams = "b"
