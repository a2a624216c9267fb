"""Files in: typed lines, and errors that say on which line what is wrong."""
