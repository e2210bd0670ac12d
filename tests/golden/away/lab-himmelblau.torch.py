# lab-himmelblau
# ?scene=lab&objective=himmelblau&updates=60&runs=adagrad%2Clearning-rate%3A0.5%7Ermsprop%2Clearning-rate%3A0.05%7Eadam%2Clearning-rate%3A0.1
# The losses of this figure, in double precision.
import torch


def loss(w):
    x, y = w
    a, b = x * x + y - 11, x + y * y - 7
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
    ("run.lab choice.optimizer.adagrad 0.5 1 choice.schedule.constant", run(lambda w: torch.optim.Adagrad([w], lr=1.0, eps=1e-10), [0, 0.5], 60, lambda t: 0.5)),
    ("run.lab choice.optimizer.rmsprop 0.05 1 choice.schedule.constant", run(lambda w: torch.optim.RMSprop([w], lr=1.0, alpha=0.99, eps=1e-8), [0, 0.5], 60, lambda t: 0.05)),
    ("run.lab choice.optimizer.adam 0.1 1 choice.schedule.constant", run(lambda w: torch.optim.Adam([w], lr=1.0, betas=(0.9, 0.999), eps=1e-8), [0, 0.5], 60, lambda t: 0.1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
