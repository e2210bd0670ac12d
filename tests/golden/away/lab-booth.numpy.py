# lab-booth
# ?scene=lab&objective=booth&updates=40&runs=momentum%2Cform%3Apytorch%2Clearning-rate%3A0.02%2Cschedule%3Acosine%2Cschedule-steps%3A30%7Esgd%2Clearning-rate%3A0.02%2Cschedule%3Awarmup%2Cschedule-steps%3A10
# The losses of this figure, in double precision.
import math

import numpy as np


def loss(w):
    x, y = w
    a, b = x + 2 * y - 7, 2 * x + y - 5
    return a * a + b * b


def gradient(w):
    x, y = w
    a, b = x + 2 * y - 7, 2 * x + y - 5
    return np.array([2 * a + 4 * b, 4 * a + 2 * b])


def momentum(momentum):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        m = momentum * m + g
        return w - rate * m

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
    ("run.lab.schedule choice.optimizer.momentum 0.02 1 choice.schedule.cosine", run(momentum(momentum=0.9), [-8, -5], 40, lambda t: 0.02 * 0.5 * (1 + math.cos(math.pi * t / 30)) if t < 30 else 0.0)),
    ("run.lab.schedule choice.optimizer.sgd 0.02 1 choice.schedule.warmup", run(sgd(), [-8, -5], 40, lambda t: 0.02 * min(t + 1, 10) / 10)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
