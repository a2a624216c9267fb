"""What one meets first: my work, the national overview, a region, search."""
