"""An auto-graded deep-learning course: build its notebooks, grade submissions, return grades."""
