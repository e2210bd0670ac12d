# lab-rosenbrock
# ?scene=lab&
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    v = y - x * x
    return (1 - x) ** 2 + 100 * v * v


def gradient(w):
    x, y = w
    v = y - x * x
    return np.array([-2 * (1 - x) - 4 * 100 * x * v, 2 * 100 * v])


def sgd():

    def step(w, g, rate):
        return w - rate * g

    return step


def lecture(momentum):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        m = momentum * m - rate * g
        return w + m

    return step


def adam(beta1, beta2, epsilon):
    m = 0.0
    v = 0.0
    t = 0

    def step(w, g, rate):
        nonlocal m, v, t
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        u = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
        return w - rate * u

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
    ("run.lab choice.optimizer.sgd 0.001 1 choice.schedule.constant", run(sgd(), [-1.2, 1], 200, lambda t: 0.001)),
    ("run.lab choice.optimizer.momentum 0.001 1 choice.schedule.constant", run(lecture(momentum=0.9), [-1.2, 1], 200, lambda t: 0.001)),
    ("run.lab choice.optimizer.adam 0.05 1 choice.schedule.constant", run(adam(beta1=0.9, beta2=0.999, epsilon=1e-8), [-1.2, 1], 200, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
