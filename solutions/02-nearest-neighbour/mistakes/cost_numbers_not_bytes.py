# question: cost
# loses: cost/size
# why: counts numbers instead of bytes
cost_factor = 100
matrix_gigabytes = 10
