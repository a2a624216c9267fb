"""Addresses."""

from django.urls import path

from koppelvlak.coverage import views

app_name = "coverage"
urlpatterns = [
    path("", views.matrix, name="matrix"),
    path("nulmeting/<uuid:uuid>/", views.baseline, name="baseline"),
    path("nulmeting/<uuid:uuid>/invullen/", views.fill_in, name="fill_in"),
]
