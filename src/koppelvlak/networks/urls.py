"""Addresses."""

from django.urls import path

from koppelvlak.networks import scale_views, views

app_name = "networks"
urlpatterns = [
    path("", views.overview, name="list"),
    path("schaal/", scale_views.scale, name="scale"),
    path("<uuid:uuid>/", views.detail, name="detail"),
]
