# question: why_pose
# loses: why_pose/answer
# why: thinks that sorting adds information
why_pose = "b"
