"""allauth's forms of passkeys, which refuse in words what a browser would never send.

Their library reads an answer field by field and breaks on one that is missing or misshapen; made-up
input would be a mistake of ours (500) where it is a mistake of theirs (422).
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms
from django.utils.translation import gettext_lazy as _

MISSHAPEN = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)


class _Readable:
    """Takes what cannot be read for a wrong answer."""

    data: Any

    def full_clean(self) -> None:
        """Clean as allauth does; it has made room for errors before it reads anything."""
        try:
            super().full_clean()  # type: ignore[misc]
        except MISSHAPEN:
            # Showing it again would break on it again.
            self.data = {**self.data.dict(), "credential": ""}
            wrong = get_adapter().validation_error("incorrect_code")
            self.add_error("credential", wrong)  # type: ignore[attr-defined]


class AddForm(_Readable, forms.AddWebAuthnForm):
    """Adding a key, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Sign in with this key alone, without a password")
        passwordless.help_text = _("The key then asks for your finger, your face or a PIN.")


class LoginForm(_Readable, forms.LoginWebAuthnForm):
    """Signing in with a key and nothing else."""


class AuthenticateForm(_Readable, forms.AuthenticateWebAuthnForm):
    """A key as second factor."""


class ReauthenticateForm(_Readable, forms.ReauthenticateWebAuthnForm):
    """A key once more, before something that matters."""
