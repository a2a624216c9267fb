"""Addresses."""

from django.urls import path

from koppelvlak.people import entrance, managing, privacy_views, provider_views, views

app_name = "people"
urlpatterns = [
    path("mijn-gegevens/", views.profile, name="profile"),
    path("mijn-gegevens/wijzigen/", views.edit, name="edit"),
    path("mijn-gegevens/mailadres/", views.ask_email, name="ask_email"),
    path("mijn-gegevens/mailadres/<str:token>/", views.confirm_email, name="confirm_email"),
    path("mijn-gegevens/koppelen/", provider_views.link, name="link"),
    path("mijn-gegevens/ontkoppelen/", provider_views.unlink, name="unlink"),
    path("mijn-gegevens/geen-functie/", views.no_function, name="no_function"),
    path("mensen/<uuid:uuid>/", views.detail, name="detail"),
    path(
        "mensen/<uuid:uuid>/tweede-factor/", views.reset_second_factor, name="reset_second_factor"
    ),
    path("mensen/<uuid:uuid>/wissen/", privacy_views.erase, name="erase"),
    path("mensen/<uuid:uuid>/bewaard/", privacy_views.export, name="export"),
    path("functies/<uuid:uuid>/beeindigen/", managing.end_function, name="end_function"),
    path("functies/<uuid:uuid>/vervanger/", managing.set_deputy, name="set_deputy"),
    path("mandaten/<uuid:uuid>/beeindigen/", managing.end_mandate, name="end_mandate"),
    path("organisaties/<uuid:uuid>/mensen/", views.of_organisation, name="of_organisation"),
    path("organisaties/<uuid:uuid>/mensen/functie/", managing.give_function, name="give_function"),
    path("organisaties/<uuid:uuid>/mensen/mandaat/", managing.give_mandate, name="give_mandate"),
    path("organisaties/<uuid:uuid>/mensen/uitnodigen/", managing.invite, name="invite"),
    path("uitnodigingen/<uuid:uuid>/intrekken/", managing.withdraw, name="withdraw"),
    path(
        "uitnodiging/<slug:token>/",
        provider_views.leads_there(entrance.invitation),
        name="invitation",
    ),
    path("namens/", views.switch, name="switch"),
    path("demo/", entrance.demo, name="demo"),
]
