"""Addresses."""

from django.urls import path

from koppelvlak.people import views

app_name = "people"
urlpatterns = [
    path("mensen/<uuid:uuid>/", views.page, name="detail"),
    path("organisaties/<uuid:uuid>/mensen/", views.page, name="of_organisation"),
]
