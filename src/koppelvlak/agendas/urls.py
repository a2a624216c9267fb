"""Addresses."""

from django.urls import path

from koppelvlak.agendas import (
    answering_views,
    deciding_views,
    editing,
    input_views,
    progress_views,
    views,
)

app_name = "agendas"
urlpatterns = [
    path("", views.agendas, name="list"),
    path("nieuw/", editing.start, name="start"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/inbreng/", input_views.given, name="input"),
    path("<uuid:uuid>/inbreng/alles/", input_views.all_of_it, name="all_input"),
    path("<uuid:uuid>/inbreng/vragen/", input_views.ask, name="open_input"),
    path("<uuid:uuid>/inbreng/bekendmaken/", input_views.publish, name="publish_input"),
    path("<uuid:uuid>/inbreng/geven/", input_views.give, name="give_input"),
    path("netwerken/<uuid:uuid>/inbreng/", input_views.give_for_network, name="give_network_input"),
    path("<uuid:uuid>/inleiding/", editing.introduce, name="introduce"),
    path("<uuid:uuid>/prioriteiten/", editing.prioritise, name="prioritise"),
    path("<uuid:uuid>/speerpunten/nieuw/", editing.add_spearhead, name="add_spearhead"),
    path("<uuid:uuid>/afstemmen/", deciding_views.align, name="align"),
    path("<uuid:uuid>/terugnemen/", deciding_views.rewrite, name="rewrite"),
    path("<uuid:uuid>/afstemming/", deciding_views.record, name="record"),
    path("<uuid:uuid>/vaststellen/", deciding_views.adopt, name="adopt"),
    path("speerpunten/<uuid:uuid>/bewerken/", editing.edit_spearhead, name="edit_spearhead"),
    path("speerpunten/<uuid:uuid>/vervallen/", editing.drop_spearhead, name="drop_spearhead"),
    path("speerpunten/<uuid:uuid>/terugzetten/", editing.restore, name="restore_spearhead"),
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
