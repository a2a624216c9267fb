"""What is just allowed and what is just refused, with the sentence an operator reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from koppelvlak.config.checks import DEMO_DEFAULTS, LOOPBACK, origin, refuse_unsafe
from koppelvlak.config.environment import SETTINGS, UnsafeSettingError, read
from koppelvlak.kit.tlp import Tlp
from tests.gate import DEMO, PRODUCTION

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PROVIDER = {
    "KOPPELVLAK_OIDC_ISSUER": "https://login.invalid/realm",
    "KOPPELVLAK_OIDC_CLIENT_ID": "koppelvlak",
    "KOPPELVLAK_OIDC_CLIENT_SECRET": "geheim-van-de-koppeling",
}


def start(**changes: str) -> dict[str, Any]:
    return refuse_unsafe(read(PRODUCTION | changes))


def demo(**changes: str) -> dict[str, Any]:
    return refuse_unsafe(read(DEMO | changes))


def refusal(**changes: str) -> str:
    with pytest.raises(UnsafeSettingError) as caught:
        start(**changes)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("SECRET_KEY", LETTERS + "x" * 13, "give at least 50 characters"),
        ("SECRET_KEY", "abcdefghi" * 6, "this one can be guessed; make a random one"),
        ("SECRET_KEY", f"django-in{LETTERS * 2}", "this one can be guessed"),
        ("SECRET_KEY", f"demo only{LETTERS * 2}", "this one can be guessed"),
        ("HOSTS", "", "name the hosts it answers to"),
        ("HOSTS", "goed.invalid,*.invalid", "no wildcards"),
        ("HOSTS", "goed.invalid,.invalid", "no wildcards"),
        ("HOSTS", "goed.invalid,http://ander.invalid", "names only, without https://"),
        ("BIND", "localhost", "give an IP address"),
        ("BIND", "10.0.0", "give an IP address"),
        ("PORT", "0", "between 1 and 65535"),
        ("PORT", "-1", "between 1 and 65535"),
        ("PORT", "65536", "between 1 and 65535"),
        ("WORKERS", "65", "from 1 to 64"),
        ("WORKERS", "twee", "'twee' is not a number"),
        ("BACKUP_DAYS", "3.5", "'3.5' is not a number"),
        ("DEBUG", "ja", "only together with the demo"),
        ("HTTPS", "nee", "only the demo may do without"),
        ("MFA", "Required", "required or optional"),
        ("LANGUAGE", "NL", "nl or en"),
        ("TLP_CEILING", "amber", "no TLP class"),
        ("SECURITY_CONTACT", "http://voorbeeld.invalid", "give a mailto: or https:// address"),
        ("SECURITY_CONTACT", "security@voorbeeld.invalid", "give a mailto: or https:// address"),
        ("MAIL_FROM", "koppelvlak", "name the sender of mail"),
        ("PROXY", "soms", "write 1 or 0, not 'soms'"),
    ],
)
def test_the_sentence_says_what_to_do(name: str, text: str, words: str) -> None:
    said = refusal(**{f"KOPPELVLAK_{name}": text})
    assert said.startswith(f"KOPPELVLAK_{name}: ")
    assert words in said


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("SECRET_KEY", LETTERS + "x" * 14, LETTERS + "x" * 14),
        ("SECRET_KEY", "abcdefghij" * 5, "abcdefghij" * 5),
        ("BIND", "0.0.0.0", "0.0.0.0"),
        ("BIND", "::", "::"),
        ("PORT", "1", 1),
        ("PORT", " 65535 ", 65_535),
        ("WORKERS", "64", 64),
        ("MFA", "optional", "optional"),
        ("LANGUAGE", "en", "en"),
        (
            "SECURITY_CONTACT",
            "https://voorbeeld.invalid/veilig",
            "https://voorbeeld.invalid/veilig",
        ),
        ("MAIL_FROM", "Koppelvlak <k@voorbeeld.invalid>", "Koppelvlak <k@voorbeeld.invalid>"),
        ("PROXY", "JA", True),
        ("HTTPS", "On", True),
        ("PROXY", "off", False),
    ],
)
def test_what_is_just_right_starts(name: str, text: str, kept: Any) -> None:
    assert start(**{f"KOPPELVLAK_{name}": text})[f"KOPPELVLAK_{name}"] == kept


@pytest.mark.parametrize("ceiling", Tlp.values)
def test_every_class_can_be_the_highest(ceiling: str) -> None:
    assert start(KOPPELVLAK_TLP_CEILING=ceiling)["KOPPELVLAK_TLP_CEILING"] == ceiling


def test_a_sender_is_only_needed_with_a_mail_server() -> None:
    env = start(KOPPELVLAK_MAIL_URL="", KOPPELVLAK_MAIL_FROM="")
    assert env["KOPPELVLAK_MAIL_FROM"] == ""


@pytest.mark.parametrize("bind", ["127.0.0.1", "127.0.0.9", "::1"])
def test_the_demo_listens_on_this_machine(bind: str) -> None:
    assert demo(KOPPELVLAK_BIND=bind)["KOPPELVLAK_BIND"] == bind


@pytest.mark.parametrize("bind", ["0.0.0.0", "::", "192.168.1.4"])
def test_the_demo_listens_nowhere_else(bind: str) -> None:
    with pytest.raises(UnsafeSettingError, match=r"KOPPELVLAK_BIND: .* loopback only"):
        demo(KOPPELVLAK_BIND=bind)


@pytest.mark.parametrize("hosts", ["localhost", "127.0.0.1,[::1]", "127.8.8.8"])
def test_the_demo_answers_to_names_of_this_machine(hosts: str) -> None:
    assert demo(KOPPELVLAK_HOSTS=hosts)["KOPPELVLAK_HOSTS"] == hosts.split(",")


@pytest.mark.parametrize("hosts", ["localhost,demo.invalid", "10.0.0.1"])
def test_the_demo_answers_to_no_other_name(hosts: str) -> None:
    with pytest.raises(UnsafeSettingError, match=r"KOPPELVLAK_DEMO: .* loopback only"):
        demo(KOPPELVLAK_HOSTS=hosts)


def test_only_what_the_demo_lacks_is_filled_in() -> None:
    env = demo()
    filled = {name for name, value in env.items() if value != read(DEMO)[name]}
    assert filled == set(DEMO_DEFAULTS)
    own = demo(KOPPELVLAK_SECURITY_CONTACT="https://eigen.invalid")
    assert own["KOPPELVLAK_SECURITY_CONTACT"] == "https://eigen.invalid"


def test_nothing_is_filled_in_outside_the_demo() -> None:
    assert start() == read(PRODUCTION)


def test_the_demo_may_do_without_https_and_with_debugging() -> None:
    env = demo(KOPPELVLAK_DEBUG="1")
    assert (env["KOPPELVLAK_DEBUG"], env["KOPPELVLAK_HTTPS"]) == (True, False)


def test_every_name_of_this_machine_can_be_served_by_the_demo() -> None:
    assert demo(KOPPELVLAK_HOSTS=",".join(LOOPBACK))["KOPPELVLAK_HOSTS"] == list(LOOPBACK)


@pytest.mark.parametrize("name", ["CLIENT_ID", "CLIENT_SECRET", "AMR", "ACR", "ORIGINS"])
def test_half_a_provider_is_none(name: str) -> None:
    said = refusal(**{f"KOPPELVLAK_OIDC_{name}": "https://login.invalid"})
    assert said == ("KOPPELVLAK_OIDC_ISSUER: name the issuer, or leave the other settings out too")


@pytest.mark.parametrize(
    "issuer",
    [
        "https://login.invalid/#a",
        "https://login.invalid/a b",
        "https://login.invalid,https://ander.invalid",
        "https://*.invalid",
        "https://login.invalid/'",
        "https://login.invalid:99999",
        "ftp://login.invalid",
        "https:///pad",
        "https://login.invalid/a\x7fb",
    ],
)
def test_an_issuer_is_an_address_and_no_more(issuer: str) -> None:
    said = refusal(**PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": issuer})
    assert said == "KOPPELVLAK_OIDC_ISSUER: give an https:// address, no more"


@pytest.mark.parametrize("issuer", ["http://localhost:1", "http://127.0.0.1/realm", "http://[::1]"])
def test_only_the_demo_trusts_a_provider_on_this_machine(issuer: str) -> None:
    given = PROVIDER | {"KOPPELVLAK_OIDC_ISSUER": issuer}
    assert demo(**given)["KOPPELVLAK_OIDC_ISSUER"] == issuer
    assert refusal(**given).startswith("KOPPELVLAK_OIDC_ISSUER: ")


@pytest.mark.parametrize("name", ["x" * 40, "Mijn Inlog", "é"])
def test_a_button_has_one_line(name: str) -> None:
    env = start(**PROVIDER | {"KOPPELVLAK_OIDC_NAME": name})
    assert env["KOPPELVLAK_OIDC_NAME"] == name


def test_a_button_has_no_second_line() -> None:
    said = refusal(**PROVIDER | {"KOPPELVLAK_OIDC_NAME": "een\ntwee"})
    assert said == "KOPPELVLAK_OIDC_NAME: one line of at most 40 characters"


@pytest.mark.parametrize(
    "origins", ["https://a.invalid/", "https://a.invalid?x", "a.invalid", "http://a.invalid"]
)
def test_a_further_origin_has_no_path(origins: str) -> None:
    said = refusal(**PROVIDER | {"KOPPELVLAK_OIDC_ORIGINS": f"https://goed.invalid,{origins}"})
    assert said.startswith("KOPPELVLAK_OIDC_ORIGINS: give origins such as ")


def test_further_origins_are_kept_in_order() -> None:
    env = start(
        **PROVIDER | {"KOPPELVLAK_OIDC_ORIGINS": "https://b.invalid, https://a.invalid:8443"}
    )
    assert env["KOPPELVLAK_OIDC_ORIGINS"] == ["https://b.invalid", "https://a.invalid:8443"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://login.invalid", "https://login.invalid"),
        ("https://login.invalid/realms/x", "https://login.invalid"),
        ("https://login.invalid:8443/a?b#c", "https://login.invalid:8443"),
        ("http://[::1]:9400/a", "http://[::1]:9400"),
    ],
)
def test_an_origin_is_the_scheme_and_the_host(url: str, expected: str) -> None:
    assert origin(url) == expected
    assert origin(expected) == expected


@pytest.mark.parametrize("name", ["KOPPELVLAK_SECRET_KEY", "KOPPELVLAK_OIDC_CLIENT_SECRET"])
def test_a_file_of_strange_bytes_is_no_secret(tmp_path: Path, name: str) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"\xff\xfe" * 60)
    file.chmod(0o600)
    said = refusal(**PROVIDER | {name: "", f"{name}_FILE": str(file)})
    assert said == f"{name}_FILE: this file cannot be read"


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o646])
def test_neither_reading_nor_writing_is_for_everybody(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "secret"
    file.write_text(PRODUCTION["KOPPELVLAK_SECRET_KEY"])
    file.chmod(mode)
    said = refusal(KOPPELVLAK_SECRET_KEY="", KOPPELVLAK_SECRET_KEY_FILE=str(file))
    assert said.startswith("KOPPELVLAK_SECRET_KEY_FILE: everybody on this machine")


def test_the_group_of_the_service_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(PRODUCTION["KOPPELVLAK_SECRET_KEY"])
    file.chmod(0o640)
    env = start(KOPPELVLAK_SECRET_KEY="", KOPPELVLAK_SECRET_KEY_FILE=str(file))
    assert env["KOPPELVLAK_SECRET_KEY"] == PRODUCTION["KOPPELVLAK_SECRET_KEY"]


def test_a_secret_in_a_file_is_held_to_the_same_rules(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("kort\n")
    file.chmod(0o600)
    said = refusal(KOPPELVLAK_SECRET_KEY="", KOPPELVLAK_SECRET_KEY_FILE=str(file))
    assert said == "KOPPELVLAK_SECRET_KEY: give at least 50 characters"


def test_no_two_settings_have_one_name_and_every_default_is_of_its_kind() -> None:
    names = [setting.name for setting in SETTINGS]
    assert len(set(names)) == len(names)
    assert [one.name for one in SETTINGS if type(one.default) is not one.kind] == []
