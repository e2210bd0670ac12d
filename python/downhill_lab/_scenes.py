"""Which scenes and parameters there are: the tables of the program, written to ``scenes.json`` when the package is built."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

import numpy as np

#: What links call the guided step; here it is a trait of its own.
STEP = "step"


@functools.cache
def scenes() -> dict[str, dict[str, dict[str, Any]]]:
    """The parameters of each scene, in the order of the page: a row of the table by its name, ``step`` among them."""
    rows = json.loads(resources.files(__package__).joinpath("scenes.json").read_text(encoding="utf-8"))
    return {row["id"]: {param["name"]: param for param in row["params"]} for row in rows}


def known(scene: str) -> str:
    """A scene that there is."""
    if scene not in scenes():
        raise ValueError(f"scene is {scene!r}; allowed: {' | '.join(scenes())}")
    return scene


def checked(scene: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters of a scene by the names that links use, typed; ``learning_rate`` is ``learning-rate``."""
    table = {name: row for name, row in scenes()[known(scene)].items() if name != STEP}
    found = {}
    for given, value in parameters.items():
        name = str(given).replace("_", "-")
        if name not in table:
            raise ValueError(f"{given} is no parameter of {scene}; allowed: {' | '.join(table)}")
        if not _fits(table[name], value):
            raise ValueError(f"{name} is {value!r}; allowed: {table[name]['allowed']}")
        found[name] = _typed(table[name], text(value))
    return found


def step(scene: str, number: int | None) -> int | None:
    """A guided step of a scene, or none."""
    row = scenes()[known(scene)].get(STEP)
    if number is not None and (row is None or not _fits(row, number)):
        allowed = f"{row['allowed']}, or None" if row else "None: the scene has no guided steps"
        raise ValueError(f"step is {number!r}; allowed: {allowed}")
    return number


def typed(scene: str, parameters: Mapping[str, str]) -> dict[str, Any]:
    """What the page says of a scene's parameters, typed."""
    table = scenes().get(scene, {})
    return {name: _typed(table[name], value) if name in table else value for name, value in parameters.items()}


def text(value: Any) -> str:
    """A value as links write it."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return ",".join(text(item) for item in value)
    if isinstance(value, float):
        return np.format_float_positional(value, trim="-")
    return str(value)


def _numbers(value: str) -> list[float] | None:
    try:
        return [float(part) for part in value.split(",")]
    except ValueError:
        return None


def _fits(param: Mapping[str, Any], value: Any) -> bool:
    if isinstance(value, bool):
        return False
    written = text(value)
    if param["kind"] == "choice":
        return written in param["choices"]
    if param["kind"] == "text":
        return isinstance(value, str | list | tuple | np.ndarray)
    numbers = _numbers(written)
    if numbers is None or not np.isfinite(numbers).all():
        return False
    if param["kind"] == "point":
        return len(numbers) <= 2
    within = all(param["min"] <= number <= param["max"] for number in numbers)
    whole = param["kind"] == "number" or all(number.is_integer() for number in numbers)
    count = param.get("most", 1)
    return within and whole and len(numbers) <= count


def _typed(param: Mapping[str, Any], value: str) -> Any:
    """Numbers as numbers, lists and points as lists of them, all else as text."""
    numbers = None if param["kind"] in ("choice", "text") else _numbers(value)
    if numbers is None:
        return value
    if param["kind"] in ("integer", "list"):
        numbers = [int(number) for number in numbers]
    return numbers if param["kind"] in ("list", "point") else numbers[0]
