# momentum-nesterov
# ?scene=momentum&method=nesterov
# The losses of this figure, in double precision.
import math

import numpy as np


COS, SIN = math.cos(math.radians(30)), math.sin(math.radians(30))


def loss(w):
    x, y = w
    u, v = COS * x + SIN * y, COS * y - SIN * x
    return 0.5 * (u * u + 10 * v * v)


def gradient(w):
    x, y = w
    u, v = COS * x + SIN * y, COS * y - SIN * x
    return np.array([COS * u - SIN * 10 * v, SIN * u + COS * 10 * v])


def nesterov(momentum):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        m = momentum * m + g
        return w - rate * (g + momentum * m)

    return step


def sgd():

    def step(w, g, rate):
        return w - rate * g

    return step


def run(step, start, steps, rate):
    w = np.array(start, dtype=float)
    curve = [float(loss(w))]
    for t in range(steps):
        w = step(w, gradient(w), rate(t))
        curve.append(float(loss(w)))
        if not np.isfinite(curve[-1]) or np.max(np.abs(w)) > 1e12:
            break  # It has diverged.
    return curve


curves = [
    ("run.nesterov 0.7", run(nesterov(momentum=0.7), [-2.1, -0.6], 40, lambda t: 0.1)),
    ("run.plain 0.7", run(sgd(), [-2.1, -0.6], 40, lambda t: 0.1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
