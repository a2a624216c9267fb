"""Telling people: an outbox written with the change, delivered by the worker."""
