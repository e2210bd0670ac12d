"""The compute core: the program of ``python/core`` (WebAssembly), run by wasmtime."""

from __future__ import annotations

import ctypes
import functools
import json
import math
import time
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import numpy as np
from wasmtime import Engine, Instance, Memory, Module, Store

#: A portion lasts about so many seconds: in between Python hears the keyboard.
PORTION = 0.05

#: Kinds of rows, as `Work` in `python/core/src/work.rs` numbers them.
THETA, LOSS, MEASURED, PARAMETERS, AVERAGED = range(5)


@functools.cache
def _module() -> tuple[Engine, Module]:
    engine = Engine()
    program = resources.files(__package__).joinpath("core.wasm").read_bytes()
    return engine, Module(engine, program)


class Run:
    """One run in an instance of its own, whose memory goes with it."""

    def __init__(self, kind: str, *parts: bytes) -> None:
        engine, module = _module()
        self._store = Store(engine)
        exports = Instance(self._store, module, []).exports(self._store)
        self._exports = exports
        memory = exports["memory"]
        assert isinstance(memory, Memory)
        self._memory = memory
        for part in parts:
            self._memory.write(self._store, part, self.ask("room", len(part)))
        if not self.ask(kind):
            start, length = self.ask("error"), self.ask("error_length")
            raise ValueError(bytes(self._memory.read(self._store, start, start + length)).decode())

    def ask(self, name: str, *numbers: int) -> Any:
        """What the program's function answers; addresses are below 4 GiB."""
        answer = self._exports[name](self._store, *numbers)  # type: ignore[operator]
        return answer & 0xFFFFFFFF if isinstance(answer, int) else answer

    def portions(self) -> Iterator[int]:
        """Makes the run, and tells how much each portion made."""
        updates = 1
        while True:
            began = time.perf_counter()
            made = self.ask("go_on", updates)
            if made == 0:
                return
            yield made
            if time.perf_counter() - began < PORTION / 2:
                updates = min(updates * 2, 1 << 20)

    def doubles(self, kind: int, columns: int = 1) -> np.ndarray:
        """Rows of one kind, in double precision."""
        return self._copied("doubles", self.ask("rows", kind) * columns, np.float64)

    def singles(self, count: int) -> np.ndarray:
        """Numbers in single precision that the last question for rows has made ready."""
        return self._copied("singles", count, np.float32)

    def _copied(self, place: str, count: int, kind: type) -> np.ndarray:
        start = self.ask(place)
        size = count * np.dtype(kind).itemsize
        address = ctypes.addressof(self._memory.data_ptr(self._store).contents) + start
        return np.frombuffer(ctypes.string_at(address, size), dtype=kind).copy()


def described(value: object) -> bytes:
    """A description as JSON."""
    try:
        return json.dumps(_plain(value)).encode()
    except RecursionError:
        raise ValueError("the description contains itself") from None


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | range):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        # JSON has no such number; where one is expected the text is refused by its name.
        return str(value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"a description holds numbers, texts, lists and dicts, not {type(value).__name__}")
