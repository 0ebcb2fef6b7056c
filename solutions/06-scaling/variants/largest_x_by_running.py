# question: largest_x
# why: found by running the function
corners = np.array([[0.0, 0.0], [1.0, 1000.0]])
largest_x = min_max_scale(corners)[:, 0].max()
