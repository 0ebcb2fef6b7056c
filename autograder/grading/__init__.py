"""One submission, or a class of them, becomes grades; grades become what is published."""
