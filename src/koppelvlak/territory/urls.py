"""Addresses."""

from django.urls import path

from koppelvlak.territory import views

app_name = "territory"
urlpatterns = [
    path("indeling/<uuid:uuid>/", views.page, name="change"),
]
