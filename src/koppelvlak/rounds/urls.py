"""Addresses."""

from django.urls import path

from koppelvlak.rounds import answering, views

app_name = "rounds"
urlpatterns = [
    path("rondes/", views.every, name="list"),
    path("rondes/<uuid:uuid>/", views.detail, name="detail"),
    path("klopt-alles-nog/<str:token>/", answering.by_link, name="answer"),
    path("klopt-alles-nog/<str:token>/bedankt/", answering.thanks, name="thanks"),
]
