"""What is printed: content (``content``) apart from format (``printing``), and the way out."""
