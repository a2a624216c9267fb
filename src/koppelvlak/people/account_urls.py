"""The pages of allauth that are open, each by name; what is not here does not exist.

There is no signing up and no managing of addresses: people are invited, and change their address
on their own page.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from koppelvlak.people.entrance import SignInView, in_place, no_signup
from koppelvlak.people.provider import PROVIDER_ID
from koppelvlak.people.provider_views import callback, leads_there, start

# Everybody may see these; every other page asks who you are.
PUBLIC = [
    path("login/", leads_there(in_place(SignInView.as_view())), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", no_signup, name="account_signup"),
    path("password/reset/", in_place(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        in_place(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/authenticate/", in_place(mfa.authenticate), name="mfa_authenticate"),
    path("oidc/login/", start, name="openid_connect_login"),
    path(
        "oidc/login/callback/",
        callback,
        {"provider_id": PROVIDER_ID},
        name="openid_connect_callback",
    ),
    # allauth forgets to say that one does this before signing in.
    path(
        "2fa/webauthn/login/",
        login_not_required(webauthn.login_webauthn),
        name="mfa_login_webauthn",
    ),
]
OWN = [
    path("reauthenticate/", in_place(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", in_place(account.password_change), name="account_change_password"),
    path("password/set/", in_place(account.password_set), name="account_set_password"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/reauthenticate/", in_place(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", in_place(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", in_place(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        in_place(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", in_place(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        in_place(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        in_place(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
]
urlpatterns = PUBLIC + OWN
