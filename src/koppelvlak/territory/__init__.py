"""Municipalities, safety regions and supply areas, each with source, certainty and dates."""
