# question: why_ngrams
# loses: why_ngrams/form, why_ngrams/choice
# why: a number where a letter is asked for
why_ngrams = 3
