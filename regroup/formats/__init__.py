"""The formats that a document can have; each file here writes one, from the same blocks."""
