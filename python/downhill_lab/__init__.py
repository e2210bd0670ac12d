"""See why batch size and momentum matter: experiments on toy objectives and small networks, as NumPy arrays."""

from ._runs import Averaged, Simulation, Training, simulate, train
from ._version import __version__

__all__ = ["Averaged", "Simulation", "Training", "__version__", "simulate", "train"]
