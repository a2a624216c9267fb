"""How allauth signs our people in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: one is invited."""


class MfaAdapter(DefaultMFAAdapter):
    """Second factors."""
