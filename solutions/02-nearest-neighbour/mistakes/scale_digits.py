# question: why_scale
# loses: why_scale/reason
# why: blames rounding, which would spare nobody and does not turn regions into stripes
why_scale = "b"
