"""What machines ask: does it live, is it ready, and whom to tell of a hole."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from koppelvlak.kit.notices.queue import standing

VALID_FOR = timedelta(days=180)


@login_not_required
@require_safe
def live(_request: HttpRequest) -> JsonResponse:
    """Say that this process answers; asks nothing of anything else."""
    return JsonResponse({"live": True})


@login_not_required
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Say whether pages can be served now: 503 with the reason when not.

    ``outbox`` counts messages that wait, are late (over an hour) or dead, and gives the moment at
    which a worker last gave a sign of life.
    """
    database = _database()
    migrated = database and _migrated()
    status = HTTPStatus.OK if migrated else HTTPStatus.SERVICE_UNAVAILABLE
    found = {"ready": migrated, "database": database, "migrations": migrated}
    # Pages do well without the worker, so it does not make them unready; a monitor may mind.
    outbox = asdict(standing(now=timezone.now())) if migrated else {}
    return JsonResponse(found | {"outbox": outbox}, status=status)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Return security.txt (RFC 9116), with an end less than a year ahead."""
    expires = timezone.now().replace(microsecond=0) + VALID_FOR
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri(reverse('portal:security'))}",
    ]
    answer = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer
