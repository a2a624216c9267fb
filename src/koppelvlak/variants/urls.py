"""Addresses."""

from django.urls import path

from koppelvlak.variants import covenant_views, views

app_name = "variants"
urlpatterns = [
    path("model/<uuid:uuid>/", views.answers, name="answers"),
    path("model/<uuid:uuid>/verspreiden/", views.spread, name="spread"),
    path("modelconvenant/<uuid:uuid>/", covenant_views.answers, name="covenant_answers"),
    path("modelconvenant/<uuid:uuid>/verspreiden/", covenant_views.spread, name="spread_covenant"),
    path("convenant/<uuid:uuid>/", covenant_views.detail, name="covenant"),
    path("convenant/<uuid:uuid>/overnemen/", covenant_views.adopt, name="adopt_covenant"),
    path("convenant/<uuid:uuid>/afwijken/", covenant_views.deviate, name="deviate_covenant"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/overnemen/", views.adopt, name="adopt"),
    path("<uuid:uuid>/afwijken/", views.deviate, name="deviate"),
]
