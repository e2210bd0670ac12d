//! Experiments to start from, each a row: settings, runs, and how long it plays.

use super::{OBJECTIVE, RUN_LIST, UPDATES};
use crate::objective;
use crate::scene::guide::Step;
use crate::scene::settings::START;

/// The recipes; the first one is what the lab opens with.
pub(super) const GUIDE: &[Step] = &[
    Step::new(),
    // Stable below 2/κ = 0.2.
    Step::new()
        .set(
            const {
                &[
                    (&OBJECTIVE, "quadratic"),
                    (&objective::CONDITION, "10"),
                    (&UPDATES, "60"),
                    (&RUN_LIST, "sgd,learning-rate:0.15~sgd,learning-rate:0.19~sgd,learning-rate:0.205"),
                ]
            },
        )
        .play(0.0, 60.0),
    // Each at its best: 2/(1 + κ); 4/(√κ + 1)² with ((√κ − 1)/(√κ + 1))².
    Step::new()
        .set(
            const {
                &[
                    (&OBJECTIVE, "quadratic"),
                    (&objective::CONDITION, "100"),
                    (&UPDATES, "400"),
                    (&RUN_LIST, "sgd,learning-rate:0.0198~momentum,momentum:0.67,learning-rate:0.033"),
                ]
            },
        )
        .play(0.0, 400.0),
    Step::new()
        .set(
            const {
                &[
                    (&OBJECTIVE, "linear-regression"),
                    (&UPDATES, "400"),
                    (
                        &RUN_LIST,
                        "sgd,learning-rate:0.1,batch-size:1\
                         ~sgd,learning-rate:0.1,schedule:step,schedule-steps:150,batch-size:1",
                    ),
                ]
            },
        )
        .play(0.0, 400.0),
    Step::new()
        .set(
            const {
                &[
                    (&OBJECTIVE, "quadratic"),
                    (&objective::CONDITION, "50"),
                    (&UPDATES, "100"),
                    (&RUN_LIST, "momentum,learning-rate:0.02~nesterov,learning-rate:0.02"),
                ]
            },
        )
        .play(0.0, 100.0),
    Step::new()
        .set(
            const {
                &[
                    (&OBJECTIVE, "bounded-saddle"),
                    (&START, "1,0.001"),
                    (&UPDATES, "100"),
                    (&RUN_LIST, "sgd,learning-rate:0.05~momentum,learning-rate:0.05~adam,learning-rate:0.05"),
                ]
            },
        )
        .play(0.0, 100.0),
];
