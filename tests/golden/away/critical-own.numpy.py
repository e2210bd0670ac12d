# critical-own
# ?scene=critical&objective=expression&text=x%5E3%2F3+-+x+%2B+y%5E2
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    return x ** 3 / 3 - x + y ** 2


def gradient(w):
    x, y = w
    v2 = x ** 3
    x2 = 3 * x ** (3 - 1)
    v4 = v2 / 3
    x4 = x2 / 3
    v6 = v4 - x
    x6 = x4 - 1
    v9 = y ** 2
    y9 = 2 * y ** (2 - 1)
    v10 = v6 + v9
    x10 = x6
    y10 = y9
    return np.array([x10, y10])


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
    ("run.along", run(lecture(momentum=0), [-1.052000000000065, -1.760023955306226e-18], 100, lambda t: 0.2)),
    ("run.against", run(lecture(momentum=0), [-0.948000000000065, -1.760023955306226e-18], 100, lambda t: 0.2)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
