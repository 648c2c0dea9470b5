"""A foreign key is an arrow that import-linter does not see: it may point down, never up."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models

from tests.house.source import layer_order


def arrows_upwards(found: Iterable[type[models.Model]], order: tuple[str, ...]) -> list[str]:
    """Return a line for each relation of the models that points to a higher package."""
    height = {package: level for level, package in enumerate(order)}
    wrong = []
    for model in found:
        home = model._meta.app_config.name if model._meta.app_config else ""
        for relation in (*model._meta.fields, *model._meta.many_to_many):
            target = relation.related_model
            if home not in height or not isinstance(target, type):
                continue
            there = apps.get_app_config(target._meta.app_label).name
            if height.get(there, -1) > height[home]:
                wrong.append(f"{model._meta.label}.{relation.name} points up to {target._meta.label}")
    return wrong


def test_foreign_keys_point_down() -> None:
    assert arrows_upwards(apps.get_models(), layer_order()) == []


def test_every_app_of_ours_has_a_place_in_the_order() -> None:
    ours = {config.name for config in apps.get_app_configs() if config.name.startswith("dengwen.")}
    assert ours <= set(layer_order())


def test_an_arrow_upwards_is_found() -> None:
    upside_down = tuple(reversed(layer_order()))
    assert arrows_upwards(apps.get_models(), upside_down) != []
