"""How it runs."""
