use super::super::learner::tests::{few, requests};
use super::super::{Directions, LINE, Plane, SIDE, SolutionRequest};
use super::*;
use crate::curvature::{Objective, TOLERANCE, Top};
use crate::network::Room;
use downhill_engine::job;
use downhill_engine::named::Named;
use proptest::prelude::{prop, prop_assert_eq, prop_compose, proptest};

prop_compose! {
    fn arounds()(small in requests(), large in requests(), look in prop::sample::select(Look::ROWS),
                 at in 0_usize..2, directions in prop::sample::select(Directions::ROWS)) -> AroundRequest {
        AroundRequest { pair: [small, large], look: look.1, at, directions: directions.1 }
    }
}
proptest! {
    #[test]
    fn requests_survive_their_journey(request in arounds()) {
        prop_assert_eq!(AroundRequest::from_value(&request.to_value()), Ok(request));
    }
}

fn request(look: Look) -> AroundRequest {
    AroundRequest { pair: [few(4), few(40)], look, at: 1, directions: Directions::Random }
}
fn done(request: AroundRequest) -> Around {
    let job = super::super::begin(&request.to_value()).unwrap().unwrap();
    let [Report::Plain(report)] = &job::finished(job)[..] else { unreachable!("one report stands for all") };
    let report = AroundReport::from_value(report).unwrap();
    assert_eq!(report.progress, 1.0);
    report.around
}
fn ends(pair: [SolutionRequest; 2]) -> [Rc<Found>; 2] {
    pair.map(|request| {
        let mut learner = Learner::new(request).unwrap();
        loop {
            if let Some(found) = learner.work() {
                return found;
            }
        }
    })
}
fn plane(at: usize, directions: Directions) -> Plane {
    let Around::Plane(plane) = done(AroundRequest { at, directions, ..request(Look::Plane) }) else {
        unreachable!("a plane")
    };
    plane
}
#[test]
fn progress_only_grows_and_partial_reports_begin_the_whole() {
    for (_, look) in Look::ROWS {
        let mut job = super::super::begin(&request(*look).to_value()).unwrap().unwrap();
        let (mut before, mut seen) = (0.0, Vec::new());
        loop {
            let over = job.work();
            let Report::Plain(report) = job.report() else { unreachable!("plain") };
            let AroundReport { progress, around } = AroundReport::from_value(&report).unwrap();
            assert!(progress >= before && (progress == 1.0) == over, "{look:?}: {progress} after {before}");
            before = progress;
            let numbers = match around.clone() {
                Around::Line(points) => points.into_flattened(),
                Around::Plane(plane) => plane.losses,
                _ => Vec::new(),
            };
            assert_eq!(numbers[..seen.len()], seen[..]);
            seen = numbers;
            if over {
                assert_eq!(done(request(*look)), around);
                break;
            }
        }
    }
}

#[test]
fn the_line_goes_through_both_solutions() {
    let Around::Line(points) = done(request(Look::Line)) else { unreachable!("a line") };
    for (found, at) in ends(request(Look::Line).pair).iter().zip([0.0, 1.0]) {
        let point = points.iter().find(|point| point[0] == at).unwrap();
        let (train, test) = (found.end.train, found.end.test);
        assert_eq!(point[1..], [train.loss, train.accuracy, test.loss, test.accuracy]);
    }
    assert_eq!((points[0][0], points[LINE - 1][0]), (-0.5, 1.5));
    let middle = points[LINE / 2];
    assert!(middle[0] == 0.5 && middle[1] > 0.0 && points[0][1] > 2.0 * points[LINE / 4][1]);
}

#[test]
fn planes_go_through_their_solution_and_show_the_way() {
    let pair = ends(request(Look::Plane).pair);
    for at in [0, 1] {
        let (chance, way) = (plane(at, Directions::Random), plane(at, Directions::Path));
        for plane in [&chance, &way] {
            assert_eq!(plane.losses.len(), SIDE * SIDE);
            assert_eq!(plane.losses[SIDE * SIDE / 2], pair[at].end.train.loss);
            assert_eq!((plane.path.len(), plane.path.last()), (pair[at].way.len(), Some(&(0.0, 0.0))));
            assert!(plane.path.iter().all(|(x, y)| x.abs() < plane.half.0 && y.abs() < plane.half.1));
            assert!(
                plane.shares.iter().all(|share| *share >= 0.0) && plane.shares.iter().sum::<f64>() <= 1.0
            );
        }
        let along: f64 = way.shares.iter().sum();
        assert!(along > 0.9 && way.shares[0] > way.shares[1], "{:?}", way.shares);
        assert!(chance.shares.iter().sum::<f64>() < 0.03, "{:?}", chance.shares);
        assert!(way.path[0].0 < 0.0 && chance.half == (1.0, 1.0));
    }
}

/// The loss where the way began is nearly that of the first weights: most of the way lies on the plane.
#[test]
fn the_plane_of_the_way_is_in_its_own_coordinates() {
    let (plane, [found, _]) = (plane(0, Directions::Path), ends(request(Look::Plane).pair));
    let (x, y) = plane.path[0];
    let place = |x: f64, half: f64| ((x / half + 1.0) / 2.0 * (SIDE - 1) as f64).round() as usize;
    let there = plane.losses[place(y, plane.half.1) * SIDE + place(x, plane.half.0)];
    let mut first = found.network.clone();
    first.stored_mut().copy_from_slice(&found.way[0]);
    let first = first.measure(&found.data.train, &mut Room::new(first.shape())).loss;
    assert!((there / first - 1.0).abs() < 0.3, "{there} {first}");
}

#[test]
fn sharpness_is_that_of_the_objective() {
    let Around::Sharpness(both) = done(request(Look::Sharpness)) else { unreachable!("sharpness") };
    assert_eq!(done(request(Look::Sharpness)), Around::Sharpness(both));
    for (found, sharpness) in ends(request(Look::Sharpness).pair).iter().zip(both) {
        let objective = Rc::new(Objective::new(found.network.shape(), &found.data.train));
        let theta: Vec<f64> = found.network.parameters().into_iter().map(f64::from).collect();
        let here = objective.at(theta.clone());
        assert!((here.loss() / found.end.train.loss - 1.0).abs() < 1e-5);
        // Another start comes to the same.
        let mut top = Top::new(theta.len(), 99, |v| here.hessian(v));
        while !top.step(|v| here.hessian(v)) {}
        assert!((top.value() / sharpness.eigenvalue - 1.0).abs() < 1e-4 && sharpness.residual <= TOLERANCE);
        assert!(sharpness.boxed > 0.0);
    }
    assert_ne!(both[0], both[1]);
}

#[test]
fn what_is_not_learnt_has_nothing_around_it() {
    let wild = SolutionRequest { rate: 1e6, ..few(40) };
    for pair in [[few(4), wild], [wild, few(4)]] {
        assert_eq!(done(AroundRequest { pair, ..request(Look::Line) }), Around::Unlearnt);
        assert_eq!(done(AroundRequest { pair, ..request(Look::Plane) }), Around::Unlearnt, "kept");
    }
}

#[test]
fn a_pair_must_be_one() {
    let other = SolutionRequest { seed: 9, ..few(40) };
    let description = AroundRequest { pair: [few(4), other], ..request(Look::Line) }.to_value();
    let error = super::super::begin(&description).unwrap().err().unwrap();
    assert_eq!(error, "job.small and job.large must be alike but for rate and size");
}
