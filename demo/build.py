"""Plays the story scene by scene; a finished scene is not played again, so a second run changes nothing."""

from collections.abc import Callable

from demo.acts import Acts
from demo.crew import crew
from demo.scenes import SERVES_FROM, Scene, scenes
from office.acts.selectors import has_receipt
from office.acts.services import act, record
from office.audit.core import Actor
from office.audit.services import seal, set_clock
from office.jobs.services import keep_schedule, run_due

BUILDER = Actor.system("demo")


def build(tell: Callable[[str], None], months: int = 3, hands: int | None = None) -> int:
    """Play every scene not yet played, set the clock to where the demo first serves, and return how many were played."""
    left = [scene for scene in scenes(months) if not has_receipt(BUILDER, _key(scene.name))]
    played = len(left)
    with crew(hands if left else 1):
        for scene in left:
            _play(scene)
            tell(f"{scene.at:%d-%m-%Y %H.%M}  {scene.name}")
    if not has_receipt(BUILDER, _key("opening")):
        set_clock(by=BUILDER, at=SERVES_FROM)
        finish_scene(by=BUILDER, scene="opening", key=_key("opening"))
        played += 1
    return played


def settle() -> None:
    """Do every due job and seal the trail."""
    keep_schedule()
    while run_due():
        pass
    seal()


def _play(scene: Scene) -> None:
    set_clock(by=BUILDER, at=scene.at)
    scene.play()
    finish_scene(by=BUILDER, scene=scene.name, key=_key(scene.name))


def _key(name: str) -> str:
    return f"scene {name}"


@act(Acts.FINISH_SCENE)
def finish_scene(*, by: Actor, scene: str) -> None:
    """Note that a scene was played to its end."""
    _ = by
    record(subject="demo:1", label=scene)
