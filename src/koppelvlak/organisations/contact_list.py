"""All contact points one may see, as a page and as files; and a list of one's own coming in."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import Column, Listing, listing
from koppelvlak.kit.ui.tags import phone
from koppelvlak.organisations import queries
from koppelvlak.organisations.exporting import MOST_AN_HOUR, export_contact_points
from koppelvlak.organisations.import_forms import AgreeForm, UploadForm, compared, sealed, unsealed
from koppelvlak.organisations.importing import import_contact_points
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.organisations.sheet import workbook
from koppelvlak.organisations.vcards import vcards
from koppelvlak.rights import Can

COLUMNS = (
    Column("organisatie", _("Organisation"), lambda row: row.organisation.short_name,
           order="organisation__short_name"),
    Column("functie", _("Function"), lambda row: row.function, order="function"),
    Column("kanaal", _("How to reach it"), lambda row: row.get_channel_display(), order="channel"),
    Column("adres", _("Number or address"), lambda row: phone(row.address), order="address"),
    Column("wanneer", _("When"), lambda row: row.hours, order="hours"),
    Column("terugval", _("If that fails"), lambda row: row.fallback),
    Column("tlp", _("Who may see it"), lambda row: Tlp(row.tlp).label, order="tlp"),
    Column("bevestigd", _("Last confirmed on"), lambda row: row.last_confirmed,
           order="last_confirmed"),
)  # fmt: skip
KEY = Column("kenmerk", _("Reference"), lambda row: str(row.uuid))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def every(request: ActingRequest) -> HttpResponse:
    """List the contact points one may see, of one organisation or all; or give them as a file."""
    asked = _uuid(request.GET.get("organisatie", ""))
    of = queries.organisation(asked, actor=request.actor) if asked else None
    rows = queries.contact_points(request.actor, of=of)
    shown = listing(request, rows, COLUMNS, default="organisatie")
    form = request.GET.get("formaat", "")
    if form in {"csv", "xlsx", "vcf"} and request.method == "GET":
        return _file(request, shown, form)
    tlp = queries.strictest_class(row.tlp for row in shown.page)
    context = {"listing": shown, "organisation": of, "most": MOST_AN_HOUR, "page_tlp": tlp}
    may_import = of is not None and of.may(request.actor, Can.IMPORT_CONTACT_POINTS)
    return render(
        request, "organisations/contact_list.html", {**context, "may_import": bool(may_import)}
    )


def _file(request: ActingRequest, shown: Listing, form: str) -> HttpResponse:
    points: list[ContactPoint] = list(shown.rows)
    mark = str(export_contact_points(points, by=request.actor))
    tlp = queries.strictest_class(point.tlp for point in points)
    title, notes = str(_("Contact points")), [str(tlp.label), mark]
    if form == "csv":
        response = shown.csv("contactpunten", tlp=tlp)
        response.write(f"{mark}\r\n")
        return response
    if form == "xlsx":
        response = HttpResponse(
            workbook((*COLUMNS, KEY), points, title=title, notes=notes), content_type=XLSX
        )
    else:
        response = HttpResponse(
            vcards(points, notes=notes), content_type="text/vcard; charset=utf-8"
        )
    name = f"contactpunten-TLP-{tlp.value.replace('+', '-')}.{form}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or ""
    return response


def upload(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take a list, and show what it would change before anything does."""
    organisation = queries.organisation_to(Can.IMPORT_CONTACT_POINTS, uuid, actor=request.actor)
    sent = request.method == "POST"
    form = UploadForm(request.POST if sent else None, request.FILES if sent else None)
    context: dict[str, Any] = {"form": form, "organisation": organisation, "page_tlp": Tlp.AMBER}
    status = HTTPStatus.OK
    if sent and form.is_valid():
        try:
            found = compared(form.cleaned_data["file"], organisation)
        except BadInputError as error:
            form.refuse(error)
        else:
            seal = sealed(found, organisation, request.actor)
            agree = AgreeForm(initial={"plan": seal})
            return render(
                request, "organisations/compare.html", {**context, "plan": found, "form": agree}
            )
    if sent:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "organisations/upload.html", context, status=status)


@require_POST
def agree(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Do all of what was shown, or nothing."""
    organisation = queries.organisation_to(Can.IMPORT_CONTACT_POINTS, uuid, actor=request.actor)
    form = AgreeForm(request.POST)
    steps = unsealed(request.POST.get("plan", ""), organisation, request.actor)
    if not form.is_valid():
        raise BadInputError(_("This list was damaged on its way. Send the file once more."))
    import_contact_points(organisation, steps, by=request.actor)
    messages.success(request, _("The list was taken in. Confirm it once you have tried it."))
    return redirect(organisation)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
