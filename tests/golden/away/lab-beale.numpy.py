# lab-beale
# ?scene=lab&objective=beale&updates=60&runs=lars%2Clearning-rate%3A0.5%7Elamb%2Clearning-rate%3A0.05
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    r, s, t = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3
    return r * r + s * s + t * t


def gradient(w):
    x, y = w
    r, s, t = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3
    return np.array([2 * r * (y - 1) + 2 * s * (y**2 - 1) + 2 * t * (y**3 - 1), 2 * r * x + 2 * s * 2 * x * y + 2 * t * 3 * x * y**2])


def lars(momentum, weight_decay, trust_coefficient):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        size, slope = np.linalg.norm(w), np.linalg.norm(g)
        trust = trust_coefficient * size / (slope + weight_decay * size) if size and slope else 1.0
        m = momentum * m + rate * trust * (g + weight_decay * w)
        return w - m

    return step


def lamb(beta1, beta2, epsilon, weight_decay):
    m = 0.0
    v = 0.0
    t = 0

    def step(w, g, rate):
        nonlocal m, v, t
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        u = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
        u = u + weight_decay * w
        size, length = np.linalg.norm(w), np.linalg.norm(u)
        return w - rate * (size / length if size and length else 1.0) * u

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
    ("run.lab choice.optimizer.lars 0.5 1 choice.schedule.constant", run(lars(momentum=0.9, weight_decay=0, trust_coefficient=0.02), [-1, -0.5], 60, lambda t: 0.5)),
    ("run.lab choice.optimizer.lamb 0.05 1 choice.schedule.constant", run(lamb(beta1=0.9, beta2=0.999, epsilon=0.000001, weight_decay=0), [-1, -0.5], 60, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
