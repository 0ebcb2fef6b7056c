# question: cost
# loses: cost/form, cost/size
# why: writes the unit into the answer
cost_factor = 100
matrix_gigabytes = "80 GB"
