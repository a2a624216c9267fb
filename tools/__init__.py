"""What developers use and no installation needs."""
