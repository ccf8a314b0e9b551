"""The portal's end of the protocol: intake, feed, blobs and snapshots."""
