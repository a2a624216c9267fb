"""Addresses."""

from django.urls import path

from koppelvlak.territory import decisions, views

app_name = "territory"
urlpatterns = [
    path("gemeenten/", views.municipalities, name="municipalities"),
    path("gemeenten/<str:code>/", views.municipality, name="municipality"),
    path("bronnen/", views.sources, name="sources"),
    path("indeling/", views.changes, name="changes"),
    path("indeling/<uuid:uuid>/", views.change, name="change"),
    path("indeling/<uuid:uuid>/aannemen/", decisions.accept, name="accept_change"),
    path("indeling/<uuid:uuid>/afwijzen/", decisions.decline, name="decline_change"),
]
