"""Every address, by package."""

from django.urls import include, path

urlpatterns = [
    path("", include("koppelvlak.portal.urls")),
    path("", include("koppelvlak.people.urls")),
    path("", include("koppelvlak.rounds.urls")),
    path("account/", include("koppelvlak.people.account_urls")),
    path("netwerken/", include("koppelvlak.networks.urls")),
    path("afspraken/", include("koppelvlak.agreements.urls")),
    path("dekking/", include("koppelvlak.coverage.urls")),
    path("agendas/", include("koppelvlak.agendas.urls")),
    path("varianten/", include("koppelvlak.variants.urls")),
    path("aanspreken/", include("koppelvlak.calls.urls")),
    path("organisaties/", include("koppelvlak.organisations.urls")),
    path("kader/", include("koppelvlak.framework.urls")),
    path("gebied/", include("koppelvlak.territory.urls")),
]

handler400 = "koppelvlak.kit.refusals.bad_request"
handler403 = "koppelvlak.kit.refusals.permission_denied"
handler404 = "koppelvlak.kit.refusals.page_not_found"
handler500 = "koppelvlak.kit.refusals.server_error"
