"""What was done, by whom, in a chain that shows when it was tampered with and survives erasure."""
