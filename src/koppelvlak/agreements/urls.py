"""Addresses."""

from django.urls import path

from koppelvlak.agreements import (
    answering,
    confirming,
    covenant_views,
    editing,
    importing_views,
    views,
)

app_name = "agreements"
urlpatterns = [
    path("", views.every, name="list"),
    path("lijst.<slug:ending>", views.export, name="export"),
    path("inlezen/", importing_views.choose, name="import"),
    path("inlezen/landelijk/", importing_views.national, name="import_national"),
    path("inlezen/<uuid:uuid>/", importing_views.into, name="import_into"),
    path("nieuw/", editing.choose, name="add"),
    path("nieuw/landelijk/", editing.add_national, name="add_national"),
    path("nieuw/<uuid:uuid>/", editing.add, name="add_to"),
    path("bevestigen/<uuid:uuid>/", confirming.confirm, name="confirm"),
    path("kloppen-ze-nog/<str:token>/", answering.by_link, name="answer"),
    path("kloppen-ze-nog/<str:token>/bedankt/", answering.thanks, name="thanks"),
    path("overleg/<uuid:uuid>/", confirming.in_meeting, name="in_meeting"),
    path("tussen/", views.any_two, name="any_two"),
    path("tussen/<uuid:uuid>/", views.between, name="between"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/bewerken/", editing.edit, name="edit"),
    path("<uuid:uuid>/afgesproken/", editing.agree, name="agree"),
    path("<uuid:uuid>/beproefd/", editing.prove, name="prove"),
    path("<uuid:uuid>/beeindigen/", editing.end, name="end"),
    path("convenanten/", covenant_views.every, name="covenants"),
    path("convenanten/nieuw/", covenant_views.choose, name="add_covenant"),
    path("convenanten/nieuw/landelijk/", covenant_views.add_national, name="add_national_covenant"),
    path("convenanten/nieuw/<uuid:uuid>/", covenant_views.add, name="add_covenant_to"),
    path("convenanten/<uuid:uuid>/", covenant_views.detail, name="covenant"),
    path("convenanten/<uuid:uuid>/bewerken/", covenant_views.edit, name="edit_covenant"),
    path("convenanten/<uuid:uuid>/onderhandelen/", covenant_views.negotiate, name="negotiate"),
    path("convenanten/<uuid:uuid>/aanbieden/", covenant_views.offer, name="offer"),
    path("convenanten/<uuid:uuid>/tekenen/", covenant_views.sign, name="sign"),
    path("convenanten/<uuid:uuid>/herzien/", covenant_views.review, name="review"),
    path("convenanten/<uuid:uuid>/vernieuwen/", covenant_views.renew, name="renew"),
    path("convenanten/<uuid:uuid>/beeindigen/", covenant_views.terminate, name="terminate"),
    path("convenanten/<uuid:uuid>/bijlage/", covenant_views.add_annex, name="add_annex"),
    path("convenanten/<uuid:uuid>/bijlage/<int:pk>/", covenant_views.annex, name="annex"),
]
