# critical-monkey
# ?scene=critical&objective=bounded-monkey-saddle&start=0.5%2C0.2&learning-rate=0.02
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    r = x * x + y * y
    return x * (x * x - 3 * y * y) + r * r / 4


def gradient(w):
    x, y = w
    r = x * x + y * y
    return np.array([3 * (x * x - y * y) + x * r, -6 * x * y + y * r])


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
    ("run.along", run(lecture(momentum=0), [0.5175998067793848, 0.3156686941282226], 100, lambda t: 0.02)),
    ("run.against", run(lecture(momentum=0), [0.4824001932206152, 0.0843313058717774], 100, lambda t: 0.02)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
