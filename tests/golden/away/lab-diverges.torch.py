# lab-diverges
# ?scene=lab&objective=quadratic&condition=10&updates=400&runs=sgd%2Clearning-rate%3A0.25
# The losses of this figure, in double precision.
import math

import torch


COS, SIN = math.cos(math.radians(30)), math.sin(math.radians(30))


def loss(w):
    x, y = w
    u, v = COS * x + SIN * y, COS * y - SIN * x
    return 0.5 * (u * u + 10 * v * v)


def run(rule, start, steps, rate):
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = rule(w)
    curve = [loss(w).item()]
    for t in range(steps):
        optimizer.param_groups[0]["lr"] = rate(t)
        optimizer.zero_grad()
        loss(w).backward()
        optimizer.step()
        with torch.no_grad():
            curve.append(loss(w).item())
        if not abs(curve[-1]) < float("inf") or w.abs().max() > 1e12:
            break  # It has diverged.
    return curve


curves = [
    ("run.lab choice.optimizer.sgd 0.25 1 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0), [-2, 1], 400, lambda t: 0.25)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
