"""The regional networks that follow from the supply areas."""
