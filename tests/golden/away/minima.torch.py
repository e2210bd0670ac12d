# minima
# ?scene=minima&updates=60
# The losses of this figure, in double precision.
import torch


Q = torch.tensor([
    -0.588, -0.4319, -0.3451, -0.2804, -0.2266, -0.1793, -0.1361, -0.0956, -0.0567, -0.0188, 0.0188,
    0.0567, 0.0956, 0.1361, 0.1793, 0.2266, 0.2804, 0.3451, 0.4319, 0.588,
], dtype=torch.float64)
EVERY = list(range(20))


def losses(w, i):
    z = w[0] - Q[i]
    a, b = z + 1.5, z - 1.5
    sharp, flat = -1.7034 * torch.exp(-a * a / 0.08), -torch.exp(-b * b / 2)
    return sharp + flat + 0.01 * z * z


def run(rule, start, steps, rate, batches=None):
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = rule(w)
    curve = [losses(w, EVERY).mean().item()]
    for t in range(steps):
        optimizer.param_groups[0]["lr"] = rate(t)
        optimizer.zero_grad()
        losses(w, batches[t] if batches else EVERY).mean().backward()
        optimizer.step()
        with torch.no_grad():
            curve.append(losses(w, EVERY).mean().item())
        if not abs(curve[-1]) < float("inf") or w.abs().max() > 1e12:
            break  # It has diverged.
    return curve


# The examples of each update, as they were drawn.
BATCHES_2 = [
    [13], [9], [8], [17], [6], [0], [12], [7], [16], [11], [15], [2], [19], [4], [18], [14], [10], [1],
    [5], [3], [14], [13], [9], [1], [6], [11], [17], [0], [4], [8], [18], [5], [2], [19], [15], [3],
    [10], [12], [7], [16], [17], [5], [7], [1], [4], [2], [14], [8], [15], [12], [11], [18], [3], [6],
    [13], [10], [0], [9], [19], [16],
]


curves = [
    ("run.batch-size 20", run(lambda w: torch.optim.SGD([w], lr=1.0), [-1.75], 60, lambda t: 0.25)),
    ("run.batch-size 1", run(lambda w: torch.optim.SGD([w], lr=1.0), [-1.75], 60, lambda t: 0.25, BATCHES_2)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
