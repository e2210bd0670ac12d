# lab-camel
# ?scene=lab&objective=three-hump-camel&updates=40&runs=momentum%2Clearning-rate%3A0.02%2Cschedule%3Astep%2Cschedule-steps%3A15%2Cfactor%3A0.5
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    return 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y * y


def gradient(w):
    x, y = w
    return np.array([x * (4 - 4.2 * x**2 + x**4) + y, x + 2 * y])


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
    ("run.lab.schedule choice.optimizer.momentum 0.02 1 choice.schedule.step", run(lecture(momentum=0.9), [-2, 2], 40, lambda t: 0.02 * 0.5 ** (t // 15))),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
