use super::*;
use crate::analysis::{BINS, Basin, Crowd, FRAMES, Share, Updates};
use crate::batch::Order;
use crate::grid::CELLS;
use crate::named::Named;
use crate::value::map;
use proptest::prelude::*;

fn orders() -> impl Strategy<Value = Order> {
    prop::sample::select(Order::ROWS).prop_map(|(_, order)| order)
}

fn ranges() -> impl Strategy<Value = (f64, f64)> {
    (-5.0..5.0, 1e-9..9.0).prop_map(|(low, width)| (low, low + width))
}

/// Every whole number that a double holds exactly.
fn seeds() -> impl Strategy<Value = u64> {
    0..=SAFE
}
const SAFE: u64 = 9_007_199_254_740_991;

prop_compose! {
    fn basins()(size in 1_usize..=20, rate in 0.0..3.0, runs in 1_u32..=1_000_000, updates in 1_u32..=100_000,
                from in ranges(), order in orders(), coordinate in (0.25..4.0, 0.25..4.0), stream in 0_u32..96,
                seed in seeds()) -> Request {
        Request::Basin(BasinRequest { size, rate, runs, updates, from, order, coordinate, stream, seed })
    }
}

prop_compose! {
    fn shares()(dimension in 1_usize..=8, samples in 1_u32..=10_000_000, seed in seeds()) -> Request {
        Request::Share(ShareRequest { dimension, samples, seed })
    }
}

prop_compose! {
    fn crowds()(size in 1_usize..=20, momentum in 0.0..=1.0, rate in 0.0..3.0, order in orders(),
                start in (-2.0..2.0, -2.0..2.0), particles in 1_u32..=1_000_000, updates in 1_u32..=1000,
                view in (ranges(), ranges()), seed in seeds()) -> Request {
        Request::Crowd(CrowdRequest { size, momentum, rate, order, start, particles, updates, view, seed })
    }
}

prop_compose! {
    fn basin_reports()(progress in 0.0..=1.0, runs in 0_u32..1_000_000,
                       places in prop::collection::vec(0_u32..=1_000_000, FRAMES * BINS),
                       beyond in prop::collection::vec(0_u32..=1_000_000, FRAMES)) -> Report {
        Report::Basin(BasinReport { progress, basin: Basin { runs, places, beyond } })
    }
}

prop_compose! {
    fn share_reports()(progress in 0.0..=1.0, dimension in 1_usize..=8, samples in 1_u32..=10_000_000,
                       field in 0.0..=1.0, field_error in 0.0..1.0, goe in 0.0..=1.0) -> Report {
        Report::Share(ShareReport { progress, share: Share { dimension, samples, field, field_error, goe } })
    }
}

