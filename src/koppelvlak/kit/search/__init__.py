"""One search over two databases: the same words find the same things."""
