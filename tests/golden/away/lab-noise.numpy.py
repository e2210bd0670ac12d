# lab-noise
# ?scene=lab&objective=noise&updates=40&runs=sgd%2Clearning-rate%3A0.05%2Cbatch-size%3A5%2Corder%3Asequential
# The losses of this figure, in double precision.
import numpy as np


Q = np.array([
    -0.588, -0.4319, -0.3451, -0.2804, -0.2266, -0.1793, -0.1361, -0.0956, -0.0567, -0.0188, 0.0188,
    0.0567, 0.0956, 0.1361, 0.1793, 0.2266, 0.2804, 0.3451, 0.4319, 0.588,
])
P = Q[(7 * np.arange(20) + 3) % 20]
EVERY = list(range(20))


def losses(w, i):
    x, y = w[0] - P[i], w[1] - Q[i]
    return x**2 - y**2 + (x**4 + y**4) / 4


def gradient(w, i):
    x, y = w[0] - P[i], w[1] - Q[i]
    return np.array([np.mean(2 * x + x**3), np.mean(-2 * y + y**3)])


def sgd():

    def step(w, g, rate):
        return w - rate * g

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
    [0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14], [15, 16, 17, 18, 19], [0, 1, 2, 3, 4],
    [5, 6, 7, 8, 9], [10, 11, 12, 13, 14], [15, 16, 17, 18, 19], [0, 1, 2, 3, 4], [5, 6, 7, 8, 9],
    [10, 11, 12, 13, 14], [15, 16, 17, 18, 19], [0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14],
    [15, 16, 17, 18, 19], [0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14], [15, 16, 17, 18, 19],
    [0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14], [15, 16, 17, 18, 19], [0, 1, 2, 3, 4],
    [5, 6, 7, 8, 9], [10, 11, 12, 13, 14], [15, 16, 17, 18, 19], [0, 1, 2, 3, 4], [5, 6, 7, 8, 9],
    [10, 11, 12, 13, 14], [15, 16, 17, 18, 19], [0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14],
    [15, 16, 17, 18, 19], [0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14], [15, 16, 17, 18, 19],
]


curves = [
    ("run.lab.batch choice.optimizer.sgd 0.05 5 choice.schedule.constant", run(sgd(), [1, 0], 40, lambda t: 0.05, BATCHES_1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
