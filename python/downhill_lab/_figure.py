"""Figures as widgets."""

from __future__ import annotations

from importlib import resources
from typing import Any

import anywidget
import traitlets

from . import _scenes

#: What a theme may be; the first follows the notebook.
THEMES = ("auto", "light", "dark")


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


_WIDGET = _text("widget.js")


class _Program(anywidget.AnyWidget):
    """The program of all figures of a notebook: it is sent and kept once."""

    def __init__(self) -> None:
        self._esm = _text("element.js") + "\nexport default {};\n"
        super().__init__()


_shared: list[_Program] = []


def _program() -> _Program:
    """The one that figures share; another one where a notebook has closed it."""
    if not _shared or _shared[0].comm is None:
        _shared[:] = [_Program()]
    return _shared[0]


def module() -> str:
    """A figure as one ES module, for pages that take widgets without Python (MyST's ``anywidget`` directive)."""
    return _text("element.js") + "\n" + _WIDGET


def _to_text(parameters: dict[str, Any], figure: Figure) -> dict[str, str]:
    return {name: _scenes.text(value) for name, value in parameters.items()}


def _from_text(parameters: dict[str, str], figure: Figure) -> dict[str, Any]:
    return _scenes.typed(figure.scene, parameters)


class Figure(anywidget.AnyWidget):
    """A figure of Downhill in a notebook: ``Figure("momentum", learning_rate=0.1)``.

    ``scene``: which figure; another one begins with its own settings. ``parameters``: those that are not at their
    defaults, by name; setting it sets all others to their defaults; it follows what the reader does. ``step``: the
    guided step, from 1, or None where the reader has set something else; setting it goes there. ``theme``: ``"auto"``,
    ``"light"``, ``"dark"``. ``lang``: ``"en"``, ``"zh"``, ``"zh-hant"``, or empty for that of the notebook.

    Read only: ``verdict``, what the figure's question became when its run ended (``text``, and ``chosen`` and
    ``right``, places of answers from 0), or None; ``findings``, what the lecture says of these runs (``claim``,
    ``standing``, ``text``).

    Raises ValueError for a scene, a parameter or a value that there is not; the message says what is allowed.
    """

    _esm = _WIDGET

    scene = traitlets.Unicode().tag(sync=True)
    parameters = traitlets.Dict().tag(sync=True, to_json=_to_text, from_json=_from_text)
    step = traitlets.Int(None, allow_none=True).tag(sync=True)
    theme = traitlets.Unicode("auto").tag(sync=True)
    lang = traitlets.Unicode("").tag(sync=True)
    verdict = traitlets.Instance(dict, allow_none=True, read_only=True).tag(sync=True)
    findings = traitlets.List(read_only=True).tag(sync=True)
    _program = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        scene: str = "momentum",
        parameters: dict[str, Any] | None = None,
        *,
        step: int | None = None,
        theme: str = "auto",
        lang: str = "",
        **named: Any,
    ) -> None:
        given = {**(parameters or {}), **named}
        super().__init__(
            scene=_scenes.known(scene),
            parameters=_scenes.checked(scene, given),
            step=_scenes.step(scene, step),
            theme=theme,
            lang=lang,
            _program=f"IPY_MODEL_{_program().model_id}",
        )

    def play(self) -> None:
        """Plays from where it is, or from the start if it has ended: wherever it is displayed."""
        self.send({"command": "play"})

    def pause(self) -> None:
        """Stops where it is."""
        self.send({"command": "pause"})

    def reset(self) -> None:
        """All parameters at their defaults, at the first step."""
        self.send({"command": "reset"})

    def set(self, **named: Any) -> None:
        """Sets some parameters and leaves the others: ``figure.set(learning_rate=0.1)``."""
        self.parameters = {**self.parameters, **_scenes.checked(self.scene, named)}

    @traitlets.validate("scene")
    def _scene(self, proposal: Any) -> str:
        return _scenes.known(proposal["value"])

    @traitlets.validate("parameters")
    def _parameters(self, proposal: Any) -> dict[str, Any]:
        return _scenes.checked(self.scene, proposal["value"])

    @traitlets.validate("theme")
    def _theme(self, proposal: Any) -> str:
        theme = proposal["value"]
        if theme not in THEMES:
            raise ValueError(f"theme is {theme!r}; allowed: {' | '.join(THEMES)}")
        return theme

    @traitlets.validate("step")
    def _step(self, proposal: Any) -> int | None:
        return _scenes.step(self.scene, proposal["value"])

    def notify_change(self, change: Any) -> None:
        """Tells all at once that another scene begins with its own settings."""
        with self.hold_sync():
            if change["name"] == "scene" and change["old"]:
                self.parameters, self.step = {}, None
            super().notify_change(change)
