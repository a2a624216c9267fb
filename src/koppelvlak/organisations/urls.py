"""Addresses."""

from django.urls import path

from koppelvlak.organisations import contact_list, contact_points, views

app_name = "organisations"
urlpatterns = [
    path("", views.every, name="list"),
    path("contactpunten/", contact_list.every, name="contact_list"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/bewerken/", views.edit, name="edit"),
    path("<uuid:uuid>/contactpunten/nieuw/", contact_points.add, name="add_contact_point"),
    path("<uuid:uuid>/contactpunten/lijst/", contact_list.upload, name="import_contact_points"),
    path(
        "<uuid:uuid>/contactpunten/lijst/invoeren/",
        contact_list.agree,
        name="agree_contact_points",
    ),
    path(
        "<uuid:uuid>/contactpunten/bevestigen/",
        contact_points.confirm_all,
        name="confirm_contact_points",
    ),
    path("contactpunten/<uuid:uuid>/bewerken/", contact_points.edit, name="edit_contact_point"),
    path(
        "contactpunten/<uuid:uuid>/bevestigen/",
        contact_points.confirm,
        name="confirm_contact_point",
    ),
    path(
        "contactpunten/<uuid:uuid>/verwijderen/",
        contact_points.remove,
        name="remove_contact_point",
    ),
]
