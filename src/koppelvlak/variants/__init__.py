"""Variants: a model agreement in a network, adopted or deviated from with a reason."""
