# lab-own-functions
# ?scene=lab&objective=expression&text=log%282+%2B+x%5E2%29+%2B+ln%283+%2B+y%5E2%29+%2B+tan%28x%2F4%29+%2B+tanh%28y%29+%2B+%281+%2B+x%5E2%29%5E%28y%2F3%29+%2B+2%5E%28x%2F2%29+%2B+pi*x%5E2%2Fe+-+y%5E3%2F30+%2B+y%5E2&start=1.5%2C-1&updates=40&runs=sgd%2Clearning-rate%3A0.02%7Ermsprop%2Clearning-rate%3A0.05
# The losses of this figure, in double precision.
import math

import numpy as np


def loss(w):
    x, y = w
    return np.log(2 + x ** 2) + np.log(3 + y ** 2) + np.tan(x / 4) + np.tanh(y) + (1 + x ** 2) ** (y / 3) + 2 ** (x / 2) + math.pi * x ** 2 / math.e - y ** 3 / 30 + y ** 2


def gradient(w):
    x, y = w
    v3 = x ** 2
    x3 = 2 * x ** (2 - 1)
    v4 = 2 + v3
    x4 = x3
    v5 = np.log(v4)
    x5 = x4 * 1 / v4
    v9 = y ** 2
    y9 = 2 * y ** (2 - 1)
    v10 = 3 + v9
    y10 = y9
    v11 = np.log(v10)
    y11 = y10 * 1 / v10
    v12 = v5 + v11
    x12 = x5
    y12 = y11
    v15 = x / 4
    x15 = 1 / 4
    v16 = np.tan(v15)
    x16 = x15 * (1 + v16 ** 2)
    v17 = v12 + v16
    x17 = x12 + x16
    y17 = y12
    v19 = np.tanh(y)
    y19 = (1 - v19 ** 2)
    v20 = v17 + v19
    x20 = x17
    y20 = y17 + y19
    v24 = x ** 2
    x24 = 2 * x ** (2 - 1)
    v25 = 1 + v24
    x25 = x24
    v28 = y / 3
    y28 = 1 / 3
    v29 = v25 ** v28
    x29 = v29 * (x25 * v28 / v25)
    y29 = v29 * (y28 * np.log(v25))
    v30 = v20 + v29
    x30 = x20 + x29
    y30 = y20 + y29
    v34 = x / 2
    x34 = 1 / 2
    v35 = 2 ** v34
    x35 = v35 * (x34 * np.log(2))
    y35 = v35 * (0)
    v36 = v30 + v35
    x36 = x30 + x35
    y36 = y30 + y35
    v40 = x ** 2
    x40 = 2 * x ** (2 - 1)
    v41 = math.pi * v40
    x41 = x40 * math.pi
    v43 = v41 / math.e
    x43 = x41 / math.e
    v44 = v36 + v43
    x44 = x36 + x43
    y44 = y36
    v47 = y ** 3
    y47 = 3 * y ** (3 - 1)
    v49 = v47 / 30
    y49 = y47 / 30
    v50 = v44 - v49
    x50 = x44
    y50 = y44 - y49
    v53 = y ** 2
    y53 = 2 * y ** (2 - 1)
    v54 = v50 + v53
    x54 = x50
    y54 = y50 + y53
    return np.array([x54, y54])


def sgd():

    def step(w, g, rate):
        return w - rate * g

    return step


def rmsprop(alpha, epsilon):
    v = 0.0

    def step(w, g, rate):
        nonlocal v
        v = alpha * v + (1 - alpha) * g * g
        return w - rate * g / (np.sqrt(v) + epsilon)

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
    ("run.lab choice.optimizer.sgd 0.02 1 choice.schedule.constant", run(sgd(), [1.5, -1], 40, lambda t: 0.02)),
    ("run.lab choice.optimizer.rmsprop 0.05 1 choice.schedule.constant", run(rmsprop(alpha=0.99, epsilon=1e-8), [1.5, -1], 40, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
