"""See why batch size and momentum matter: figures for notebooks, and their experiments as NumPy arrays."""

from typing import TYPE_CHECKING, Any

from ._runs import Averaged, Simulation, Training, simulate, train
from ._version import __version__

if TYPE_CHECKING:
    from ._figure import Figure

__all__ = ["Averaged", "Figure", "Simulation", "Training", "__version__", "simulate", "train"]


def __getattr__(name: str) -> Any:
    # Whoever only calculates needs nothing of a notebook, which takes a second to come.
    if name == "Figure":
        from ._figure import Figure

        return Figure
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
