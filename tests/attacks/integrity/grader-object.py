# why: the object `grader` keeps the results
# points: 0
# verdict: student error

# %%
grader.results["forged"] = 99
