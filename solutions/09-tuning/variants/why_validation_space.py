# question: why_validation
# why: a stray space
why_validation = " d"
