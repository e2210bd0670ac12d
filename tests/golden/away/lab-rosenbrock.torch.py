# lab-rosenbrock
# ?scene=lab&
# The losses of this figure, in double precision.
import torch


def loss(w):
    x, y = w
    v = y - x * x
    return (1 - x) ** 2 + 100 * v * v


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
    ("run.lab choice.optimizer.sgd 0.001 1 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0), [-1.2, 1], 200, lambda t: 0.001)),
    ("run.lab choice.optimizer.momentum 0.001 1 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0.9), [-1.2, 1], 200, lambda t: 0.001)),
    ("run.lab choice.optimizer.adam 0.05 1 choice.schedule.constant", run(lambda w: torch.optim.Adam([w], lr=1.0, betas=(0.9, 0.999), eps=1e-8), [-1.2, 1], 200, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
