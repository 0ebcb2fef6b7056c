# why: nobody will answer
# points: 1
# verdict: student error

# %%
input("The answer, please: ")

# %%
total = numbers.sum()
