"""Addresses."""

from django.urls import path

from koppelvlak.portal import health, log, progress, region, search, views, welcome

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("welkom/", welcome.welcome, name="welcome"),
    path("welkom/contactpunten/", welcome.contact_points, name="welcome_contact_points"),
    path("welkom/netwerken/", welcome.networks, name="welcome_networks"),
    path("regio/", views.regions, name="regions"),
    path("regio/<str:code>/", region.region, name="region"),
    path("zoeken/", search.search, name="search"),
    path("log/", log.log, name="log"),
    path("voortgang/", progress.progress, name="progress"),
    path("uitleg/", views.explanation, name="help"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("taal/", views.language, name="language"),
    path(".well-known/security.txt", health.security_txt, name="security"),
    path("-/live", health.live, name="live"),
    path("-/ready", health.ready, name="ready"),
]
