# lab-own-sum
# ?scene=lab&objective=expression&text=%28x+-+a_i%29%5E4%2F4+-+%28x+-+a_i%29%5E2+%2B+c*%28y+-+b_i%29%5E2&parameters=c%3A0.7&points=0%2C1%2C1%2C3%2C2%2C5%2C-0.5%2C0.25%2C1.25%2C-2%2C0.75%2C4&updates=40&runs=sgd%2Clearning-rate%3A0.05%2Cbatch-size%3A2%7Emomentum%2Clearning-rate%3A0.02%2Cbatch-size%3A6
# The losses of this figure, in double precision.
import torch


c = 0.7
A = torch.tensor([
    0, 1, 2, -0.5, 1.25, 0.75,
], dtype=torch.float64)
B = torch.tensor([
    1, 3, 5, 0.25, -2, 4,
], dtype=torch.float64)
EVERY = list(range(6))


def losses(w, i):
    x, y = w
    a, b = A[i], B[i]
    return (x - a) ** 4 / 4 - (x - a) ** 2 + c * (y - b) ** 2


def run(rule, start, steps, rate, batches=None):
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = rule(w)
    curve = [losses(w, EVERY).mean().item()]
    for t in range(steps):
        optimizer.param_groups[0]["lr"] = rate(t)
        optimizer.zero_grad()
        losses(w, batches[t] if batches else EVERY).mean().backward()
        optimizer.step()
        with torch.no_grad():
            curve.append(losses(w, EVERY).mean().item())
        if not abs(curve[-1]) < float("inf") or w.abs().max() > 1e12:
            break  # It has diverged.
    return curve


# The examples of each update, as they were drawn.
BATCHES_1 = [
    [4, 2], [5, 1], [3, 0], [5, 4], [2, 1], [0, 3], [2, 0], [3, 1], [4, 5], [3, 0], [2, 4], [1, 5],
    [2, 3], [0, 1], [5, 4], [3, 0], [5, 4], [1, 2], [4, 5], [0, 1], [2, 3], [4, 3], [2, 1], [5, 0],
    [1, 4], [3, 2], [5, 0], [3, 4], [5, 2], [0, 1], [0, 4], [1, 2], [5, 3], [1, 5], [3, 4], [0, 2],
    [0, 4], [3, 2], [1, 5], [1, 2],
]


curves = [
    ("run.lab.batch choice.optimizer.sgd 0.05 2 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0), [-1.8, 1.8], 40, lambda t: 0.05, BATCHES_1)),
    ("run.lab.batch choice.optimizer.momentum 0.02 6 choice.schedule.constant", run(lambda w: torch.optim.SGD([w], lr=1.0, momentum=0.9), [-1.8, 1.8], 40, lambda t: 0.02)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
