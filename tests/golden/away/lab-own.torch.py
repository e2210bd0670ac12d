# lab-own
# ?scene=lab&objective=expression&text=a*x%5E2+%2B+sin%28b*y%29+%2B+exp%28-x*y%2F8%29+%2B+sqrt%281+%2B+y%5E2%29+-+cos%28x%29%2F%282+%2B+x%5E2%29&parameters=a%3A0.5%2Cb%3A2&updates=40&runs=sgd%2Clearning-rate%3A0.1%7Enesterov%2Clearning-rate%3A0.05%7Eadam%2Clearning-rate%3A0.1
# The losses of this figure, in double precision.
import torch


a = 0.5
b = 2


def loss(w):
    x, y = w
    return a * x ** 2 + torch.sin(b * y) + torch.exp(-x * y / 8) + torch.sqrt(1 + y ** 2) - torch.cos(x) / (2 + x ** 2)


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
    ("run.lab choice.optimizer.sgd 0.1 1 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0), [-1.2000000000000002, 1.2000000000000002], 40, lambda t: 0.1)),
    ("run.lab choice.optimizer.nesterov 0.05 1 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0.9, nesterov=True), [-1.2000000000000002, 1.2000000000000002], 40, lambda t: 0.05)),
    ("run.lab choice.optimizer.adam 0.1 1 choice.schedule.constant", run(lambda w: torch.optim.Adam([w], lr=1.0, betas=(0.9, 0.999), eps=1e-8), [-1.2000000000000002, 1.2000000000000002], 40, lambda t: 0.1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
