"""Addresses."""

from django.urls import path

from koppelvlak.networks import choice_views, proposal_views, views

app_name = "networks"
urlpatterns = [
    path("", views.overview, name="list"),
    path("naar-keuze/", choice_views.choose, name="choose"),
    path("voorstellen/", proposal_views.every, name="proposals"),
    path("voorstellen/<uuid:uuid>/", proposal_views.one, name="proposal"),
    path("voorstellen/<uuid:uuid>/aannemen/", proposal_views.accept, name="accept_proposal"),
    path("voorstellen/<uuid:uuid>/afwijzen/", proposal_views.decline, name="decline_proposal"),
    path("<uuid:uuid>/", views.detail, name="detail"),
]
