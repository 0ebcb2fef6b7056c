# question: softmax
# why: row by row
def softmax(logits):
    rows = []
    for row in logits:
        powers = [np.exp(z - max(row)) for z in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)
