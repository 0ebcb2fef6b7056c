"""Code we do not trust: the process it runs in, what that may do, and the few values that cross."""
