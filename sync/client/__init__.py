"""The desk's end of the protocol: plan, engine, transport and the desk itself."""
