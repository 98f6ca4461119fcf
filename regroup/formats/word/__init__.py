"""Word documents: styles, blocks, the first page, a municipality's own template, and the file itself."""
