"""Faults on purpose: processes killed, locks fought over. Each script runs by itself as well:

``python -m tests.faults kill_writers --rounds 100`` (or lock_storm, kill_worker, mixed_actions).
"""
