"""Addresses."""

from django.urls import path

from koppelvlak.networks import (
    choice_views,
    keeping_views,
    proposal_views,
    scale_deciding_views,
    scale_views,
    seat_views,
    views,
)

app_name = "networks"
urlpatterns = [
    path("", views.overview, name="list"),
    path("naar-keuze/", choice_views.choose, name="choose"),
    path("voorstellen/", proposal_views.every, name="proposals"),
    path("voorstellen/<uuid:uuid>/", proposal_views.one, name="proposal"),
    path("voorstellen/<uuid:uuid>/aannemen/", proposal_views.accept, name="accept_proposal"),
    path("voorstellen/<uuid:uuid>/afwijzen/", proposal_views.decline, name="decline_proposal"),
    path("schaal/", scale_views.scale, name="scale"),
    path("schaal/voorstel/<slug:key>/", scale_deciding_views.propose, name="propose_scale"),
    path("schaal/voorstellen/<uuid:uuid>/", scale_deciding_views.proposal, name="scale_proposal"),
    path(
        "schaal/voorstellen/<uuid:uuid>/aannemen/",
        scale_deciding_views.accept,
        name="accept_scale",
    ),
    path(
        "schaal/voorstellen/<uuid:uuid>/afwijzen/",
        scale_deciding_views.decline,
        name="decline_scale",
    ),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/gebied/", views.area, name="area"),
    path("<uuid:uuid>/inrichten/", keeping_views.arrange, name="arrange"),
    path("<uuid:uuid>/uitnodigen/", keeping_views.invite, name="invite"),
    path("<uuid:uuid>/starten/", keeping_views.activate, name="activate"),
    path("<uuid:uuid>/hervatten/", keeping_views.wake, name="wake"),
    path("<uuid:uuid>/sluiten/", keeping_views.close, name="close"),
    path("zetels/<uuid:uuid>/", seat_views.seat, name="seat"),
    path("zetels/<uuid:uuid>/aannemen/", seat_views.accept, name="accept_seat"),
    path("zetels/<uuid:uuid>/overdragen/", seat_views.delegate, name="delegate_seat"),
    path("zetels/<uuid:uuid>/afslaan/", seat_views.decline, name="decline_seat"),
    path("zetels/<uuid:uuid>/bezetten/", seat_views.staff, name="staff_seat"),
    path("zetels/<uuid:uuid>/verlaten/", seat_views.leave, name="leave_seat"),
    path("zetels/<uuid:uuid>/opnieuw/", seat_views.invite_again, name="invite_again"),
]
