"""Addresses."""

from django.urls import path

from koppelvlak.variants import views

app_name = "variants"
urlpatterns = [
    path("model/<uuid:uuid>/", views.answers, name="answers"),
    path("model/<uuid:uuid>/verspreiden/", views.spread, name="spread"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/overnemen/", views.adopt, name="adopt"),
    path("<uuid:uuid>/afwijken/", views.deviate, name="deviate"),
]
