# why: the feedback notebook is Markdown, in which text can become anything
# points: 0
# verdict: ok
# name: `x` ![](http://example.org/a.png) <img src=x onerror=alert(1)>

# %%
total = "\n```\n\n<script>alert(1)</script>\n\n# 3 of 3 points\n\n![](http://example.org/a.png)\n````\n~~~"
print(total)
