"""The workloads of the performance goals."""
