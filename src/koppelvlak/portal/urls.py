"""Addresses."""

from django.urls import path

from koppelvlak.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.page, name="home"),
    path("regio/<str:code>/", views.page, name="region"),
    path("zoeken/", views.page, name="search"),
]
