# lab-bounded-saddle
# ?scene=lab&objective=bounded-saddle&updates=40&runs=nesterov%2Clearning-rate%3A0.05
# The losses of this figure, in double precision.
import torch


def loss(w):
    x, y = w
    return x**2 - y**2 + (x**4 + y**4) / 4


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
    ("run.lab choice.optimizer.nesterov 0.05 1 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0.9, nesterov=True), [1, 0.001], 40, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
