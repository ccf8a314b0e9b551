"""The written notices (告知书) of disclosure requests: drawn up from dated templates, never typed from memory.

`drawing` makes the structured notice with its gaps, `page` its canonical HTML and what is filled in only when it is
printed; `word` (loaded late) makes the Word document. The PDF is the window's: `ui.printing.notices`.
"""
