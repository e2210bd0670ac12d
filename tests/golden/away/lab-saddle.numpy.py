# lab-saddle
# ?scene=lab&objective=saddle&updates=30&runs=sgd%2Clearning-rate%3A0.02
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    return x * x - y * y


def gradient(w):
    x, y = w
    return np.array([2 * x, -2 * y])


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
    ("run.lab choice.optimizer.sgd 0.02 1 choice.schedule.constant", run(sgd(), [1, 0.001], 30, lambda t: 0.02)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
