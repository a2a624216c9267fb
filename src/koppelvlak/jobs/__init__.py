"""Commands: the work that nobody does by hand twice."""
