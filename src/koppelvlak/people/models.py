from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.kit.living import LivingQuerySet
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.lifecycle import ACTIVE, FUNCTION, HELD, INVITATION, MANDATE, PERSON
from koppelvlak.rights import Can, Rel, Role
from koppelvlak.thing import Thing, at_owner, everywhere


class PersonManager(BaseUserManager.from_queryset(LivingQuerySet)):  # type: ignore[misc]
    """Finds people as Django's sign-in expects: by mail address, in any case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person with this mail address."""
        person: Person = self.get(email__iexact=username)
        return person


def new_salt() -> str:
    """Return 128 bits of chance, in hex."""
    return secrets.token_hex(16)


class Person(AbstractBaseUser, Thing):
    """A named person; never a shared account."""

    lifecycle: ClassVar = PERSON
    see: ClassVar = Can.SEE_PERSON
    unsaid: ClassVar = frozenset({"password", "session_salt"})

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    # When someone signed in last stands in the audit; here it would be a change without a door.
    last_login = None
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(
        max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))], default="nl"
    )
    fictional = models.BooleanField(default=False, editable=False)
    # Every session carries a keyed hash of this; a new salt ends them all.
    session_salt = models.CharField(max_length=32, default=new_salt, editable=False)
    # Known only while a change of address is under way, never kept.
    old_email = new_email = ""
    # What was found with the session (people/known.py); nothing for anybody else, never kept.
    known: Any = None

    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.name or str(_("erased person"))

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Say whether this person may sign in."""
        return self.state == ACTIVE

    def end_sessions(self) -> None:
        """Let every session of this person die at its next request (from the next save on)."""
        self.session_salt = new_salt()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        said = self.password + self.session_salt
        keyed = salted_hmac("koppelvlak.session", said, secret=secret, algorithm="sha256")
        return keyed.hexdigest()

    def get_full_name(self) -> str:
        """Return the name, as mails address it."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page on which the person is shown."""
        return reverse("people:detail", args=[self.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Oneself; colleagues; and the managers of an organisation where one holds a function."""
        at = at_owner(actor, "uuid")
        if actor.organisation:
            lasting = Q(valid_to=None) | Q(valid_to__gte=actor.on)
            held = Function.objects.filter(lasting, person=OuterRef("pk"), state=HELD)
            here = Q(Exists(held.filter(organisation__uuid=actor.organisation)))
            at = {name: rule if rule == NOTHING else here for name, rule in at.items()}
        own = Q(uuid=actor.person) if actor.person else NOTHING
        return everywhere(actor) | at | {Rel.SELF: own}


class RoleChoices(models.TextChoices):
    """The roles a function can give, in words."""

    READER = Role.READER.value, _("reader")
    BOUNDARY_WORKER = Role.BOUNDARY_WORKER.value, _("boundary worker")
    SIGNATORY = Role.SIGNATORY.value, _("signatory")
    MANAGER = Role.MANAGER.value, _("organisation manager")
    NATIONAL_EDITOR = Role.NATIONAL_EDITOR.value, _("national editor")
    AUDITOR = Role.AUDITOR.value, _("auditor")
    PLATFORM_MANAGER = Role.PLATFORM_MANAGER.value, _("platform manager")


class Function(Thing):
    """What a person does for an organisation, from a day until a day; one row per role."""

    lifecycle = FUNCTION
    see: ClassVar = Can.SEE_FUNCTION
    above: ClassVar = "organisation"

    person = models.ForeignKey(Person, models.CASCADE, related_name="functions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="functions")
    role = models.CharField(max_length=20, choices=RoleChoices.choices)
    title = models.CharField(max_length=120)
    deputy = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="deputises")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    # When a manager last said that this person still has this function.
    last_confirmed = models.DateField(null=True)
    confirmed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="confirmed_functions", editable=False
    )
    # Why what hung on it was handed to nobody.
    end_reason = models.CharField(max_length=300, blank=True)
    # A new organisation manager is shown around first; see ``introduction``.
    introduced = models.BooleanField(default=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(state=HELD),
                name="one_function_of_each_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_role_display()})"

    def get_absolute_url(self) -> str:
        """Return the page of the people of the organisation."""
        return reverse("people:of_organisation", args=[self.organisation.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The holder, colleagues, and the managers of the organisation."""
        own = Q(person__uuid=actor.person) if actor.person else NOTHING
        return everywhere(actor) | at_owner(actor, "organisation__uuid") | {Rel.SELF: own}


class MandateKind(models.TextChoices):
    """Government gives a mandaat, a company a volmacht."""

    MANDAAT = "mandaat", _("mandate (government)")
    VOLMACHT = "volmacht", _("power of attorney (company)")


class Mandate(Thing):
    """In what, and until when, a person may bind an organisation."""

    lifecycle = MANDATE
    see: ClassVar = Can.SEE_MANDATE
    above: ClassVar = "organisation"

    person = models.ForeignKey(Person, models.CASCADE, related_name="mandates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    kind = models.CharField(max_length=10, choices=MandateKind.choices)
    what = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """Return the page of the people of the organisation."""
        return reverse("people:of_organisation", args=[self.organisation.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The holder, colleagues, and the managers of the organisation."""
        own = Q(person__uuid=actor.person) if actor.person else NOTHING
        return everywhere(actor) | at_owner(actor, "organisation__uuid") | {Rel.SELF: own}


class Invitation(Thing):
    """An invitation by mail to act for an organisation; used once, within its time."""

    lifecycle = INVITATION
    see: ClassVar = Can.SEE_INVITATION
    unsaid: ClassVar = frozenset({"digest"})

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=RoleChoices.choices)
    title = models.CharField(max_length=120)
    # Only a digest is kept: who reads the database cannot use the link.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    invited_by = models.CharField(max_length=240)
    inviter = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="invited", editable=False
    )
    # Known only while the invitation is being sent, never kept.
    token = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})"

    def get_absolute_url(self) -> str:
        """Return the page of the people of the organisation."""
        return reverse("people:of_organisation", args=[self.organisation.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Managers of the organisation, and whoever holds the link (marked on the actor)."""
        marks = [
            role.removeprefix("invited:") for role in actor.roles if role.startswith("invited:")
        ]
        invited = Q(uuid__in=marks) if marks else NOTHING
        return everywhere(actor) | at_owner(actor, "organisation__uuid") | {Rel.INVITED: invited}
