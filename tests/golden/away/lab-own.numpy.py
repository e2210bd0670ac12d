# lab-own
# ?scene=lab&objective=expression&text=a*x%5E2+%2B+sin%28b*y%29+%2B+exp%28-x*y%2F8%29+%2B+sqrt%281+%2B+y%5E2%29+-+cos%28x%29%2F%282+%2B+x%5E2%29&parameters=a%3A0.5%2Cb%3A2&updates=40&runs=sgd%2Clearning-rate%3A0.1%7Enesterov%2Clearning-rate%3A0.05%7Eadam%2Clearning-rate%3A0.1
# The losses of this figure, in double precision.
import numpy as np


a = 0.5
b = 2


def loss(w):
    x, y = w
    return a * x ** 2 + np.sin(b * y) + np.exp(-x * y / 8) + np.sqrt(1 + y ** 2) - np.cos(x) / (2 + x ** 2)


def gradient(w):
    x, y = w
    v3 = x ** 2
    x3 = 2 * x ** (2 - 1)
    v4 = a * v3
    x4 = x3 * a
    v7 = b * y
    y7 = b
    v8 = np.sin(v7)
    y8 = y7 * np.cos(v7)
    v9 = v4 + v8
    x9 = x4
    y9 = y8
    v11 = -x
    x11 = -1
    v13 = v11 * y
    x13 = x11 * y
    y13 = v11
    v15 = v13 / 8
    x15 = x13 / 8
    y15 = y13 / 8
    v16 = np.exp(v15)
    x16 = x15 * v16
    y16 = y15 * v16
    v17 = v9 + v16
    x17 = x9 + x16
    y17 = y9 + y16
    v21 = y ** 2
    y21 = 2 * y ** (2 - 1)
    v22 = 1 + v21
    y22 = y21
    v23 = np.sqrt(v22)
    y23 = y22 * 0.5 / v23
    v24 = v17 + v23
    x24 = x17
    y24 = y17 + y23
    v26 = np.cos(x)
    x26 = -np.sin(x)
    v30 = x ** 2
    x30 = 2 * x ** (2 - 1)
    v31 = 2 + v30
    x31 = x30
    v32 = v26 / v31
    x32 = (x26 - v32 * x31) / v31
    v33 = v24 - v32
    x33 = x24 - x32
    y33 = y24
    return np.array([x33, y33])


def sgd():

    def step(w, g, rate):
        return w - rate * g

    return step


def nesterov(momentum):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        m = momentum * m + g
        return w - rate * (g + momentum * m)

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
    ("run.lab choice.optimizer.sgd 0.1 1 choice.schedule.constant", run(sgd(), [-1.2000000000000002, 1.2000000000000002], 40, lambda t: 0.1)),
    ("run.lab choice.optimizer.nesterov 0.05 1 choice.schedule.constant", run(nesterov(momentum=0.9), [-1.2000000000000002, 1.2000000000000002], 40, lambda t: 0.05)),
    ("run.lab choice.optimizer.adam 0.1 1 choice.schedule.constant", run(adam(beta1=0.9, beta2=0.999, epsilon=1e-8), [-1.2000000000000002, 1.2000000000000002], 40, lambda t: 0.1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
