# question: results
# loses: results/true
# why: figures typed in from an earlier run
results = [
    {"accuracy": 650 / 700, "tp": 310, "tn": 340, "fp": 30, "fn": 20},
    {"accuracy": 660 / 700, "tp": 315, "tn": 345, "fp": 25, "fn": 15},
    {"accuracy": 670 / 700, "tp": 320, "tn": 350, "fp": 20, "fn": 10},
]
