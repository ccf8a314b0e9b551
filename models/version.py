"""Which program this is: said at the sign-in, and written into what another program may have to read."""

VERSION = "1.0.0"
