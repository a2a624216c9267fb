"""What safety regions and vital companies expect of each other, agreed and kept working."""

VERSION = "0.1.0"
