"""Every way in which this application says no; ``kit.refusals`` turns each into an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class RefusalError(Exception):
    """A refusal that a person can be told about: a title, a sentence, and a status."""

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST
    title: ClassVar[Any] = _("This could not be done")

    def __init__(self, detail: Any = "") -> None:
        super().__init__(detail)
        self.detail = detail


class UnseenError(RefusalError):
    """The thing does not exist, or this person may not know that it does."""

    status = HTTPStatus.NOT_FOUND
    title = _("This page does not exist")

    def __init__(self) -> None:
        super().__init__(_("Nothing was found here that you may see."))


class RefusedError(RefusalError):
    """The thing is seen, but this person may not do this to it."""

    status = HTTPStatus.FORBIDDEN
    title = _("You may not do this")


class WrongStateError(RefusalError):
    """The thing is not in a state from which this move is possible."""

    status = HTTPStatus.CONFLICT
    title = _("This is not possible now")


class StaleError(RefusalError):
    """Somebody else changed the thing since this person read it."""

    status = HTTPStatus.CONFLICT
    title = _("Somebody else changed this in the meantime")

    def __init__(self, current: Any) -> None:
        super().__init__(_("Your change was not saved. Compare both versions and save again."))
        self.current = current


class BadInputError(RefusalError):
    """What was given cannot be accepted; ``errors`` says per field why."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    title = _("Please check what you filled in")

    def __init__(self, detail: Any = "", errors: Mapping[str, Sequence[Any]] | None = None) -> None:
        super().__init__(detail)
        self.errors: Mapping[str, Sequence[Any]] = errors or {}


class AlreadyDoneError(RefusalError):
    """This very form was sent before and has had its effect; ``url`` shows the result."""

    status = HTTPStatus.CONFLICT
    title = _("This was already saved")

    def __init__(self, url: str) -> None:
        super().__init__(_("You sent this form before. It was saved once."))
        self.url = url


class TooManyError(RefusalError):
    """Asked too often in too short a time."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    title = _("Too many attempts")
