# critical
# ?scene=critical&
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    r = 1 - x * y
    return r * r


def gradient(w):
    x, y = w
    r = 1 - x * y
    return np.array([-2 * r * y, -2 * r * x])


def lecture(momentum):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        m = momentum * m - rate * g
        return w + m

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
    ("run.along", run(lecture(momentum=0), [-0.04596194077712559, -0.04596194077712558], 100, lambda t: 0.05)),
    ("run.against", run(lecture(momentum=0), [0.04596194077712558, 0.04596194077712559], 100, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
