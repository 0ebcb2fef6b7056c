# question: why_pose
# loses: why_pose/answer
# why: thinks that sorted rows repeat
why_pose = "d"
