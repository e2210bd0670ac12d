"""Figures, as far as Python goes: `tests/notebook` has them in notebooks."""

import subprocess
import sys

import numpy as np
import pytest
from conftest import ROOT
from downhill_lab import Figure
from ipywidgets import Widget

KNOWN = (
    "full-vs-one | batches | cost | accuracy | noise | generalization | minima | trade-offs | large-batch | momentum"
)


def sent(figure):
    """What a notebook is told of a figure's settings."""
    return figure.get_state(["scene", "parameters", "step", "theme", "lang"])


def test_parameters_are_typed_and_travel_as_links_write_them():
    figure = Figure("momentum", learning_rate=1e-3, momentum=np.float64(0.5))
    assert figure.parameters == {"learning-rate": 0.001, "momentum": 0.5}
    assert sent(figure)["parameters"] == {"learning-rate": "0.001", "momentum": "0.5"}
    assert Figure("full-vs-one", {"batch-sizes": [20, 5]}).get_state("parameters")["parameters"] == {
        "batch-sizes": "20,5"
    }


def test_what_the_page_tells_is_typed():
    figure = Figure("full-vs-one")
    figure.set_state(
        {
            "parameters": {"batch-sizes": "20,1", "learning-rate": "0.1", "seed": "3"},
            "step": 2,
            "verdict": {"text": "So it is.", "chosen": 0, "right": 1},
            "findings": [{"claim": "a", "standing": "holds", "text": "It holds."}],
        }
    )
    assert figure.parameters == {"batch-sizes": [20, 1], "learning-rate": 0.1, "seed": 3}
    assert (figure.step, figure.verdict["right"], figure.findings[0]["standing"]) == (2, 1, "holds")


def test_verdict_and_findings_are_the_pages():
    figure = Figure()
    assert (figure.scene, figure.verdict, figure.findings) == ("momentum", None, [])
    with pytest.raises(Exception, match="read-only"):
        figure.verdict = {"text": "It holds."}
    with pytest.raises(Exception, match="read-only"):
        figure.findings = []


def test_some_parameters_are_set_and_another_scene_begins_with_its_own():
    figure = Figure("momentum", momentum=0.5, step=2)
    figure.set(learning_rate=0.01)
    assert figure.parameters == {"momentum": 0.5, "learning-rate": 0.01}
    figure.scene = "hill"
    assert (figure.parameters, figure.step) == ({}, None)
    with pytest.raises(ValueError, match="^learning_rat is no parameter of hill; allowed: "):
        figure.set(learning_rat=0.1)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Figure("momentun"), f"^scene is 'momentun'; allowed: {KNOWN.replace('|', '[|]')}"),
        (lambda: Figure(learning=1), "^learning is no parameter of momentum; allowed: .*learning-rate"),
        (lambda: Figure(momentum=7), "^momentum is 7; allowed: 0…"),
        (lambda: Figure(momentum="much"), "^momentum is 'much'; allowed: 0…"),
        (lambda: Figure(momentum=float("nan")), "^momentum is nan; allowed: 0…"),
        (lambda: Figure(step=99), r"^step is 99; allowed: 1…\d, whole, or None$"),
        (lambda: Figure(theme="blue"), r"^theme is 'blue'; allowed: auto \| light \| dark$"),
        (lambda: Figure("full-vs-one", batch_sizes=[0.5]), "^batch-sizes is .0.5.; allowed: 1 to 6 whole numbers"),
    ],
)
def test_what_there_is_not_is_an_error_that_says_what_there_is(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_a_wrong_value_changes_nothing():
    figure = Figure(momentum=0.5)
    for name, value in {"scene": "hil", "parameters": {"momentum": 9}, "step": 0, "theme": ""}.items():
        with pytest.raises(ValueError, match=f"^{name if name != 'parameters' else 'momentum'} is "):
            setattr(figure, name, value)
    assert sent(figure) == sent(Figure(momentum=0.5))


def test_figures_share_one_program_also_after_all_were_closed():
    one, other = Figure(), Figure("hill")
    assert one.get_state("_program") == other.get_state("_program")
    assert len(one.get_state("_esm")["_esm"]) < 10_000
    Widget.close_all()
    assert Figure().get_state("_program") != one.get_state("_program")


def test_whoever_calculates_needs_no_notebook():
    code = "import downhill_lab, sys; sys.exit('IPython' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT / "python/tests")
