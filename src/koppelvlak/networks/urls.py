"""Addresses."""

from django.urls import path

from koppelvlak.networks import views

app_name = "networks"
urlpatterns = [
    path("", views.page, name="list"),
    path("<uuid:uuid>/", views.page, name="detail"),
]
