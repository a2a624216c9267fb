from koppelvlak.config import settings


def test_passwords_are_kept_with_argon2() -> None:
    assert [name.rpartition(".")[2] for name in settings.PASSWORD_HASHERS] == [
        "Argon2PasswordHasher"
    ]


def test_a_password_has_at_least_twelve_characters() -> None:
    assert {"min_length": 12} in [v.get("OPTIONS") for v in settings.AUTH_PASSWORD_VALIDATORS]
