"""Addresses."""

from django.urls import path

from koppelvlak.agendas import answering_views, progress_views, views

app_name = "agendas"
urlpatterns = [
    path("", views.agendas, name="list"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/voortgang/", progress_views.progress, name="progress"),
    path("netwerk/<uuid:uuid>/", answering_views.of_network, name="of_network"),
    path("opdracht/<uuid:uuid>/aanvaarden/", answering_views.accept, name="accept"),
    path("opdracht/<uuid:uuid>/geregeld/", answering_views.in_place, name="in_place"),
    path(
        "opdracht/<uuid:uuid>/niet-van-toepassing/",
        answering_views.not_applicable,
        name="not_applicable",
    ),
    path("opdracht/<uuid:uuid>/heropenen/", answering_views.reopen, name="reopen"),
]
