# lab-himmelblau
# ?scene=lab&objective=himmelblau&updates=60&runs=adagrad%2Clearning-rate%3A0.5%7Ermsprop%2Clearning-rate%3A0.05%7Eadam%2Clearning-rate%3A0.1
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    a, b = x * x + y - 11, x + y * y - 7
    return a * a + b * b


def gradient(w):
    x, y = w
    a, b = x * x + y - 11, x + y * y - 7
    return np.array([4 * x * a + 2 * b, 2 * a + 4 * y * b])


def adagrad(epsilon):
    v = 0.0

    def step(w, g, rate):
        nonlocal v
        v = v + g * g
        return w - rate * g / (np.sqrt(v) + epsilon)

    return step


def rmsprop(alpha, epsilon):
    v = 0.0

    def step(w, g, rate):
        nonlocal v
        v = alpha * v + (1 - alpha) * g * g
        return w - rate * g / (np.sqrt(v) + epsilon)

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
    ("run.lab choice.optimizer.adagrad 0.5 1 choice.schedule.constant", run(adagrad(epsilon=1e-10), [0, 0.5], 60, lambda t: 0.5)),
    ("run.lab choice.optimizer.rmsprop 0.05 1 choice.schedule.constant", run(rmsprop(alpha=0.99, epsilon=1e-8), [0, 0.5], 60, lambda t: 0.05)),
    ("run.lab choice.optimizer.adam 0.1 1 choice.schedule.constant", run(adam(beta1=0.9, beta2=0.999, epsilon=1e-8), [0, 0.5], 60, lambda t: 0.1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
