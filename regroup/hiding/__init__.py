"""Which numbers of people are left out of what the public reads, so that none can be worked out from the others."""
