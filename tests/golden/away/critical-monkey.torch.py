# critical-monkey
# ?scene=critical&objective=bounded-monkey-saddle&start=0.5%2C0.2&learning-rate=0.02
# The losses of this figure, in double precision.
import torch


def loss(w):
    x, y = w
    r = x * x + y * y
    return x * (x * x - 3 * y * y) + r * r / 4


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
    ("run.along", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0), [0.5175998067793848, 0.3156686941282226], 100, lambda t: 0.02)),
    ("run.against", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0), [0.4824001932206152, 0.0843313058717774], 100, lambda t: 0.02)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
