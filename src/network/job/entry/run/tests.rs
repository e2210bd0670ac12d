use super::super::*;
use downhill_engine::job::{Job, Report};
use proptest::prelude::*;

prop_compose! {
    fn requests()(optimizer in prop::sample::select(EntryRule::ROWS), rate in 0.0..9.0, momentum in 0.0..0.999,
                  warmup in 0_u64..100, swap in 0_u64..20, size in 1_usize..=1024, epochs in 1_u64..=1000,
                  seed in 0_u64..=4_294_967_295) -> EntryRequest {
        EntryRequest { optimizer: optimizer.1, rate, momentum, warmup, swap, size, epochs, seed }
    }
}

proptest! {
    #[test]
    fn requests_survive_their_journey(request in requests()) {
        prop_assert_eq!(EntryRequest::from_value(&request.to_value()), Ok(request));
    }
}

fn request(optimizer: EntryRule) -> EntryRequest {
    EntryRequest { optimizer, rate: 0.02, momentum: 0.9, warmup: 3, swap: 0, size: 256, epochs: 3, seed: 5 }
}
fn begun(request: EntryRequest) -> Box<dyn Job> {
    crate::job::begin(&request.to_value()).unwrap().unwrap()
}
fn told(job: &mut dyn Job) -> EntryReport {
    let Report::Plain(report) = job.report() else { unreachable!("networks report plainly") };
    EntryReport::from_value(&report).unwrap()
}
fn done(request: EntryRequest) -> EntryReport {
    let mut job = begun(request);
    while !job.work() {}
    told(job.as_mut())
}

#[test]
fn every_rule_learns_the_same_twice_and_not_what_another_does() {
    let all: Vec<EntryReport> = EntryRule::ROWS
        .iter()
        .map(|row| {
            let swap = u64::from(row.1 == EntryRule::Adam);
            let request = EntryRequest { swap, ..request(row.1) };
            let report = done(request);
            assert_eq!(done(request), report, "{}", row.0);
            assert!(report.ended && !report.diverged && report.progress == 1.0 && report.seconds.is_none());
            assert_eq!(report.epochs.len(), 4, "the start and three epochs");
            report
        })
        .collect();
    for (k, one) in all.iter().enumerate() {
        assert!(all[..k].iter().all(|other| other.epochs[1..] != one.epochs[1..]), "{k}");
        assert_eq!(one.epochs[0], all[0].epochs[0], "the same first weights");
    }
}

#[test]
fn warm_up_changes_the_rate_of_all_rules_but_the_one_that_turns() {
    let rates = |optimizer| {
        let schedule = super::schedule(&request(optimizer));
        [0, 1, 2, 9].map(|t| schedule.rate(0.75, t))
    };
    assert_eq!(rates(EntryRule::Lars), [0.25, 0.5, 0.75, 0.75]);
    assert_eq!(rates(EntryRule::RmspropWarmup), [0.75; 4]);
    let without = EntryRequest { warmup: 0, ..request(EntryRule::Sgd) };
    assert_eq!(super::schedule(&without).rate(0.75, 0), 0.75);
}

#[test]
fn a_run_that_diverges_says_so_and_ends() {
    let wild = done(EntryRequest { rate: 1e6, swap: 1, epochs: 9, ..request(EntryRule::Momentum) });
    assert!(wild.diverged && wild.ended && wild.progress == 1.0 && wild.epochs.len() < 9, "{wild:?}");
}

#[test]
fn progress_rises_and_what_is_told_is_never_taken_back() {
    let mut job = begun(EntryRequest { swap: 1, size: 1024, ..request(EntryRule::Momentum) });
    let (mut progress, mut epochs) = (-1.0, Vec::new());
    while !job.work() {
        let report = told(job.as_mut());
        assert!(report.progress > progress && report.epochs.starts_with(&epochs));
        assert_eq!(report.ended, report.progress == 1.0);
        (progress, epochs) = (report.progress, report.epochs);
    }
    assert_eq!((progress, epochs.len()), (1.0, 4));
}

/// Eight workers that take eight seconds each would be done after eight side by side.
#[test]
fn the_time_of_swaps_workers_is_that_of_one() {
    let timed = |swap| {
        let mut job = begun(EntryRequest { swap, size: 1024, ..request(EntryRule::Momentum) });
        let mut portions = 0;
        job.clock(0.0);
        while !job.work() {
            portions += 1;
            job.clock(f64::from(portions));
        }
        (portions, told(job.as_mut()).seconds)
    };
    assert_eq!(timed(0), (3, Some(3.0)));
    assert_eq!(timed(1), (2 + 8, Some(2.0 + 1.0)));
    assert_eq!(timed(3), (3 * 8, Some(3.0)));
    let mut job = begun(request(EntryRule::Sgd));
    job.clock(f64::NAN);
    assert_eq!(told(job.as_mut()).seconds, None);
}

#[test]
fn what_cannot_be_begun_says_why() {
    let wrong = EntryRequest { size: 0, ..request(EntryRule::Sgd) };
    let begun = crate::job::begin(&wrong.to_value()).unwrap();
    assert!(begun.err().unwrap().starts_with("job.size is 0"));
}
