"""Rooms stand where the house says: what each may import, beyond the layers of import-linter."""

import re

from tests.walls.source import modules

PURE = ("django", "viewflow", "celery", "pyhanko", "allauth")
VIEWFLOW_ROOMS = ("workflows.approval", "config")
PYHANKO_ROOMS = ("signing.pades", "signing.validation", "signing.keys", "signing.documents")
MACHINERY_MODELS = {"office.audit.models"}


def _offenders(predicate) -> list[str]:
    return [
        f"{module.name}:{line} imports {name}"
        for module in modules()
        for name, line in module.imports()
        if predicate(module, name)
    ]


def test_core_is_pure():
    def breaks(module, name):
        in_core = module.inside == "core" or module.inside.startswith("core.")
        return (
            in_core
            and name.split(".")[0] in PURE
            and not name.startswith("django.utils.translation")
        )

    assert _offenders(breaks) == []


def test_viewflow_lives_in_flows_and_on_the_ladder():
    def breaks(module, name):
        allowed = module.room in VIEWFLOW_ROOMS or module.inside == "flows"
        return name.split(".")[0] == "viewflow" and not allowed

    assert _offenders(breaks) == []


def test_pyhanko_lives_in_a_few_modules_of_signing():
    def breaks(module, name):
        allowed = module.name.startswith(PYHANKO_ROOMS)
        return (
            name.split(".")[0] in {"pyhanko", "pyhanko_certvalidator", "asn1crypto"} and not allowed
        )

    assert _offenders(breaks) == []


def test_models_are_private_to_their_room():
    def breaks(module, name):
        target = re.match(r"((?:office|workflows|performance)\.\w+|signing)\.models(\.|$)", name)
        return bool(target) and target.group(1) != module.room

    assert _offenders(breaks) == []


def test_nobody_imports_the_demo():
    assert _offenders(lambda m, n: n.split(".")[0] == "demo" and m.room != "demo") == []


def test_no_import_hides_behind_an_underscore():
    def breaks(module, name):
        parts = name.split(".")
        private = any(part.startswith("_") and not part.startswith("__") for part in parts)
        return (
            private
            and parts[0] in {"office", "workflows", "performance", "signing", "config"}
            and (module.room not in name)
        )

    assert _offenders(breaks) == []
