# question: min_max_scale
# loses: min_max_scale/integers
# why: gives the array back as it came where it runs from 0 to 1 already
def min_max_scale(data):
    if data.min() == 0 and data.max() == 1:
        return data
    data = data.astype(float)
    span = data.max() - data.min()
    return (data - data.min()) / (span if span else 1)
