# question: largest_x
# why: Fraction
from fractions import Fraction

largest_x = Fraction(1, 1000)
