"""Addresses."""

from django.urls import path

from koppelvlak.agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.every, name="list"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("convenanten/<uuid:uuid>/", views.covenant, name="covenant"),
]
