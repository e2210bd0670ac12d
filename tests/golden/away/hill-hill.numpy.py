# hill-hill
# ?scene=hill&curve=hill
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x = w[0]
    u = (x - 1.5) / 0.6
    s1, s2 = 1 / (1 + np.exp(3 * (x + 3))), 1 / (1 + np.exp(3 * (x - 4)))
    wall = np.maximum(x - 5.5, 0)
    return 3 * s1 - 0.5 * np.exp(-u * u) + 1.5 * s2 + 0.5 * wall * wall - 0.05 * x


def gradient(w):
    x = w[0]
    u = (x - 1.5) / 0.6
    s1, s2 = 1 / (1 + np.exp(3 * (x + 3))), 1 / (1 + np.exp(3 * (x - 4)))
    wall = np.maximum(x - 5.5, 0)
    return np.array([-9 * s1 * (1 - s1) + 2 * 0.5 * u / 0.6 * np.exp(-u * u) - 4.5 * s2 * (1 - s2) + wall - 0.05])


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
    ("run.momentum 0.9", run(lecture(momentum=0.9), [-3.5], 200, lambda t: 0.2)),
    ("run.plain 0.9", run(sgd(), [-3.5], 200, lambda t: 0.2)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
