"""Golden trajectories of regressions, by PyTorch in double precision: `python tests/regressions/golden.py` (torch 1.12 or later)
writes `golden.json` beside itself. Losses are PyTorch's own functions and gradients its autograd; only the
weighted mean and the penalty are written here, as `docs/npm.md` says them."""

import json
import pathlib

import torch
from torch.nn.functional import binary_cross_entropy_with_logits, mse_loss

torch.set_default_dtype(torch.float64)
STEPS = 25
N = 12


def rounded(tensor):
    return (tensor * 1e4).round() / 1e4


def data(features, kind):
    chance = torch.Generator().manual_seed(11 + features)
    x = rounded(torch.randn(N, features, generator=chance))
    truth = torch.linspace(-1.5, 1.2, features)
    score = x @ truth + 0.6 + 0.4 * torch.randn(N, generator=chance)
    y = rounded(score) if kind == "linear" else (score > 0.5).double()
    return x, y, rounded(0.2 + 2 * torch.rand(N, generator=chance))


def objective(kind, x, y, weights, intercept, l2):
    share = weights / weights.sum()

    def loss(theta, batch):
        bias, slope = (theta[0], theta[1:]) if intercept else (0.0, theta)
        score, target = x[batch] @ slope + bias, y[batch]
        each = mse_loss if kind == "linear" else binary_cross_entropy_with_logits
        scaled = N * share[batch] * each(score, target, reduction="none")
        return scaled.mean() + l2 / 2 * (slope * slope).sum()

    return loss


def case(kind, features, intercept, weighted, l2, rule):
    x, y, weights = data(features, kind)
    loss = objective(kind, x, y, weights if weighted else torch.ones(N), intercept, l2)
    theta = torch.linspace(0.5, -0.5, features + intercept).requires_grad_()
    start = theta.detach().clone()
    make, own = {
        "sgd": (lambda p: torch.optim.SGD(p, lr=0.05), {"name": "sgd", "learningRate": 0.05}),
        "momentum": (
            lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8),
            {"name": "momentum", "learningRate": 0.05, "momentum": 0.8, "form": "pytorch"},
        ),
        "adam": (lambda p: torch.optim.Adam(p, lr=0.05), {"name": "adam", "learningRate": 0.05}),
    }[rule]
    optimiser = make([theta])
    batches = [[0, 3, 7], [1, 1, 5, 9, 11], [2], [4, 6, 8, 10]]
    full = list(range(N))
    points, losses = [theta.tolist()], [loss(theta, full).item()]
    for step in range(STEPS):
        optimiser.zero_grad()
        loss(theta, batches[step % len(batches)]).backward()
        optimiser.step()
        points.append(theta.tolist())
        losses.append(loss(theta, full).item())
    at = start.requires_grad_()
    described = {"name": f"{kind}-regression", "x": x.tolist(), "y": y.tolist(), "intercept": intercept}
    if weighted:
        described["weights"] = weights.tolist()
    if l2:
        described["l2"] = l2
    return {
        "experiment": {
            "objective": described,
            "optimizer": own,
            "batch": {"order": batches},
            "start": points[0],
            "steps": STEPS,
        },
        "points": points,
        "losses": losses,
        "hessian": torch.autograd.functional.hessian(lambda w: loss(w, full), at).tolist(),
    }


cases = [
    case(kind, features, intercept, weighted, l2, rule)
    for kind in ("linear", "logistic")
    for features in (1, 2, 3, 5)
    for intercept in (True, False)
    for weighted, l2, rule in ((False, 0.0, "sgd"), (True, 0.0, "momentum"), (False, 0.3, "adam"), (True, 0.3, "sgd"))
]
text = json.dumps({"schema": "regression-oracle/1", "torch": torch.__version__, "cases": cases})
pathlib.Path(__file__).with_suffix(".json").write_text(text + "\n")
