"""What the rules and the index ask of a text: loaded by the first of them that does."""

from models.content import clean as clean
from models.content import plain as plain
