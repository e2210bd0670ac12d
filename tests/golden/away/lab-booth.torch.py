# lab-booth
# ?scene=lab&objective=booth&updates=40&runs=momentum%2Cform%3Apytorch%2Clearning-rate%3A0.02%2Cschedule%3Acosine%2Cschedule-steps%3A30%7Esgd%2Clearning-rate%3A0.02%2Cschedule%3Awarmup%2Cschedule-steps%3A10
# The losses of this figure, in double precision.
import math

import torch


def loss(w):
    x, y = w
    a, b = x + 2 * y - 7, 2 * x + y - 5
    return a * a + b * b


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
    ("run.lab.schedule choice.optimizer.momentum 0.02 1 choice.schedule.cosine", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0.9), [-8, -5], 40, lambda t: 0.02 * 0.5 * (1 + math.cos(math.pi * t / 30)) if t < 30 else 0.0)),
    ("run.lab.schedule choice.optimizer.sgd 0.02 1 choice.schedule.warmup", run(lambda w: torch.optim.SGD([w], lr=1.0), [-8, -5], 40, lambda t: 0.02 * min(t + 1, 10) / 10)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
