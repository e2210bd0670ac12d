use super::*;
use downhill_engine::rng::Rng;
use proptest::prelude::{prop_assert_eq, prop_compose, proptest};

prop_compose! {
    pub(in crate::job) fn requests()(examples in 20_usize..=1024, hidden in 1_usize..=512, wrong in 0.0..0.9, rate in 0.0..3.0,
                                     size in 1_usize..=1024, seed in 0_u64..=4_294_967_295) -> SolutionRequest {
        SolutionRequest { examples, hidden, wrong, rate, size, seed }
    }
}

proptest! {
    #[test]
    fn requests_survive_their_journey(request in requests()) {
        prop_assert_eq!(SolutionRequest::from_value(&request.to_value()), Ok(request));
    }
}

/// Forty examples: learnt in no time.
pub(in crate::job) fn few(size: usize) -> SolutionRequest {
    SolutionRequest { examples: 40, hidden: 16, wrong: 0.2, rate: 0.3, size, seed: 5 }
}

fn found(request: SolutionRequest) -> Rc<Found> {
    let mut learner = Learner::new(request).unwrap();
    loop {
        if let Some(found) = learner.work() {
            return found;
        }
    }
}

fn forget() {
    FOUND.with_borrow_mut(Vec::clear);
}

#[test]
fn it_stops_when_it_has_learnt() {
    let mut job = super::super::begin(&few(4).to_value()).unwrap().unwrap();
    let mut before = 0.0;
    while !job.work() {
        let report = job.report();
        let Report::Plain(report) = report else { unreachable!("plain") };
        let report = SolutionReport::from_value(&report).unwrap();
        assert!(report.progress >= before && report.progress < 1.0 && report.end.is_none());
        before = report.progress;
    }
    let Report::Plain(report) = job.report() else { unreachable!("plain") };
    let report = SolutionReport::from_value(&report).unwrap();
    let end = report.end.unwrap();
    assert_eq!((report.progress, end.outcome, end.updates), (1.0, Outcome::Learnt, 10 * end.epochs));
    assert!(end.train.loss <= LEARNT_LOSS && end.train.accuracy >= LEARNT_ACCURACY);
    let found = found(few(4));
    let history = found.network.measure(&found.data.train, &mut Room::new(found.network.shape()));
    assert_eq!((end.train, found.end), (history, end));
    assert!(end.test.accuracy > 0.3 && end.test.accuracy < 0.9 && found.test.len() == 1757);
}

#[test]
fn the_same_request_gives_the_same_bits_kept_or_not() {
    let first = found(few(4));
    assert!(Rc::ptr_eq(&first, &found(few(4))));
    forget();
    let again = found(few(4));
    assert!(!Rc::ptr_eq(&first, &again));
    assert_eq!((&first.network, &first.way, first.end), (&again.network, &again.way, again.end));
    for seed in 6..6 + KEPT as u64 {
        found(SolutionRequest { seed, ..few(40) });
    }
    assert_eq!(FOUND.with_borrow(Vec::len), KEPT);
    assert!(kept(&few(4)).is_none());
}

#[test]
fn a_pair_has_the_same_examples_labels_and_first_weights() {
    let (small, large) = (found(few(4)), found(SolutionRequest { rate: 0.5, ..few(40) }));
    assert_eq!((&small.data, &small.test, &small.way[0]), (&large.data, &large.test, &large.way[0]));
    assert_ne!(small.network, large.network);
    let other = found(SolutionRequest { seed: 6, ..few(4) });
    assert!(other.data.train.inputs() != small.data.train.inputs() && other.way[0] != small.way[0]);
    let clean = found(SolutionRequest { wrong: 0.0, ..few(4) });
    assert_eq!(clean.data.train.inputs(), small.data.train.inputs());
    let labels = clean.data.train.labels().iter().zip(small.data.train.labels());
    assert_eq!(labels.filter(|(a, b)| a != b).count(), 8);
}

#[test]
fn every_class_has_its_share() {
    let images = crate::data::digits(crate::data::DIGITS).unwrap();
    let draw = |seed| drawn(&images.labels, 150, &mut Rng::new(seed));
    let (train, test) = draw(1);
    assert_eq!((train.len(), test.len(), draw(1) == (train.clone(), test)), (150, 1647, true));
    let share = |class: u8| {
        let of = |all: &[usize]| all.iter().filter(|&&i| images.labels[i] == class).count() as f64;
        (of(&train), of(&(0..images.len()).collect::<Vec<_>>()) * 150.0 / 1797.0)
    };
    assert!((0..10).map(share).all(|(drawn, due)| (drawn - due).abs() < 1.0));
    assert!(train.iter().filter(|i| draw(2).0.contains(i)).count() < 40);
}

#[test]
fn what_is_not_learnt_says_so() {
    let still = found(SolutionRequest { rate: 0.0, examples: 20, hidden: 1, size: 20, ..few(4) }).end;
    assert_eq!((still.outcome, still.epochs, still.updates), (Outcome::GivenUp, EPOCHS, EPOCHS));
    let wild = found(SolutionRequest { rate: 1e6, ..few(4) }).end;
    assert_eq!((wild.outcome, wild.epochs), (Outcome::Diverged, 1));
}

#[test]
fn the_way_is_kept_densest_where_it_begins() {
    let found = found(SolutionRequest { rate: 0.02, ..few(4) });
    let (way, updates) = (found.way.len() - 1, found.end.updates);
    assert!(updates > 2304, "long enough to be thinned: {updates}");
    assert!((WAY / 2..=WAY).contains(&way), "{way}");
    let mut training = Learner::new(SolutionRequest { rate: 0.02, ..few(4) }).unwrap().training;
    let each = (0..).map(|k| 4_u64.pow(k)).find(|each| each * (WAY * WAY) as u64 > updates).unwrap();
    assert_eq!(way as u64, (0..).take_while(|k| each * k * k < updates).count() as u64);
    for (k, moment) in found.way[..way].iter().enumerate() {
        training.step(each * (k * k) as u64 - training.update());
        assert!(training.network().stored() == moment, "{k}");
    }
    assert_eq!(found.way[way], found.network.stored());
}
