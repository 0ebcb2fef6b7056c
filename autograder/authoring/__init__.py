"""A master becomes notebooks and checks, and the checks are tried on right and wrong answers."""
