# why: a page runs what it is not kept from running
# points: 0
# verdict: student error
# name: <script>alert(1)</script>

# %%
from IPython.display import HTML, SVG, Javascript, Markdown, display

code = "</pre></td><script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>"
display(HTML(code), Javascript("alert(1)"), Markdown(code))
print(code)
total = code


def double(values):
    raise ValueError(code)

# %%
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"))
raise type("E</pre><script>alert(1)</script>", (Exception,), {})(code)
