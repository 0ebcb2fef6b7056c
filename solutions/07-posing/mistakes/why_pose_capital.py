# question: why_pose
# loses: why_pose/form, why_pose/answer
# why: writes the letter with its bracket
why_pose = "(a)"
