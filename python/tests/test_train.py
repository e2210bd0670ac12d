"""Networks."""

import gzip

import numpy as np
import pytest
from conftest import ROOT, native
from downhill_lab import train


def test_the_same_bits_as_the_native_build():
    everything = native("networks")
    assert len(everything) >= 20
    for one in everything:
        got = train(one["description"])
        assert np.array_equal(got.parameters.view(np.uint32), np.array(one["parameters"], np.uint32))
        losses = np.stack([got.history["train_loss"], got.history["validation_loss"]], axis=1).ravel()
        if got.averaged:
            losses = np.append(losses, got.averaged.measured["train_loss"])
        assert [f"{bits:016x}" for bits in losses.view(np.uint64)] == one["losses"], one["description"]


def test_a_network_learns_the_digits_with_its_history():
    got = train({"layers": [32], "optimizer": {"name": "sgd", "learningRate": 0.1}, "batch": {"size": 16}})
    assert (got.status, got.updates, len(got.history)) == ("finished", 1280, 21)
    assert got.parameters.dtype == np.float32 and got.parameters.shape == (65 * 32 + 33 * 10,)
    assert list(got.history["epoch"]) == list(range(21)) and got.history["update"][20] == 1280
    last = got.history[20]
    assert last["train_loss"] < 0.1 and last["train_accuracy"] > 0.97 and last["validation_accuracy"] > 0.93
    assert got.averaged is None


def test_averages_are_told():
    got = train({"batch": {"size": 100}, "updates": 50, "averageFrom": 3, "seed": 4})
    assert got.averaged.parameters.shape == got.parameters.shape
    assert not np.array_equal(got.averaged.parameters, got.parameters)
    assert 0 < got.averaged.measured["validation_accuracy"] < 1


def test_data_of_ones_own():
    chance = np.random.default_rng(3)
    inputs = chance.normal(size=(400, 3))
    labels = inputs.argmax(axis=1)
    got = train({"data": {"inputs": inputs, "labels": labels, "train": 300}, "batch": {"size": 10}})
    assert got.history["validation_accuracy"][-1] > 0.9
    flat = {"inputs": inputs.ravel().tolist(), "labels": labels.tolist(), "train": 300}
    assert np.array_equal(train({"data": flat, "batch": {"size": 10}}).parameters, got.parameters)


def test_mnist_comes_with_its_file():
    file = gzip.decompress((ROOT / "data/mnist10k.bin.gz").read_bytes())
    got = train({"data": {"name": "mnist", "file": file, "examples": 500}, "batch": {"size": 10}, "epochs": 3})
    assert got.parameters.shape == (785 * 32 + 330,)
    assert got.history["validation_accuracy"][3] > 0.6


@pytest.mark.parametrize(
    ("description", "message"),
    [
        ({"layers": [0]}, r"^layers is \[0\]; allowed: widths of at most 8 hidden layers"),
        ({"epochs": 1, "updates": 2}, "^updates is 2; allowed: either epochs or updates$"),
        ({"data": "digit"}, r'^data\.name is "digit"; allowed: digits \| mnist$'),
        ({"data": "mnist"}, "^mnist10k.bin.gz is missing: "),
        ({"data": {"name": "mnist", "file": b"no"}}, "is damaged"),
        ({"data": {"inputs": [1, 2], "labels": [0, -1], "train": 1}}, r"^data\.labels\[1\] is -1; allowed: 0…255"),
        ({"data": {"inputs": [1, 2], "labels": [0, 1.5], "train": 1}}, r"^data\.labels\[1\] is 1.5"),
        ({"data": {"inputs": [1, 2], "labels": [0, 1], "train": 2}}, r"^data\.train is 2; allowed: 1…1, whole$"),
        ({"data": {"inputs": [1, 2, 3], "labels": [0, 1], "train": 1}}, r"^data\.inputs is "),
        (7, "^experiment is 7; allowed: an object$"),
    ],
)
def test_a_wrong_field_is_named_with_its_value_and_what_is_allowed(description, message):
    with pytest.raises(ValueError, match=message):
        train(description)
