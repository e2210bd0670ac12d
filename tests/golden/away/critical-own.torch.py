# critical-own
# ?scene=critical&objective=expression&text=x%5E3%2F3+-+x+%2B+y%5E2
# The losses of this figure, in double precision.
import torch


def loss(w):
    x, y = w
    return x ** 3 / 3 - x + y ** 2


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
    ("run.along", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0), [-1.052000000000065, -1.760023955306226e-18], 100, lambda t: 0.2)),
    ("run.against", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0), [-0.948000000000065, -1.760023955306226e-18], 100, lambda t: 0.2)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
