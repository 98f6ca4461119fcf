"""Pictures as SVG: text as text, a title and a description for those who hear it, never colour alone."""