prop_compose! {
    fn crowd_reports()(progress in 0.0..=1.0, first in 1_u32..=1000,
                       gone in prop::collection::vec(0_u32..=1_000_000, 0..3), seed in any::<u64>()) -> Report {
        let mut rng = crate::rng::Rng::new(seed);
        let mut frame = |_: &u32| (0..CELLS.0 * CELLS.1).map(|_| rng.below(65_536) as u16).collect();
        let frames = gone.iter().map(&mut frame).collect();
        Report::Crowd(CrowdReport { progress, updates: Updates { first, gone, frames } })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn requests_survive_their_journey(request in prop_oneof![basins(), shares(), crowds()]) {
        prop_assert_eq!(Request::from_value(&request.clone().into_value()), Ok(request));
    }

    #[test]
    fn reports_survive_their_journey(report in prop_oneof![basin_reports(), share_reports(), crowd_reports()]) {
        let value = report.clone().into_value();
        prop_assert_eq!(value.get("replaces"), Some(&Value::Bool(report.replaces())));
        prop_assert_eq!(Report::from_value(value), Some(report));
    }
}

fn small() -> [Request; 3] {
    let from = [("name", "basin".into()), ("runs", 250.0.into()), ("updates", 40.0.into())];
    let basin = [&from[..], &[("from", numbers((-2.0, -1.0)))]].concat();
    let share = vec![("name", "share".into()), ("dimension", 3.0.into()), ("samples", 5000.0.into())];
    let crowd = vec![
        ("name", "crowd".into()),
        ("start", numbers((1.0, 0.0))),
        ("particles", 300.0.into()),
        ("updates", 20.0.into()),
        ("x", numbers((-2.0, 2.0))),
        ("y", numbers((-2.0, 2.0))),
    ];
    [basin, share, crowd].map(|fields: Vec<(&str, Value)>| {
        let entries = fields.into_iter().map(|(key, value)| (key.to_owned(), value));
        Request::from_value(&Value::Map(entries.collect())).unwrap()
    })
}

/// Reading reports as they come is as good as reading the whole at the end.
#[test]
fn reports_add_up_to_the_whole() {
    for request in small() {
        let mut job = request.begin().unwrap();
        let (mut kept, mut last) = (Vec::new(), 0.0);
        loop {
            let done = job.work();
            let report = job.report();
            assert!(report.progress() >= last && report.progress() == job.progress());
            last = report.progress();
            kept.push(report);
            if done {
                break;
            }
        }
        assert_eq!(last, 1.0);
        match &request {
            Request::Crowd(request) => {
                let read = |reports: &[Report]| {
                    let mut crowd = Crowd::new(request);
                    for report in reports {
                        let Report::Crowd(report) = report else { unreachable!("{report:?}") };
                        crowd.receive(&report.updates);
                    }
                    crowd
                };
                assert_eq!(read(&kept), read(&finish(&Request::Crowd(request.clone()))));
            }
            _ => assert_eq!(kept.last(), finish(&request).last()),
        }
    }
}

#[test]
fn wrong_descriptions_name_the_field() {
    let message = |entries: &[(&str, Value)]| {
        let entries = entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        Request::from_value(&Value::Map(entries.collect())).unwrap_err().to_string()
    };
    let mining = message(&[("name", "mining".into())]);
    assert_eq!(mining, "job.name is \"mining\"; allowed: basin | share | crowd");
    let basin = |name: &'static str, value: Value| message(&[("name", "basin".into()), (name, value)]);
    assert!(basin("size", 21.0.into()).starts_with("job.size is 21"));
    assert!(basin("sizes", vec![4.0].into()).starts_with("job.sizes is"));
    assert!(basin("runs", 1.0.into()).starts_with("job.from is null"));
    assert!(basin("from", vec![1.0, 1.0].into()).contains("the lower first"));
    let share = map([("name", "share".into()), ("seed", (SAFE as f64 + 1.0).into())]);
    assert!(Request::from_value(&share).unwrap_err().to_string().starts_with("job.seed is"));
}

/// What another part of the program does passes through as it is.
#[test]
fn plain_work_is_plain_data() {
    let description = map([("name", "training".into()), ("size", 4.0.into())]);
    let request = Request::Plain(description.clone());
    assert!(request.begin().is_none());
    assert_eq!(request.into_value(), description);
    let report = map([("name", "training".into()), ("progress", 0.25.into())]);
    let Some(report) = Report::from_value(report) else { unreachable!("it has a name and a progress") };
    assert_eq!((report.progress(), report.replaces()), (0.25, true));
    assert_eq!(report.into_value().get("replaces"), Some(&Value::Bool(true)));
}

#[test]
fn broken_reports_are_none() {
    let report = Report::Share(ShareReport {
        progress: 1.0,
        share: Share { dimension: 2, samples: 10, field: 0.2, field_error: 0.1, goe: 0.1 },
    });
    let Value::Map(mut entries) = report.into_value() else { unreachable!("reports are maps") };
    entries.retain(|(key, _)| key != "goe");
    assert_eq!(Report::from_value(Value::Map(entries)), None);
    assert_eq!(Report::from_value(Value::Null), None);
}
