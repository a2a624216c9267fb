"""Agendas: what the networks of a sector work on together, and what each takes up of it."""
