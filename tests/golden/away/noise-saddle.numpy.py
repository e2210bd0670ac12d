# noise-saddle
# ?scene=noise&function=saddle
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
    [13, 9], [8, 17], [6, 0], [12, 7], [16, 11], [15, 2], [19, 4], [18, 14], [10, 1], [5, 3], [14, 13],
    [9, 1], [6, 11], [17, 0], [4, 8], [18, 5], [2, 19], [15, 3], [10, 12], [7, 16], [17, 5], [7, 1],
    [4, 2], [14, 8], [15, 12], [11, 18], [3, 6], [13, 10], [0, 9], [19, 16], [18, 10], [2, 8],
    [17, 12], [13, 19], [9, 16], [15, 6], [7, 3], [14, 4], [0, 1], [5, 11], [8, 17], [10, 7], [2, 14],
    [6, 4], [5, 19], [11, 13], [0, 15], [16, 3], [9, 1], [12, 18], [4, 1], [6, 13], [5, 8], [18, 17],
    [9, 0], [2, 10], [14, 11], [19, 12], [16, 15], [3, 7], [6, 4], [16, 0], [1, 14], [9, 7], [15, 2],
    [5, 3], [11, 13], [8, 19], [10, 17], [18, 12], [7, 13], [0, 5], [11, 16], [2, 3], [8, 1], [14, 10],
    [19, 12], [4, 17], [15, 6], [9, 18], [14, 7], [15, 5], [2, 8], [10, 0], [17, 1], [13, 9], [12, 4],
    [6, 16], [19, 11], [18, 3], [15, 19], [1, 13], [10, 4], [6, 17], [0, 5], [2, 12], [8, 18],
    [14, 16], [9, 11], [7, 3],
]


curves = [
    ("run.batch-size 2", run(sgd(), [0, 0], 100, lambda t: 0.05, BATCHES_1)),
    ("run.full-batch 20", run(sgd(), [0, 0], 100, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
