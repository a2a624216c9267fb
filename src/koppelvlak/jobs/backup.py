"""Make a backup of a running installation, and restore one where nothing stands yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from koppelvlak.jobs import snapshot
from koppelvlak.jobs.archive import BackupError, Manifest, reading, writing
from koppelvlak.kit.audit.verify import Report, verify

FILES = "files/"


def backup(file: Path) -> Manifest:
    """Write database and files to a new file, then read it back; raise BackupError."""
    manifest = Manifest(
        vendor=connection.vendor,
        made_at=timezone.now().isoformat(timespec="seconds"),
        migrations=snapshot.migrations(),
    )
    with writing(file, manifest, settings.SECRET_KEY) as to:
        snapshot.dump(to)
        # After the database: a file that a row speaks of was there before the row.
        for path in _files():
            to.add(FILES + path.relative_to(settings.MEDIA_ROOT).as_posix(), path)
    with reading(file, settings.SECRET_KEY) as made:
        return made.manifest


def restore(file: Path, *, sealed: bool = True) -> Report:
    """Restore a backup in an installation that is empty; return what its audit chain says.

    The tables come first as they were, then follow this version's migrations. Sessions do not come
    along. Raises BackupError before anything is written, unless the database refuses a row.
    """
    _require_empty()
    with reading(file, settings.SECRET_KEY if sealed else None) as source:
        snapshot.load(source)
        for name in source.manifest.members:
            if name.startswith(FILES):
                source.extract(name, Path(settings.MEDIA_ROOT) / name.removeprefix(FILES))
        head = source.manifest.head
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    Session.objects.all().delete()
    return verify(noted=head)


def _files() -> Iterator[Path]:
    return (path for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")) if path.is_file())


def _require_empty() -> None:
    if not snapshot.is_empty():
        raise BackupError("There is a database here already; restore into a new installation.")
    if next(_files(), None):
        raise BackupError(f"There are files in {settings.MEDIA_ROOT}; restore into a new folder.")
