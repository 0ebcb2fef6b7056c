"""The marking desk: an instructor's pages over the gradebook, in a browser on this machine.

`cli.review` starts it. `guard` lets in nobody but who holds the token that the terminal printed;
`shelf` reads an assignment's standings, `answers` finds a question's cells in a notebook, `pages`
and `app` make the pages. What students wrote is text here as in the reports: escaped, cleaned, its
pictures re-encoded, and never a script, link or style.
"""
