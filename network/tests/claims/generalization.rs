//! What Keskar et al. (2017) say of batch size and generalisation, measured on real digits over paired seeds.

use downhill_engine::analysis::Estimate;
use downhill_engine::job::{Report, finished};
use downhill_engine::value::Value;
use downhill_network::job::{
    Around, AroundReport, AroundRequest, Directions, Look, Outcome, Sharpness, Solution, SolutionReport,
    SolutionRequest, begin,
};

const SEEDS: u64 = 20;

fn done(description: &Value) -> Value {
    let job = begin(description).expect("a kind that is known").expect("a job");
    match finished(job).pop() {
        Some(Report::Plain(report)) => report,
        _ => panic!("no report"),
    }
}
fn solution(request: SolutionRequest) -> Solution {
    let report = SolutionReport::from_value(&done(&request.to_value())).expect("a report");
    let end = report.end.expect("an end");
    assert_eq!(end.outcome, Outcome::Learnt, "{request:?}");
    end
}
fn sharpness(pair: [SolutionRequest; 2]) -> [Sharpness; 2] {
    let request = AroundRequest { pair, look: Look::Sharpness, at: 0, directions: Directions::Random };
    match AroundReport::from_value(&done(&request.to_value())).expect("a report").around {
        Around::Sharpness(both) => both,
        other => panic!("{other:?}"),
    }
}

fn small(wrong: f64, seed: u64) -> SolutionRequest {
    SolutionRequest { examples: 150, hidden: 128, wrong, rate: 0.2, size: 4, seed }
}
fn full(small: SolutionRequest) -> SolutionRequest {
    SolutionRequest { size: small.examples, ..small }
}

/// The mean with its 95 % interval, printed.
fn told(what: &str, values: impl Iterator<Item = f64> + Clone) -> Estimate {
    let mean = Estimate::mean(values).expect("five or more");
    println!("{what}: {:.4} ({:.4} to {:.4})", mean.value, mean.low, mean.high);
    mean
}
fn all(requests: impl Iterator<Item = SolutionRequest>, what: &str) -> Vec<Solution> {
    let all: Vec<Solution> = requests.map(solution).collect();
    told(&format!("{what}, test accuracy"), all.iter().map(|end| end.test.accuracy));
    told(&format!("{what}, epochs"), all.iter().map(|end| end.epochs as f64));
    all
}
/// How much more accurate the first ones are on digits that were never seen, pair by pair.
fn gap(what: &str, first: &[Solution], second: &[Solution]) -> Estimate {
    let pairs = first.iter().zip(second);
    told(what, pairs.map(|(first, second)| first.test.accuracy - second.test.accuracy))
}

#[test]
#[ignore = "slow without optimisation: cargo xtask claims"]
fn a_small_batch_generalises_better_where_labels_are_wrong_and_not_where_they_are_right() {
    for wrong in [0.2, 0.0] {
        let seeds = || (1..=SEEDS).map(|seed| small(wrong, seed));
        let few = all(seeds(), &format!("{wrong} wrong, B = 4"));
        let most = all(seeds().map(full), &format!("{wrong} wrong, B = 150"));
        let between = gap(&format!("{wrong} wrong, gap"), &few, &most);
        let better = few.iter().zip(&most).filter(|(a, b)| a.test.accuracy > b.test.accuracy).count();
        println!("B = 4 is better in {better} of {SEEDS}");
        if wrong == 0.0 {
            assert!(between.low <= 0.0 && between.high >= 0.0, "{between:?}");
            continue;
        }
        assert!(between.value > 0.01 && between.low > 0.0, "{between:?}");
        // Much of it is the learning rate for each example, η/B.
        let fast = all(seeds().map(|small| SolutionRequest { rate: 0.8, ..full(small) }), "B = 150, η = .8");
        let regained = gap("regained by η = .8", &fast, &most);
        assert!(regained.value > 0.005 && regained.low > 0.0, "{regained:?}");
        gap("left of the gap", &few, &fast);
    }
}

#[test]
#[ignore = "slow without optimisation: cargo xtask claims"]
fn the_hessian_finds_the_full_batch_sharper_and_the_box_does_not() {
    for wrong in [0.2, 0.0] {
        let pairs = (1..=SEEDS).map(|seed| [small(wrong, seed), full(small(wrong, seed))]);
        let both: Vec<[Sharpness; 2]> = pairs.map(sharpness).collect();
        assert!(both.as_flattened().iter().all(|of| of.residual < 1e-4));
        let [eigenvalue, boxed] =
            [("eigenvalue", (|of| of.eigenvalue) as fn(&Sharpness) -> f64), ("box", |of| of.boxed)].map(
                |(name, of)| {
                    told(&format!("{wrong} wrong, B = 4, {name}"), both.iter().map(|[small, _]| of(small)));
                    told(&format!("{wrong} wrong, B = 150, {name}"), both.iter().map(|[_, full]| of(full)));
                    let more = both.iter().map(|[small, full]| of(full) - of(small));
                    told(&format!("{wrong} wrong, {name}, B = 150 above B = 4"), more)
                },
            );
        if wrong > 0.0 {
            assert!(eigenvalue.low > 1.0, "{eigenvalue:?}");
            assert!(boxed.low <= 0.0, "{boxed:?}");
        }
    }
}
