"""Boundaries and a supply area that wait for a decision."""

from __future__ import annotations

from koppelvlak.kit.access import EVERY
from koppelvlak.kit.living import Living
from koppelvlak.territory.models import AreaImport, AreaKind, Source
from tests.rules.breakage import patched
from tests.world import TODAY, World

FOUND = {
    "digest": "0" * 64,
    "format": "GeoJSON",
    "system": "EPSG:4326",
    "named": False,
    "features": 1,
    "corners": 5,
    "key": "statcode",
}


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return an import of each sort, both open."""
    source = Source.objects.create(key="areas-made-up", text="Made up for tests.")
    boundaries = AreaImport.objects.create(
        kind=AreaKind.MUNICIPALITY, name="grenzen.json", source=source, made_on=TODAY, found=FOUND,
        findings={"km2": 1.0, "table_km2": 1.0, "rows": []}, checksum="5" * 64,
    )  # fmt: skip
    supply = AreaImport.objects.create(
        kind=AreaKind.SUPPLY, name="gebied.json", organisation=world.water, sector=world.sector,
        source=source, made_on=TODAY, found=FOUND, checksum="6" * 64,
        findings={"km2": 1.0, "outside_km2": 0.0, "basis": ["", ""], "rows": []},
    )  # fmt: skip
    return {"proposed boundaries": boundaries, "proposed supply area": supply}


SUBJECTS = {
    "territory:area_import": "proposed boundaries",
    "territory:accept_areas": "proposed boundaries",
    "territory:decline_areas": "proposed supply area",
}
BREAKAGES = {"everybody edits boundaries nationally": patched(AreaImport, national=EVERY)}
