"""Paper: official documents and forms, laid out by the standard and paged by ourselves."""
