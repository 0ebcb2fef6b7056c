# question: why_precision
# why: with a space behind the letter
why_precision = "c "
