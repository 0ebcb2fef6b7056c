"""The auto-graded deep-learning course: build the notebooks, grade what students make of them, return the grades."""
