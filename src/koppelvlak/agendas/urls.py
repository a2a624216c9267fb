"""Addresses."""

from django.urls import path

from koppelvlak.agendas import views

app_name = "agendas"
urlpatterns = [
    path("", views.agendas, name="list"),
    path("<uuid:uuid>/", views.detail, name="detail"),
]
