# lab-camel
# ?scene=lab&objective=three-hump-camel&updates=40&runs=momentum%2Clearning-rate%3A0.02%2Cschedule%3Astep%2Cschedule-steps%3A15%2Cfactor%3A0.5
# The losses of this figure, in double precision.
import torch


def loss(w):
    x, y = w
    return 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y * y


def lecture(momentum):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        m = momentum * m - rate * g
        return w + m

    return step


class Written:
    """A rule that PyTorch has not: a function of w, its gradient and the learning rate."""

    def __init__(self, step):
        self.step_of, self.param_groups = step, [{}]

    def __call__(self, w):
        self.w = w
        return self

    def zero_grad(self):
        self.w.grad = None

    def step(self):
        with torch.no_grad():
            self.w.copy_(self.step_of(self.w, self.w.grad, self.param_groups[0]["lr"]))


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
    ("run.lab.schedule choice.optimizer.momentum 0.02 1 choice.schedule.step", run(Written(lecture(momentum=0.9)), [-2, 2], 40, lambda t: 0.02 * 0.5 ** (t // 15))),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
