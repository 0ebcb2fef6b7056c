# why: a file that says it is large
# points: 1
# verdict: student error

# %%
with open("left-behind", "wb") as file:
    file.truncate(1 << 40)

# %%
total = numbers.sum()
