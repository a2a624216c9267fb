"""Addresses."""

from django.urls import path

from koppelvlak.networks import keeping_views, seat_views, views

app_name = "networks"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/gebied/", views.area, name="area"),
    path("<uuid:uuid>/inrichten/", keeping_views.arrange, name="arrange"),
    path("<uuid:uuid>/uitnodigen/", keeping_views.invite, name="invite"),
    path("<uuid:uuid>/starten/", keeping_views.activate, name="activate"),
    path("<uuid:uuid>/hervatten/", keeping_views.wake, name="wake"),
    path("<uuid:uuid>/sluiten/", keeping_views.close, name="close"),
    path("zetels/<uuid:uuid>/", seat_views.seat, name="seat"),
    path("zetels/<uuid:uuid>/aannemen/", seat_views.accept, name="accept_seat"),
    path("zetels/<uuid:uuid>/overdragen/", seat_views.delegate, name="delegate_seat"),
    path("zetels/<uuid:uuid>/afslaan/", seat_views.decline, name="decline_seat"),
    path("zetels/<uuid:uuid>/bezetten/", seat_views.staff, name="staff_seat"),
    path("zetels/<uuid:uuid>/verlaten/", seat_views.leave, name="leave_seat"),
    path("zetels/<uuid:uuid>/opnieuw/", seat_views.invite_again, name="invite_again"),
]
