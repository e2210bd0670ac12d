# lab-diverges
# ?scene=lab&objective=quadratic&condition=10&updates=400&runs=sgd%2Clearning-rate%3A0.25
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
    ("run.lab choice.optimizer.sgd 0.25 1 choice.schedule.constant", run(sgd(), [-2, 1], 400, lambda t: 0.25)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
