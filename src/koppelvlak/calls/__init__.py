"""Aanspreken: one party of an agreement calls another to account; seen by those two alone."""
