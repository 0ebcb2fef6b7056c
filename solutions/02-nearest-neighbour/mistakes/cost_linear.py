# question: cost
# loses: cost/time
# why: counts only the rows or only the queries
cost_factor = 10
matrix_gigabytes = 80
