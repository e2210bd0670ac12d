# hill-own
# ?scene=hill&curve=expression&text=x%5E4%2F4+-+x%5E2+-+a*x%2F4&parameters=a%3A2
# The losses of this figure, in double precision.
import numpy as np


a = 2


def loss(w):
    x = w[0]
    return x ** 4 / 4 - x ** 2 - a * x / 4


def gradient(w):
    x = w[0]
    v2 = x ** 4
    x2 = 4 * x ** (4 - 1)
    v4 = v2 / 4
    x4 = x2 / 4
    v7 = x ** 2
    x7 = 2 * x ** (2 - 1)
    v8 = v4 - v7
    x8 = x4 - x7
    v11 = a * x
    x11 = a
    v13 = v11 / 4
    x13 = x11 / 4
    v14 = v8 - v13
    x14 = x8 - x13
    return np.array([x14])


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
    ("run.momentum 0.9", run(lecture(momentum=0.9), [-1.8], 200, lambda t: 0.1)),
    ("run.plain 0.9", run(sgd(), [-1.8], 200, lambda t: 0.1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
