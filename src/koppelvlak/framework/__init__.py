"""The eight themes and the role description of the safety region: who is for what."""
