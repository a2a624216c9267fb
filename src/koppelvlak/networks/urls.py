"""Addresses."""

from django.urls import path

from koppelvlak.networks import views

app_name = "networks"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<uuid:uuid>/", views.detail, name="detail"),
]
