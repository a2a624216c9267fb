"""Addresses."""

from django.urls import path

from koppelvlak.territory import area_views, decisions, views

app_name = "territory"
urlpatterns = [
    path("gemeenten/", views.municipalities, name="municipalities"),
    path("gemeenten/<str:code>/", views.municipality, name="municipality"),
    path("bronnen/", views.sources, name="sources"),
    path("indeling/", views.changes, name="changes"),
    path("indeling/<uuid:uuid>/", views.change, name="change"),
    path("indeling/<uuid:uuid>/aannemen/", decisions.accept, name="accept_change"),
    path("indeling/<uuid:uuid>/afwijzen/", decisions.decline, name="decline_change"),
    path("grenzen/", area_views.areas, name="areas"),
    path("grenzen/nieuw/", area_views.import_areas, name="import_areas"),
    path("grenzen/<uuid:uuid>/", area_views.area_import, name="area_import"),
    path("grenzen/<uuid:uuid>/aannemen/", area_views.accept_areas, name="accept_areas"),
    path("grenzen/<uuid:uuid>/afwijzen/", area_views.decline_areas, name="decline_areas"),
]
