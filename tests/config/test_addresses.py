"""Addresses of a database and of a mail server: what each part of them comes to mean."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koppelvlak.config.addresses import database, mail
from koppelvlak.config.environment import UnsafeSettingError

DATA = Path("/srv/koppelvlak")
few = settings(max_examples=40)
# Anything a person can put in a name or a password, the signs that part an address included.
words = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)
ports = st.integers(1, 65_535)


def encoded(text: str) -> str:
    return quote(text, safe="")


@few
@given(words, words, words)
def test_whatever_was_encoded_reaches_the_database(user: str, password: str, name: str) -> None:
    url = f"postgres://{encoded(user)}:{encoded(password)}@db.invalid/{encoded(name)}"
    made = database(url, data=DATA)
    assert (made["USER"], made["PASSWORD"], made["NAME"]) == (user, password, name)


@few
@given(words, words)
def test_whatever_was_encoded_reaches_the_mail_server(user: str, password: str) -> None:
    made = mail(f"smtp+ssl://{encoded(user)}:{encoded(password)}@mail.invalid", data=DATA)
    assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == (user, password)


@few
@given(ports)
def test_a_port_is_kept_as_a_number(port: int) -> None:
    assert database(f"postgres://db.invalid:{port}/k", data=DATA)["PORT"] == port
    assert mail(f"smtp://mail.invalid:{port}", data=DATA)["EMAIL_PORT"] == port


@few
@given(words)
def test_a_file_may_have_any_name(name: str) -> None:
    made = database(f"sqlite:////srv/{encoded(f'k{name}')}", data=DATA)
    assert made["NAME"] == str(Path("/srv") / f"k{name}")


@pytest.mark.parametrize(
    ("scheme", "port", "tls", "ssl"),
    [("smtp", 25, False, False), ("smtp+tls", 587, True, False), ("smtp+ssl", 465, False, True)],
)
def test_each_way_of_mailing_has_its_port_and_its_lock(
    scheme: str, port: int, *, tls: bool, ssl: bool
) -> None:
    made = mail(f"{scheme}://mail.invalid", data=DATA)
    assert made["EMAIL_PORT"] == port
    assert (made.get("EMAIL_USE_TLS", False), made.get("EMAIL_USE_SSL", False)) == (tls, ssl)
    assert made["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_a_password_may_go_unlocked_to_this_machine_itself(host: str) -> None:
    made = mail(f"smtp://me:geheim@{host}:1025", data=DATA)
    assert (made["EMAIL_HOST_PASSWORD"], made["EMAIL_PORT"]) == ("geheim", 1025)


def test_without_a_password_a_mail_server_further_on_may_do_without_a_lock() -> None:
    made = mail("smtp://relay.voorbeeld.invalid", data=DATA)
    assert (made["EMAIL_HOST"], made["EMAIL_HOST_USER"]) == ("relay.voorbeeld.invalid", "")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://mail.invalid", "write smtp://, smtp+tls:// or smtp+ssl:// and a host"),
        ("smtp://", "write smtp://, smtp+tls:// or smtp+ssl:// and a host"),
        ("smtp+tls://:587", "write smtp://, smtp+tls:// or smtp+ssl:// and a host"),
        ("smtp://me:geheim@mail.invalid", "the password would travel readable"),
        ("smtp+tls://me:gehe/im@mail.invalid", "inside a name or password write @ as %40"),
        ("smtp://mail.invalid:poort", "let the port be a number"),
        ("smtp://[::1", "this address cannot be read"),
    ],
)
def test_a_mail_address_says_what_is_wrong_with_it(url: str, words: str) -> None:
    with pytest.raises(UnsafeSettingError) as caught:
        mail(url, data=DATA)
    assert str(caught.value).startswith("KOPPELVLAK_MAIL_URL: ")
    assert words in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("koppelvlak.sqlite3", "begin with sqlite:/// or postgres://"),
        ("oracle://host/k", "begin with sqlite:/// or postgres://"),
        ("sqlite://folder/k.sqlite3", "sqlite:////folder/file from the root"),
        ("sqlite:///folder/..", "sqlite:////folder/file from the root"),
        ("sqlite:///", "write sqlite:///folder/file"),
        ("postgres://me@host", "name the database: postgres://user@host/name"),
        ("postgres://me@host/", "name the database: postgres://user@host/name"),
        ("postgres://me@host:poort/k", "let the port be a number"),
        ("postgres://me@[::1/k", "this address cannot be read"),
    ],
)
def test_a_database_address_says_what_is_wrong_with_it(url: str, words: str) -> None:
    with pytest.raises(UnsafeSettingError) as caught:
        database(url, data=DATA)
    assert str(caught.value).startswith("DATABASE_URL: ")
    assert words in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_both_names_of_postgresql_are_known(scheme: str) -> None:
    made = database(f"{scheme}://me@db.invalid/k", data=DATA)
    assert made["ENGINE"] == "django.db.backends.postgresql"
    assert (made["PASSWORD"], made["PORT"], made["OPTIONS"]) == ("", "", {})


def test_a_connection_is_kept_and_looked_at_before_it_is_used_again() -> None:
    made = database("postgres://me@db.invalid/k", data=DATA)
    assert (made["CONN_MAX_AGE"], made["CONN_HEALTH_CHECKS"]) == (60, True)


def test_a_socket_given_as_host_is_no_option_of_the_connection() -> None:
    made = database("postgres:///k?host=%2Frun%2Fpg&sslmode=disable", data=DATA)
    assert (made["HOST"], made["OPTIONS"]) == ("/run/pg", {"sslmode": "disable"})


def test_a_host_before_the_name_goes_before_the_option() -> None:
    made = database("postgres://db.invalid/k?host=%2Frun%2Fpg", data=DATA)
    assert made["HOST"] == "db.invalid"


@pytest.mark.parametrize("pragma", ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"])
def test_sqlite_loses_nothing(pragma: str) -> None:
    options = database("", data=DATA)["OPTIONS"]
    assert f"PRAGMA {pragma};" in options["init_command"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)


def test_what_is_deleted_from_sqlite_is_overwritten() -> None:
    assert "PRAGMA secure_delete=ON;" in database("", data=DATA)["OPTIONS"]["init_command"]


def test_tests_have_a_file_of_their_own_in_the_data_folder() -> None:
    made = database("sqlite:////elsewhere/k.sqlite3", data=DATA)
    assert made["TEST"] == {"NAME": str(DATA / "test.sqlite3")}
    assert made["NAME"] == "/elsewhere/k.sqlite3"
