"""The body of a matter: anything in, canonical semantic HTML out, and the few questions asked of it.

`read` and `write` turn HTML into shapes and back, `clean` makes canonical what was not, `clean_paste` does so for a
clipboard and hands out its pictures. `models.content.diff` compares, `models.content.docx_in` (loaded late) imports.
"""

from models.content.clean import clean, clean_paste, read
from models.content.reading import blocks, images, links, plain, toc, word_count
from models.content.shapes import Block, Document, Heading, ImageAt, LinkAt, Pasted, PastedImage
from models.content.writing import write

__all__ = [
    "Block",
    "Document",
    "Heading",
    "ImageAt",
    "LinkAt",
    "Pasted",
    "PastedImage",
    "blocks",
    "clean",
    "clean_paste",
    "images",
    "links",
    "plain",
    "read",
    "toc",
    "word_count",
    "write",
]
