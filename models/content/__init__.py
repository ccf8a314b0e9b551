"""The body of a matter: anything in, canonical semantic HTML out, and the few questions asked of it."""
