"""Addresses."""

from django.urls import path

from koppelvlak.agendas import input_views, views

app_name = "agendas"
urlpatterns = [
    path("", views.agendas, name="list"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/inbreng/", input_views.given, name="input"),
    path("<uuid:uuid>/inbreng/alles/", input_views.all_of_it, name="all_input"),
    path("<uuid:uuid>/inbreng/vragen/", input_views.ask, name="open_input"),
    path("<uuid:uuid>/inbreng/bekendmaken/", input_views.publish, name="publish_input"),
    path("<uuid:uuid>/inbreng/geven/", input_views.give, name="give_input"),
    path("netwerken/<uuid:uuid>/inbreng/", input_views.give_for_network, name="give_network_input"),
]
