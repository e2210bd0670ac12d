# lab-own-kinks
# ?scene=lab&objective=expression&text=abs%28x+-+0.3%29+%2B+max%28x*y%2C+2y%5E2%29+%2B+min%28x%2C+y%5E2%2C+3%29%2F4+%2B+abs%28y%29%5E1.5&start=-1.7%2C1.3&updates=40&runs=sgd%2Clearning-rate%3A0.03%7Emomentum%2Clearning-rate%3A0.01
# The losses of this figure, in double precision.
import numpy as np


def loss(w):
    x, y = w
    return np.abs(x - 0.3) + np.maximum(x * y, 2 * y ** 2) + np.minimum(np.minimum(x, y ** 2), 3) / 4 + np.abs(y) ** 1.5


def gradient(w):
    x, y = w
    v2 = x - 0.3
    v3 = np.abs(v2)
    x3 = np.sign(v2)
    v6 = x * y
    x6 = y
    y6 = x
    v10 = y ** 2
    y10 = 2 * y ** (2 - 1)
    v11 = 2 * v10
    y11 = y10 * 2
    v12 = np.maximum(v6, v11)
    x12 = np.where(v6 > v11, x6, np.where(v6 == v11, (x6 + 0) / 2, 0))
    y12 = np.where(v6 > v11, y6, np.where(v6 == v11, (y6 + y11) / 2, y11))
    v13 = v3 + v12
    x13 = x3 + x12
    y13 = y12
    v17 = y ** 2
    y17 = 2 * y ** (2 - 1)
    v19 = np.minimum(x, v17)
    x19 = np.where(x < v17, 1, np.where(x == v17, (1 + 0) / 2, 0))
    y19 = np.where(x < v17, 0, np.where(x == v17, (0 + y17) / 2, y17))
    v20 = np.minimum(v19, 3)
    x20 = np.where(v19 < 3, x19, np.where(v19 == 3, (x19 + 0) / 2, 0))
    y20 = np.where(v19 < 3, y19, np.where(v19 == 3, (y19 + 0) / 2, 0))
    v22 = v20 / 4
    x22 = x20 / 4
    y22 = y20 / 4
    v23 = v13 + v22
    x23 = x13 + x22
    y23 = y13 + y22
    v25 = np.abs(y)
    y25 = np.sign(y)
    v27 = v25 ** 1.5
    y27 = y25 * 1.5 * v25 ** (1.5 - 1)
    v28 = v23 + v27
    x28 = x23
    y28 = y23 + y27
    return np.array([x28, y28])


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
    ("run.lab choice.optimizer.sgd 0.03 1 choice.schedule.constant", run(sgd(), [-1.7, 1.3], 40, lambda t: 0.03)),
    ("run.lab choice.optimizer.momentum 0.01 1 choice.schedule.constant", run(lecture(momentum=0.9), [-1.7, 1.3], 40, lambda t: 0.01)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
