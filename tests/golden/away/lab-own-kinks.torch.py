# lab-own-kinks
# ?scene=lab&objective=expression&text=abs%28x+-+0.3%29+%2B+max%28x*y%2C+2y%5E2%29+%2B+min%28x%2C+y%5E2%2C+3%29%2F4+%2B+abs%28y%29%5E1.5&start=-1.7%2C1.3&updates=40&runs=sgd%2Clearning-rate%3A0.03%7Emomentum%2Clearning-rate%3A0.01
# The losses of this figure, in double precision.
import torch


def loss(w):
    x, y = w
    return torch.abs(x - 0.3) + torch.maximum(x * y, 2 * y ** 2) + torch.minimum(torch.minimum(x, y ** 2), torch.tensor(float(3), dtype=torch.float64)) / 4 + torch.abs(y) ** 1.5


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
    ("run.lab choice.optimizer.sgd 0.03 1 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0), [-1.7, 1.3], 40, lambda t: 0.03)),
    ("run.lab choice.optimizer.momentum 0.01 1 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0.9), [-1.7, 1.3], 40, lambda t: 0.01)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
