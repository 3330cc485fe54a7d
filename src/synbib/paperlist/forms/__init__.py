"""A maintainer's own form, found from the lines of a list."""
