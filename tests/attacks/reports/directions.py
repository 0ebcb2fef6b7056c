# why: characters that turn the direction of a line, hide, or are halves
# points: 0
# verdict: ok
# name: \u202eenoyna\u2066 \ufeff

# %%
total = "\u202e6 si latot\u2069\u200f\u2028\u0085\ud800"
print(total)
