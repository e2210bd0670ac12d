# hill-own
# ?scene=hill&curve=expression&text=x%5E4%2F4+-+x%5E2+-+a*x%2F4&parameters=a%3A2
# The losses of this figure, in double precision.
import torch


a = 2


def loss(w):
    x = w[0]
    return x ** 4 / 4 - x ** 2 - a * x / 4


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
    ("run.momentum 0.9", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0.9), [-1.8], 200, lambda t: 0.1)),
    ("run.plain 0.9", run(lambda w: torch.optim.SGD([w], lr=1.0), [-1.8], 200, lambda t: 0.1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
