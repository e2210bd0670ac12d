"""Experiments and trainings, with their results as NumPy arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _core
from ._core import Run, described

#: What is measured of a network in training: a row of `Training.history`.
MOMENT = np.dtype(
    [
        ("update", np.int64),
        ("epoch", np.float64),
        ("train_loss", np.float64),
        ("train_accuracy", np.float64),
        ("validation_loss", np.float64),
        ("validation_accuracy", np.float64),
    ]
)


@dataclass(frozen=True, eq=False)
class Simulation:
    """Every step of a run.

    ``theta``: θ after 0, 1 … updates, shape (updates + 1, coordinates), double precision; NaN after a divergence.
    ``loss``: the full objective at each of them. ``status``: ``"finished"`` or ``"diverged"``. ``diverged_at``: the
    update that diverged, from 1, or None.
    """

    theta: np.ndarray
    loss: np.ndarray
    status: str
    diverged_at: int | None = None


@dataclass(frozen=True, eq=False)
class Averaged:
    """The mean of a network's parameters at the ends of its last epochs, and how it does: a row as in ``history``."""

    parameters: np.ndarray
    measured: np.void


@dataclass(frozen=True, eq=False)
class Training:
    """A trained network.

    ``history``: what was measured before the first update and at the ends of epochs, a structured array with the
    fields ``update``, ``epoch``, ``train_loss``, ``train_accuracy``, ``validation_loss``, ``validation_accuracy``.
    ``parameters``: single precision, for each layer the weights input by input, then the biases. ``status``:
    ``"finished"`` or ``"diverged"``. ``averaged``: where ``averageFrom`` asked for it.
    """

    history: np.ndarray
    parameters: np.ndarray
    status: str
    updates: int
    averaged: Averaged | None = None


def simulate(experiment: Mapping[str, Any]) -> Simulation:
    """Runs an experiment to its end: the same bits as in the browser.

    The description is that of the npm package: ``objective``, ``optimizer``, and where wanted ``schedule``, ``batch``,
    ``start``, ``steps``, ``seed``. Arrays may stand for lists. Ctrl-C ends it.

    Raises ValueError if a field is wrong; the message names it, its value and what is allowed.
    """
    run = Run("simulate", described(experiment))
    moments, dim = run.ask("moments"), run.ask("dim")
    theta, loss = np.full((moments, dim), np.nan), np.full(moments, np.nan)
    made = 0
    for count in run.portions():
        theta[made : made + count] = run.doubles(_core.THETA, dim).reshape(count, dim)
        loss[made : made + count] = run.doubles(_core.LOSS)
        made += count
    if run.ask("diverged"):
        return Simulation(theta, loss, "diverged", int(run.ask("updates")))
    return Simulation(theta, loss, "finished")


def train(training: Mapping[str, Any] | None = None) -> Training:
    """Trains a multilayer perceptron to its end, on digits that are in the package, on MNIST or on data of your own.

    The description is that of the npm package; all of it may be left out. ``data`` is ``"digits"``, ``{"name":
    "mnist", "file": bytes}`` with the unpacked contents of the file, or ``{"inputs": X, "labels": y, "train": n}``,
    where X has a row for each example and the first n examples train. Ctrl-C ends it.

    Raises ValueError if a field is wrong; the message names it, its value and what is allowed.
    """
    given: Any = {} if training is None else training
    data: Any = "digits"
    if isinstance(given, Mapping):
        named = given.get("data")
        data = data if named is None else named
        given = {name: value for name, value in given.items() if name != "data"}
    run = Run("train", described(given), *_data(data))
    for _ in run.portions():
        pass
    parameters = run.singles(run.ask("rows", _core.PARAMETERS))
    averaged = None
    measured = _moments(run, _core.AVERAGED)
    if len(measured):
        averaged = Averaged(run.singles(len(parameters)), measured[0])
    status = "diverged" if run.ask("diverged") else "finished"
    return Training(_moments(run, _core.MEASURED), parameters, status, int(run.ask("updates")), averaged)


def _moments(run: Run, kind: int) -> np.ndarray:
    rows = run.doubles(kind, len(MOMENT.names or ()))
    found = np.empty(len(rows) // len(MOMENT.names or ()), MOMENT)
    for column, name in enumerate(MOMENT.names or ()):
        found[name] = rows[column :: len(MOMENT.names or ())]
    return found


def _data(data: Any) -> tuple[bytes, ...]:
    """What the core is given of data: a description, and numbers as they lie in memory."""
    if not isinstance(data, Mapping):
        return (described(data),)
    if "inputs" in data:
        others = {name: value for name, value in data.items() if name not in ("inputs", "labels")}
        inputs = np.ascontiguousarray(data["inputs"], dtype="<f4")
        return described(others), inputs.tobytes(), _labels(data.get("labels", ())).tobytes()
    others = {name: value for name, value in data.items() if name != "file"}
    file = data.get("file")
    return (described(others),) if file is None else (described(others), bytes(file))


def _labels(labels: Any) -> np.ndarray:
    given = np.asarray(labels).ravel()
    wrong = [k for k, label in enumerate(given.tolist()) if not _is_label(label)]
    if wrong:
        label = given[wrong[0]].item()
        raise ValueError(f"data.labels[{wrong[0]}] is {label!r}; allowed: 0…255, whole")
    return given.astype(np.uint8)


def _is_label(label: Any) -> bool:
    return isinstance(label, int | float) and 0 <= label <= 255 and label == int(label)
