# batches
# ?scene=batches&examples=13
# The losses of this figure, in double precision.
import torch


X = torch.tensor([
    0.1922524008336009, 0.5126730688896016, 0.8330937369456023, -0.12816826722239982,
    -0.12816826722239982, 0.1922524008336009, 0.8330937369456023, -0.44858893527840055,
    -1.4098509394464027, -0.7690096033344013, -0.44858893527840055, -0.7690096033344013,
    -0.44858893527840055,
], dtype=torch.float64)
Y = torch.tensor([
    -0.8636707195342275, -1.4459206428157292, 0.49491243478927666, 0.49491243478927666,
    0.6889957425497772, -1.0577540272947281, -0.2814207962527257, -0.6695874117737269,
    1.0771623580707783, 1.4653289735917796, 1.4653289735917796, 0.6889957425497772, 0.8830790503102778,
], dtype=torch.float64)
EVERY = list(range(13))


def losses(w, i):
    return (w[0] + w[1] * X[i] - Y[i]) ** 2


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
    [4, 9, 8, 1], [6, 0, 12, 7], [10, 11, 5, 2], [3], [8, 2, 5, 3], [9, 4, 7, 0], [6, 12, 11, 10], [1],
    [11, 8, 2, 6], [4, 3, 5, 1], [9, 12, 7, 0], [10],
]


curves = [
    ("run.batch-size 4", run(lambda w: torch.optim.SGD([w], lr=1.0), [-1.8, 0.5], 12, lambda t: 0.25, BATCHES_1)),
]
for name, curve in curves:
    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")
