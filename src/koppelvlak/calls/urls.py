"""Addresses."""

from django.urls import path

from koppelvlak.calls import views

app_name = "calls"
urlpatterns = [
    path("", views.every, name="list"),
    path("nieuw/<uuid:uuid>/", views.start, name="start"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/antwoorden/", views.answer, name="answer"),
    path("<uuid:uuid>/herstellen/", views.agree_repair, name="agree_repair"),
    path("<uuid:uuid>/hersteld/", views.record_repair, name="record_repair"),
    path("<uuid:uuid>/voorleggen/", views.escalate, name="escalate"),
    path("<uuid:uuid>/afsluiten/", views.close, name="close"),
    path("<uuid:uuid>/intrekken/", views.withdraw, name="withdraw"),
    path("<uuid:uuid>/uitnodigen/", views.invite, name="invite"),
    path("<uuid:uuid>/niet-meer-meelezen/", views.uninvite, name="uninvite"),
]
