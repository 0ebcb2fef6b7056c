# question: why_scale
# loses: why_scale/reason
# why: blames rounding, which would affect every feature and does not turn regions into stripes
why_scale = "b"
