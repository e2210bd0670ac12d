"""What the repository knows of results: trajectories of other libraries, and what the native build computes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

#: Names of the golden trajectories, and those of descriptions.
FIELDS = {
    "lambda": "momentum",
    "eps": "epsilon",
    "weight_decay": "weightDecay",
    "trust_coefficient": "trustCoefficient",
}
RULES = {
    "momentum_lee": {"name": "momentum", "form": "lecture"},
    "momentum_torch": {"name": "momentum", "form": "pytorch"},
    "nesterov_torch": {"name": "nesterov"},
}


def native(name: str) -> list[dict[str, Any]]:
    """What the native build computes, to the bit: `cargo xtask python` has it written."""
    return json.loads((ROOT / f"target/test/{name}.json").read_text())


def _objective(problem: dict[str, Any]) -> Any:
    match problem["name"]:
        case "quadratic_k100":
            return {"name": "quadratic", "condition": 100, "rotation": 0}
        case "linreg20":
            return {"name": "linear-regression", "x": problem["x"], "y": problem["y"]}
        case "w1w2":
            return "product"
        case "saddle_bounded":
            return "bounded-saddle"
        case name:
            return name


def trajectories() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The golden trajectories: what was run, and the experiment."""
    for file in sorted((ROOT / "tests/oracles").glob("*.json")):
        oracle = json.loads(file.read_text())
        if oracle["schema"] != "optimizer-oracle/1":
            continue
        for case in oracle["cases"]:
            hyper = {FIELDS.get(name, name): value for name, value in case["hyper"].items()}
            rule = RULES.get(case["optimizer"], {"name": case["optimizer"]})
            experiment = {
                "objective": _objective(oracle["problem"]),
                "optimizer": {**rule, "learningRate": case["lr"], **hyper},
                "start": case["start"],
                "steps": case["steps"],
            }
            if case.get("lr_per_step"):
                experiment["schedule"] = case["lr_per_step"]
            if case.get("batches"):
                experiment["batch"] = {"order": case["batches"]}
            yield case, experiment
