# question: why_pose
# loses: why_pose/answer
# why: thinks that sorting changes the values
why_pose = "c"
