"""The vital sectors: data, not code, for the list changes with the law."""
