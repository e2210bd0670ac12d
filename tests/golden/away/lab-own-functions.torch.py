# lab-own-functions
# ?scene=lab&objective=expression&text=log%282+%2B+x%5E2%29+%2B+ln%283+%2B+y%5E2%29+%2B+tan%28x%2F4%29+%2B+tanh%28y%29+%2B+%281+%2B+x%5E2%29%5E%28y%2F3%29+%2B+2%5E%28x%2F2%29+%2B+pi*x%5E2%2Fe+-+y%5E3%2F30+%2B+y%5E2&start=1.5%2C-1&updates=40&runs=sgd%2Clearning-rate%3A0.02%7Ermsprop%2Clearning-rate%3A0.05
# The losses of this figure, in double precision.
import math

import torch


def loss(w):
    x, y = w
    return torch.log(2 + x ** 2) + torch.log(3 + y ** 2) + torch.tan(x / 4) + torch.tanh(y) + (1 + x ** 2) ** (y / 3) + 2 ** (x / 2) + math.pi * x ** 2 / math.e - y ** 3 / 30 + y ** 2


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
    ("run.lab choice.optimizer.sgd 0.02 1 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0), [1.5, -1], 40, lambda t: 0.02)),
    ("run.lab choice.optimizer.rmsprop 0.05 1 choice.schedule.constant", run(lambda w: torch.optim.RMSprop([w], lr=1.0, alpha=0.99, eps=1e-8), [1.5, -1], 40, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
