"""The business without I/O: pure rules that desk and portal share, and the store beneath them."""
