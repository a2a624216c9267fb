"""Addresses."""

from django.urls import path

from koppelvlak.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.page, name="list"),
    path("<uuid:uuid>/", views.page, name="detail"),
]
