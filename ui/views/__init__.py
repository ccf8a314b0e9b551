"""One folder for each screen; each exposes `create(session, host)`, which gives its widget."""
