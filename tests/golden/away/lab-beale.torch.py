# lab-beale
# ?scene=lab&objective=beale&updates=60&runs=lars%2Clearning-rate%3A0.5%7Elamb%2Clearning-rate%3A0.05
# The losses of this figure, in double precision.
import torch


def loss(w):
    x, y = w
    r, s, t = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3
    return r * r + s * s + t * t


def lars(momentum, weight_decay, trust_coefficient):
    m = 0.0

    def step(w, g, rate):
        nonlocal m
        size, slope = torch.linalg.norm(w), torch.linalg.norm(g)
        trust = trust_coefficient * size / (slope + weight_decay * size) if size and slope else 1.0
        m = momentum * m + rate * trust * (g + weight_decay * w)
        return w - m

    return step


def lamb(beta1, beta2, epsilon, weight_decay):
    m = 0.0
    v = 0.0
    t = 0

    def step(w, g, rate):
        nonlocal m, v, t
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        u = (m / (1 - beta1**t)) / (torch.sqrt(v / (1 - beta2**t)) + epsilon)
        u = u + weight_decay * w
        size, length = torch.linalg.norm(w), torch.linalg.norm(u)
        return w - rate * (size / length if size and length else 1.0) * u

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
    ("run.lab choice.optimizer.lars 0.5 1 choice.schedule.constant", run(Written(lars(momentum=0.9, weight_decay=0, trust_coefficient=0.02)), [-1, -0.5], 60, lambda t: 0.5)),
    ("run.lab choice.optimizer.lamb 0.05 1 choice.schedule.constant", run(Written(lamb(beta1=0.9, beta2=0.999, epsilon=0.000001, weight_decay=0)), [-1, -0.5], 60, lambda t: 0.05)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
