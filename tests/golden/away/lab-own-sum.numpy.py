# lab-own-sum
# ?scene=lab&objective=expression&text=%28x+-+a_i%29%5E4%2F4+-+%28x+-+a_i%29%5E2+%2B+c*%28y+-+b_i%29%5E2&parameters=c%3A0.7&points=0%2C1%2C1%2C3%2C2%2C5%2C-0.5%2C0.25%2C1.25%2C-2%2C0.75%2C4&updates=40&runs=sgd%2Clearning-rate%3A0.05%2Cbatch-size%3A2%7Emomentum%2Clearning-rate%3A0.02%2Cbatch-size%3A6
# The losses of this figure, in double precision.
import numpy as np


c = 0.7
A = np.array([
    0, 1, 2, -0.5, 1.25, 0.75,
])
B = np.array([
    1, 3, 5, 0.25, -2, 4,
])
EVERY = list(range(6))


def losses(w, i):
    x, y = w
    a, b = A[i], B[i]
    return (x - a) ** 4 / 4 - (x - a) ** 2 + c * (y - b) ** 2


def gradient(w, i):
    x, y = w
    a, b = A[i], B[i]
    v2 = x - a
    v4 = v2 ** 4
    x4 = 4 * v2 ** (4 - 1)
    v6 = v4 / 4
    x6 = x4 / 4
    v9 = x - a
    v11 = v9 ** 2
    x11 = 2 * v9 ** (2 - 1)
    v12 = v6 - v11
    x12 = x6 - x11
    v16 = y - b
    v18 = v16 ** 2
    y18 = 2 * v16 ** (2 - 1)
    v19 = c * v18
    y19 = y18 * c
    v20 = v12 + v19
    x20 = x12
    y20 = y19
    return np.array([np.mean(x20), np.mean(y20)])


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


def loss(w):
    return np.mean(losses(w, EVERY))


def run(step, start, steps, rate, batches=None):
    w = np.array(start, dtype=float)
    curve = [float(loss(w))]
    for t in range(steps):
        w = step(w, gradient(w, batches[t] if batches else EVERY), rate(t))
        curve.append(float(loss(w)))
        if not np.isfinite(curve[-1]) or np.max(np.abs(w)) > 1e12:
            break  # It has diverged.
    return curve


# The examples of each update, as they were drawn.
BATCHES_1 = [
    [4, 2], [5, 1], [3, 0], [5, 4], [2, 1], [0, 3], [2, 0], [3, 1], [4, 5], [3, 0], [2, 4], [1, 5],
    [2, 3], [0, 1], [5, 4], [3, 0], [5, 4], [1, 2], [4, 5], [0, 1], [2, 3], [4, 3], [2, 1], [5, 0],
    [1, 4], [3, 2], [5, 0], [3, 4], [5, 2], [0, 1], [0, 4], [1, 2], [5, 3], [1, 5], [3, 4], [0, 2],
    [0, 4], [3, 2], [1, 5], [1, 2],
]


curves = [
    ("run.lab.batch choice.optimizer.sgd 0.05 2 choice.schedule.constant", run(sgd(), [-1.8, 1.8], 40, lambda t: 0.05, BATCHES_1)),
    ("run.lab.batch choice.optimizer.momentum 0.02 6 choice.schedule.constant", run(lecture(momentum=0.9), [-1.8, 1.8], 40, lambda t: 0.02)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
