# hill-quartic
# ?scene=hill&curve=quartic
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x = w[0]
    return x * x * (x * x / 4 - x / 3 - 1)


def gradient(w):
    x = w[0]
    return np.array([x * (x + 1) * (x - 2)])


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
    ("run.momentum 0.9", run(lecture(momentum=0.9), [-2], 300, lambda t: 0.02)),
    ("run.plain 0.9", run(sgd(), [-2], 300, lambda t: 0.02)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
