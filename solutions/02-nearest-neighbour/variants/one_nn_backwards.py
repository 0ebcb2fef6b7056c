# question: one_nn
# why: walks backwards with <=
def one_nn(data, labels):
    def classify(point):
        smallest = float("inf")
        for i in reversed(range(len(data))):
            distance = squared_distance(data[i], point)
            if distance <= smallest:
                smallest = distance
                answer = labels[i]
        return answer
    return classify
