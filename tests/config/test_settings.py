"""Bad settings refuse to start and name themselves; good ones mean what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from koppelvlak.config.addresses import database, mail
from koppelvlak.config.checks import origin, refuse_unsafe
from koppelvlak.config.environment import SETTINGS, UnsafeSettingError, read
from tests.gate import DEMO, PRODUCTION

DATA = Path("/srv/koppelvlak")

PROVIDER = {
    "KOPPELVLAK_OIDC_ISSUER": "https://login.invalid/realm",
    "KOPPELVLAK_OIDC_CLIENT_ID": "koppelvlak",
    "KOPPELVLAK_OIDC_CLIENT_SECRET": "geheim-van-de-koppeling",
}

BAD = [
    ({"KOPPELVLAK_SECRET_KEY": ""}, "KOPPELVLAK_SECRET_KEY"),
    ({"KOPPELVLAK_SECRET_KEY": "short"}, "KOPPELVLAK_SECRET_KEY"),
    ({"KOPPELVLAK_SECRET_KEY": "a" * 60}, "KOPPELVLAK_SECRET_KEY"),
    (
        {"KOPPELVLAK_SECRET_KEY": "django-insecure-0123456789abcdefghijklmnopqrstuvwxyz"},
        "KOPPELVLAK_SECRET_KEY",
    ),
    ({"KOPPELVLAK_SECRET_KEY_FILE": "/there/is/none"}, "KOPPELVLAK_SECRET_KEY_FILE"),
    ({"KOPPELVLAK_HOSTS": ""}, "KOPPELVLAK_HOSTS"),
    ({"KOPPELVLAK_HOSTS": "*"}, "KOPPELVLAK_HOSTS"),
    ({"KOPPELVLAK_HOSTS": ".voorbeeld.invalid"}, "KOPPELVLAK_HOSTS"),
    ({"KOPPELVLAK_HOSTS": "https://voorbeeld.invalid"}, "KOPPELVLAK_HOSTS"),
    ({"KOPPELVLAK_DEMO": "1"}, "KOPPELVLAK_DEMO"),
    ({"KOPPELVLAK_DEMO": "1", "KOPPELVLAK_HOSTS": "", "KOPPELVLAK_BIND": "0.0.0.0"}, "_BIND"),
    ({"KOPPELVLAK_BIND": "overal"}, "KOPPELVLAK_BIND"),
    ({"KOPPELVLAK_DEBUG": "1"}, "KOPPELVLAK_DEBUG"),
    ({"KOPPELVLAK_HTTPS": "0"}, "KOPPELVLAK_HTTPS"),
    ({"KOPPELVLAK_HTTPS": "misschien"}, "KOPPELVLAK_HTTPS"),
    ({"KOPPELVLAK_PORT": "http"}, "KOPPELVLAK_PORT"),
    ({"KOPPELVLAK_PORT": "70000"}, "KOPPELVLAK_PORT"),
    ({"KOPPELVLAK_WORKERS": "0"}, "KOPPELVLAK_WORKERS"),
    ({"KOPPELVLAK_MFA": "never"}, "KOPPELVLAK_MFA"),
    ({"KOPPELVLAK_LANGUAGE": "fy"}, "KOPPELVLAK_LANGUAGE"),
    ({"KOPPELVLAK_TLP_CEILING": "PURPLE"}, "KOPPELVLAK_TLP_CEILING"),
    ({"KOPPELVLAK_SECURITY_CONTACT": "security"}, "KOPPELVLAK_SECURITY_CONTACT"),
    ({"KOPPELVLAK_MAIL_FROM": ""}, "KOPPELVLAK_MAIL_FROM"),
    ({"KOPPELVLAK_MAIL_FROM": "a@b.invalid\nBcc: c@d.invalid"}, "KOPPELVLAK_MAIL_FROM"),
    ({"KOPPELVLAK_MAIL_URL": "mail.voorbeeld.invalid"}, "KOPPELVLAK_MAIL_URL"),
    ({"KOPPELVLAK_MAIL_URL": "smtp://me:secret@mail.voorbeeld.invalid"}, "KOPPELVLAK_MAIL_URL"),
    ({"KOPPELVLAK_OIDC_CLIENT_ID": "k"}, "KOPPELVLAK_OIDC_ISSUER"),
    ({"KOPPELVLAK_OIDC_AMR": "mfa"}, "KOPPELVLAK_OIDC_ISSUER"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": "http://login.invalid"}, "KOPPELVLAK_OIDC_ISSUER"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": "http://localhost:1"}, "KOPPELVLAK_OIDC_ISSUER"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": "login.invalid"}, "KOPPELVLAK_OIDC_ISSUER"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": "https://"}, "KOPPELVLAK_OIDC_ISSUER"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": "https://me:pw@login.invalid"}, "OIDC_ISSUER"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": "https://login.invalid/?a=b"}, "OIDC_ISSUER"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": "https://a.invalid; script-src *"}, "OIDC_ISSUER"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": "https://login.invalid:poort"}, "OIDC_ISSUER"),
    (PROVIDER | {"KOPPELVLAK_OIDC_CLIENT_ID": ""}, "KOPPELVLAK_OIDC_CLIENT_ID"),
    (PROVIDER | {"KOPPELVLAK_OIDC_CLIENT_SECRET": ""}, "KOPPELVLAK_OIDC_CLIENT_SECRET"),
    (PROVIDER | {"KOPPELVLAK_OIDC_CLIENT_SECRET_FILE": "/is/none"}, "OIDC_CLIENT_SECRET_FILE"),
    (PROVIDER | {"KOPPELVLAK_OIDC_NAME": "x" * 41}, "KOPPELVLAK_OIDC_NAME"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ORIGINS": "https://a.invalid/path"}, "KOPPELVLAK_OIDC_ORIGINS"),
    (PROVIDER | {"KOPPELVLAK_OIDC_ORIGINS": "*"}, "KOPPELVLAK_OIDC_ORIGINS"),
    ({"DATABASE_URL": "mysql://localhost/koppelvlak"}, "DATABASE_URL"),
    ({"DATABASE_URL": "sqlite:///"}, "DATABASE_URL"),
    ({"DATABASE_URL": "sqlite://:memory:"}, "DATABASE_URL"),
    ({"DATABASE_URL": "postgres://me@host"}, "DATABASE_URL"),
    ({"DATABASE_URL": "postgres://me:pa/ss@host/name"}, "DATABASE_URL"),
]


def start(**changes: str) -> dict[str, Any]:
    """Read settings as the application does when it starts."""
    env = refuse_unsafe(read(PRODUCTION | changes))
    database(env["DATABASE_URL"], data=DATA)
    mail(env["KOPPELVLAK_MAIL_URL"], data=DATA)
    return env


def test_good_settings_start() -> None:
    assert start()["KOPPELVLAK_HOSTS"] == ["koppelvlak.voorbeeld.invalid"]


@pytest.mark.parametrize(("changes", "name"), BAD, ids=lambda value: str(value)[:60])
def test_a_bad_setting_refuses_and_is_named(changes: dict[str, str], name: str) -> None:
    with pytest.raises(UnsafeSettingError, match=name):
        start(**changes)


def test_no_refusal_repeats_a_password() -> None:
    with pytest.raises(UnsafeSettingError) as caught:
        start(DATABASE_URL="postgres://me:geheim/x@host:5432/name")
    assert "geheim" not in str(caught.value)


def test_the_demo_needs_nothing() -> None:
    env = refuse_unsafe(read(DEMO))
    assert env["KOPPELVLAK_BIND"] == "127.0.0.1"
    assert "127.0.0.1" in env["KOPPELVLAK_HOSTS"]


def test_what_is_empty_or_absent_has_its_default() -> None:
    empty = read({setting.name: " " for setting in SETTINGS})
    assert empty == read({}) == {setting.name: setting.default for setting in SETTINGS}


def test_every_setting_says_what_it_is_for() -> None:
    assert all(setting.help.endswith(".") for setting in SETTINGS)


def test_a_list_is_parted_by_commas() -> None:
    assert read({"KOPPELVLAK_HOSTS": "a.nl, b.nl,"})["KOPPELVLAK_HOSTS"] == ["a.nl", "b.nl"]


def test_the_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(PRODUCTION["KOPPELVLAK_SECRET_KEY"] + "\n")
    file.chmod(0o600)
    env = start(KOPPELVLAK_SECRET_KEY="", KOPPELVLAK_SECRET_KEY_FILE=str(file))
    assert env["KOPPELVLAK_SECRET_KEY"] == PRODUCTION["KOPPELVLAK_SECRET_KEY"]


def test_a_secret_that_everybody_can_read_is_none(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(PRODUCTION["KOPPELVLAK_SECRET_KEY"])
    file.chmod(0o644)
    with pytest.raises(UnsafeSettingError, match="KOPPELVLAK_SECRET_KEY_FILE"):
        start(KOPPELVLAK_SECRET_KEY="", KOPPELVLAK_SECRET_KEY_FILE=str(file))


def test_two_secrets_are_one_too_many() -> None:
    with pytest.raises(UnsafeSettingError, match="not both"):
        start(KOPPELVLAK_SECRET_KEY_FILE="/somewhere")


def test_a_provider_needs_three_settings_and_no_more() -> None:
    env = start(**PROVIDER)
    assert env["KOPPELVLAK_OIDC_NAME"] == "SSO"
    assert origin(env["KOPPELVLAK_OIDC_ISSUER"]) == "https://login.invalid"


def test_the_secret_of_a_provider_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("uit-het-bestand\n")
    file.chmod(0o600)
    given = {"KOPPELVLAK_OIDC_CLIENT_SECRET": "", "KOPPELVLAK_OIDC_CLIENT_SECRET_FILE": str(file)}
    assert start(**PROVIDER | given)["KOPPELVLAK_OIDC_CLIENT_SECRET"] == "uit-het-bestand"


def test_the_demo_may_use_a_provider_on_this_machine_without_tls() -> None:
    local = PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": "http://localhost:9400"}
    env = refuse_unsafe(read(DEMO | local))
    assert origin(env["KOPPELVLAK_OIDC_ISSUER"]) == "http://localhost:9400"
    with pytest.raises(UnsafeSettingError, match="OIDC_ISSUER"):
        refuse_unsafe(read(DEMO | local | {"KOPPELVLAK_OIDC_ISSUER": "http://10.0.0.1:9400"}))


def test_no_refusal_repeats_the_secret_of_a_provider() -> None:
    with pytest.raises(UnsafeSettingError) as caught:
        start(**PROVIDER | {"KOPPELVLAK_OIDC_CLIENT_ID": ""})
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", str(DATA / "koppelvlak.sqlite3")),
        ("sqlite:///var/a%20b.sqlite3", str(Path.cwd() / "var/a b.sqlite3")),
        ("sqlite:////srv/k.sqlite3", "/srv/k.sqlite3"),
    ],
)
def test_sqlite_is_a_file(url: str, expected: str) -> None:
    assert database(url, data=DATA)["NAME"] == expected


def test_signs_in_a_postgres_address_are_percent_encoded() -> None:
    made = database("postgres://u%40x:p%40s%2Fs%3A@Host.nl:5433/na%20me?sslmode=require", data=DATA)
    assert (made["USER"], made["PASSWORD"], made["NAME"]) == ("u@x", "p@s/s:", "na me")
    assert (made["HOST"], made["PORT"], made["OPTIONS"]) == (
        "Host.nl", 5433, {"sslmode": "require"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "url", ["postgresql://me@%2Frun%2FPg/k", "postgresql://me@/k?host=%2Frun%2FPg"]
)
def test_postgres_may_be_reached_over_a_socket(url: str) -> None:
    assert database(url, data=DATA)["HOST"] == "/run/Pg"


def test_postgres_may_have_a_bare_address() -> None:
    made = database("postgres://me@[::1]:5433/k", data=DATA)
    assert (made["HOST"], made["PORT"]) == ("::1", 5433)


def test_mail_goes_over_tls_to_the_usual_port() -> None:
    made = mail("smtp+tls://me%40x:p%2Fw@mail.invalid", data=DATA)
    assert made["EMAIL_USE_TLS"]
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"]) == ("mail.invalid", 587)
    assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == ("me@x", "p/w")


def test_without_a_mail_server_mail_is_written_to_files() -> None:
    assert mail("", data=DATA)["EMAIL_FILE_PATH"] == str(DATA / "mail")
