"""Tying a person to an account of an identity provider, and untying it."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import WrongStateError
from koppelvlak.people.models import Person
from koppelvlak.people.provider import PROVIDER_ID, Identity
from koppelvlak.rights import Can


def link_account(person: Person, identity: Identity, *, by: Actor) -> Person:
    """Let a person sign in with their account of the provider from now on; they are told by mail.

    Raises WrongStateError when they have one already, or when it is somebody else's.
    """
    with change(person, Can.LINK_ACCOUNT, by=by) as row:
        if accounts(row).exists():
            raise WrongStateError(_("You have linked an account already. Unlink that one first."))
        tie(row, identity)
    return row


def unlink_account(person: Person, *, by: Actor, seen: int | None = None) -> Person:
    """Let a person no longer sign in with the provider; every session of theirs ends.

    Raises WrongStateError when they would have no way in, or have linked nothing.
    """
    with change(person, Can.UNLINK_ACCOUNT, by=by, seen=seen) as row:
        linked = accounts(row)
        if not linked.exists():
            raise WrongStateError(_("You have linked no account."))
        if not row.has_usable_password():
            raise WrongStateError(_("First choose a password; you could not sign in otherwise."))
        for account in linked:
            mention(account, "deleted")
        linked.delete()
        row.end_sessions()
    return row


def tie(person: Person, identity: Identity) -> SocialAccount:
    """Keep inside a door that stands open who a person is at the provider."""
    if SocialAccount.objects.filter(provider=PROVIDER_ID, uid=identity.key).exists():
        raise WrongStateError(_("Somebody already signs in with this account of the provider."))
    account = SocialAccount.objects.create(
        user=person, provider=PROVIDER_ID, uid=identity.key, extra_data=vars(identity)
    )
    mention(account)
    return account


def accounts(person: Person) -> Any:
    """Return the accounts of the provider with which a person signs in: one, or none."""
    return SocialAccount.objects.filter(user_id=person.pk)
