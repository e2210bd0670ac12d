# hill
# ?scene=hill&
# The losses of this figure, in double precision.
import torch


def loss(w):
    x = w[0]
    u = (x - 1.5) / 0.6
    s1, s2 = 1 / (1 + torch.exp(3 * (x + 3))), 1 / (1 + torch.exp(3 * (x - 4)))
    wall = torch.clamp(x - 5.5, min=0)
    return 3 * s1 - 0.5 * torch.exp(-u * u) + 1.5 * s2 + 0.5 * wall * wall - 0.05 * x


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
    ("run.momentum 0.9", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0.9), [-3.5], 200, lambda t: 0.2)),
    ("run.plain 0.9", run(lambda w: torch.optim.SGD([w], lr=1.0), [-3.5], 200, lambda t: 0.2)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
