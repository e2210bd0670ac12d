# hill-plateau
# ?scene=hill&curve=plateau
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x = w[0]
    s1, s2 = 1 / (1 + np.exp(4 * (x + 2))), 1 / (1 + np.exp(4 * (x - 2)))
    wall = np.maximum(x - 4, 0)
    return s1 + s2 + 0.5 * wall * wall


def gradient(w):
    x = w[0]
    s1, s2 = 1 / (1 + np.exp(4 * (x + 2))), 1 / (1 + np.exp(4 * (x - 2)))
    wall = np.maximum(x - 4, 0)
    return np.array([-4 * s1 * (1 - s1) - 4 * s2 * (1 - s2) + wall])


def lecture(momentum):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        m = momentum * m - rate * g
        return w + m

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
    ("run.momentum 0.9", run(lecture(momentum=0.9), [-2.5], 150, lambda t: 0.1)),
    ("run.plain 0.9", run(sgd(), [-2.5], 150, lambda t: 0.1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
