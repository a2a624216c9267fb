from __future__ import annotations

from django.db import models


class Submission(models.Model):
    """A form that had its effect, and where that effect can be seen."""

    token = models.UUIDField(primary_key=True)
    person = models.UUIDField(null=True)
    url = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.token} {self.at:%Y-%m-%d %H:%M}"
