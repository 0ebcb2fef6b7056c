# question: why_ngrams
# loses: why_ngrams/choice
# why: more words do not bring the order back
why_ngrams = "a"
