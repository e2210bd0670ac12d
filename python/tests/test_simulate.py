"""Experiments."""

import os
import signal
import threading
import time

import numpy as np
import pytest
from conftest import native, trajectories
from downhill_lab import simulate

BOOTH = {"objective": "booth", "optimizer": {"name": "sgd", "learningRate": 0.01}}


def test_every_golden_trajectory():
    count = 0
    for case, experiment in trajectories():
        got = simulate(experiment)
        assert got.status == "finished", case["id"]
        for found, wanted in ((got.theta, case["points"]), (got.loss, case["losses"])):
            wanted = np.asarray(wanted)
            off = np.abs(found - wanted.reshape(found.shape)) > case["rtol"] * np.maximum(1, np.abs(found))
            assert not off.any(), case["id"]
        count += 1
    assert count == 225


def test_the_same_bits_as_the_native_build():
    everything = native("native")
    assert len(everything) > 300
    for one in everything:
        got = simulate(one["experiment"])
        for found, wanted in ((got.theta, one["theta"]), (got.loss, one["loss"])):
            bits = np.array([int(text, 16) for text in wanted], np.uint64)
            # A NaN has many bit patterns and engines may choose.
            same = (found.ravel().view(np.uint64) == bits) | (np.isnan(found.ravel()) & np.isnan(bits.view(float)))
            assert same.all(), one["experiment"]


def test_results_are_arrays_of_their_own_and_the_same_again():
    one, other = simulate(BOOTH), simulate(BOOTH)
    assert one.theta.shape == (51, 2) and one.loss.shape == (51,)
    assert one.theta.dtype == one.loss.dtype == np.float64
    assert np.array_equal(one.theta, other.theta) and not np.shares_memory(one.theta, other.theta)
    one.theta[0, 0] = 7
    noisy = {"objective": "noise", "optimizer": "sgd", "batch": {"size": 2}, "steps": 3000}
    assert np.array_equal(simulate({**noisy, "seed": 5}).loss, simulate({**noisy, "seed": 5}).loss)
    assert not np.array_equal(simulate({**noisy, "seed": 5}).loss, simulate({**noisy, "seed": 6}).loss)


def test_arrays_stand_for_lists_and_a_run_can_go_on_from_another():
    first = simulate({**BOOTH, "steps": np.int64(5)})
    second = simulate({**BOOTH, "steps": 5, "start": first.theta[-1]})
    assert np.array_equal(second.theta[-1], simulate({**BOOTH, "steps": 10}).theta[-1])


def test_a_divergence_is_a_result():
    got = simulate({"objective": "rosenbrock", "optimizer": {"name": "sgd", "learningRate": 1e6}, "steps": 20})
    assert got.status == "diverged" and 1 <= got.diverged_at <= 20
    assert got.theta.shape == (21, 2) and np.isnan(got.loss[20]) and not np.isnan(got.loss[0])
    assert np.isnan(got.theta[got.diverged_at + 1 :]).all()


@pytest.mark.parametrize(
    ("experiment", "message"),
    [
        ({**BOOTH, "objective": "rosenbrok"}, r'^objective\.name is "rosenbrok"; allowed: rosenbrock \| '),
        ({"objective": "booth"}, "^optimizer is null; allowed: an object"),
        ({**BOOTH, "steps": 1.5}, r"^steps is 1\.5; allowed: 0…10000000, whole$"),
        ({**BOOTH, "start": [np.nan, 0]}, r'^start\[0\] is "nan"; allowed: a finite number$'),
        ({**BOOTH, "start": [1]}, r"^start is \[1\]; allowed: 2 finite numbers$"),
        ({**BOOTH, "batch": {"size": 2}}, r"^batch\.size is 2; allowed: 1…1, whole$"),
        ({**BOOTH, "step": 3}, "^step is 3; allowed: no such field; known: objective, "),
        (7, "^experiment is 7; allowed: an object$"),
        (None, "^experiment is null; allowed: an object$"),
    ],
)
def test_a_wrong_field_is_named_with_its_value_and_what_is_allowed(experiment, message):
    with pytest.raises(ValueError, match=message):
        simulate(experiment)


def test_what_is_no_description_is_an_error():
    cyclic = dict(BOOTH)
    cyclic["schedule"] = cyclic
    with pytest.raises(ValueError, match="contains itself"):
        simulate(cyclic)
    with pytest.raises(TypeError, match="not object"):
        simulate({**BOOTH, "start": object()})


def test_the_keyboard_ends_a_long_run():
    # Adaptive rules have no fast way: all of it takes long.
    endless = {"objective": "logistic-regression", "optimizer": "adam", "steps": 10_000_000}
    main = threading.main_thread().ident

    def interrupt():
        time.sleep(0.3)
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(main, signal.SIGINT)
        else:
            os.kill(os.getpid(), signal.CTRL_C_EVENT)

    # Whoever runs tests in the background may have it ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=interrupt).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            simulate(endless)
    finally:
        signal.signal(signal.SIGINT, before)
    assert simulate(BOOTH).status == "finished"
