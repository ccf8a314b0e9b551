"""One protocol with two ends: the desk's client and the portal's server."""
