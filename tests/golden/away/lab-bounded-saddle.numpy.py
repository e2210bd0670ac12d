# lab-bounded-saddle
# ?scene=lab&objective=bounded-saddle&updates=40&runs=nesterov%2Clearning-rate%3A0.05
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    return x**2 - y**2 + (x**4 + y**4) / 4


def gradient(w):
    x, y = w
    return np.array([2 * x + x**3, -2 * y + y**3])


def nesterov(momentum):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        m = momentum * m + g
        return w - rate * (g + momentum * m)

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
    ("run.lab choice.optimizer.nesterov 0.05 1 choice.schedule.constant", run(nesterov(momentum=0.9), [1, 0.001], 40, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
