//! Does the work that a scene wants, as the page's workers do.

use downhill::job::{self, Report, Request};
use downhill::scene::Scene;
use downhill::value::{Value, map};
use downhill_network::Measure;
use downhill_network::data::Set;
use downhill_network::job::{
    Around, AroundReport, AroundRequest, EntryReport, EntryRequest, EntryRule, LINE, Look, Outcome, Plane,
    SIDE, Sharpness, Solution, SolutionReport, SolutionRequest, TrainingReport, TrainingRequest,
};

/// Examples that a run may learn from to be computed; what others come to is made up.
const MOST: u64 = 40_000;
/// How often what was found may make a scene want more.
const ROUNDS: usize = 40;

/// Computes all that a scene wants computed: what is found may make it want more.
pub(crate) fn settle(scene: &mut dyn Scene) {
    while !scene.work(100_000) {}
    for _ in 0..ROUNDS {
        let jobs = scene.jobs();
        if jobs.is_empty() {
            break;
        }
        for (key, request) in jobs {
            found(&request).into_iter().for_each(|report| scene.receive(&key, report));
        }
    }
}

/// Made-up seconds per update of the network of the digits: what a call costs, what an example costs, and some chance.
fn timed(description: &Value) -> Report {
    let number = |name: &str| description.get(name).and_then(Value::as_number).unwrap();
    let way = description.get("way").and_then(Value::as_text).unwrap();
    let (size, repeats, workers) = (number("size"), number("repeats"), number("workers"));
    let workers = workers.min(size).min(4.0);
    let (floor, each) = match way {
        "simd" => (1e-6, 9e-7),
        "scalar" => (1.5e-6, 3.2e-6),
        "workers" if workers < 4.0 => (1e-6, 9e-7),
        "workers" => (8e-5, 2.5e-7),
        _ => (2.2e-4, 1.1e-8),
    };
    let luck = |k: usize| 1.0 + [0.0, 0.02, -0.01, 0.05, -0.02, 0.01, 0.12][k % 7];
    let samples: Vec<f64> = (0..repeats as usize).map(|k| (floor + each * size) * luck(k)).collect();
    let machine = map([("cores", 4.0.into()), ("platform", "Test".into()), ("browser", "Browser 1".into())]);
    let mut entries = vec![
        ("name", "timing".into()),
        ("progress", 1.0.into()),
        ("samples", samples.into()),
        ("updates", 100.0.into()),
        ("machine", machine),
    ];
    match way {
        "workers" => entries.push(("workers", workers.into())),
        "gpu" => entries.extend([("adapter", "Test adapter".into()), ("software", false.into())]),
        _ => {}
    }
    Report::Plain(Value::Map(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()))
}

/// A made-up solution: wrong labels cost the full batch some accuracy, and less so with a larger rate; one in nine has not learnt.
fn solved(request: &SolutionRequest) -> Report {
    let full = request.size == request.examples;
    let behind = if full { 0.03 * request.wrong / request.rate } else { 0.0 };
    let luck = 4e-3 * (request.seed * if full { 3 } else { 5 } % 7) as f64;
    let outcome = if full && request.seed % 9 == 8 { Outcome::GivenUp } else { Outcome::Learnt };
    let epochs = if full { 180.0 / request.rate } else { 30.0 } as u64;
    let train = Measure { loss: 0.05, accuracy: 1.0 - 1e-3 * (request.seed % 3) as f64 };
    let test = Measure { loss: 1.1, accuracy: 0.9 - 0.7 * request.wrong - behind - luck };
    let end = Some(Solution { outcome, epochs, updates: epochs, train, test });
    Report::Plain(SolutionReport { progress: 1.0, end }.to_value())
}

/// A made-up hill between two solutions, bowls around them, and two measures of sharpness that disagree.
fn looked(request: &AroundRequest) -> Report {
    let luck = 1.0 + 0.1 * (request.pair[0].seed % 7) as f64;
    let at = |k: usize, of: usize| 2.0 * k as f64 / (of - 1) as f64;
    let around = match request.look {
        Look::Line => Around::Line(
            (0..LINE)
                .map(|k| {
                    let x = at(k, LINE) - 0.5;
                    let rise = 5.0 * (x * (1.0 - x)).powi(2);
                    [x, 0.05 + rise, 1.0 - 0.4 * rise, 1.1 + 0.7 * rise, 0.75 - 0.3 * rise]
                })
                .collect(),
        ),
        Look::Plane => {
            let half = [(11.0, 11.0), (14.0, 9.0)][request.at];
            let steep = [1.0, 3.0][request.at];
            let loss = |(x, y): (f64, f64)| 0.05 + steep * (x * x + 0.4 * y * y + 0.3 * x * y * y);
            let places = (0..SIDE * SIDE).map(|k| (at(k % SIDE, SIDE) - 1.0, at(k / SIDE, SIDE) - 1.0));
            let path = (0..40).map(|k| {
                let (to, turn) = (1.0 - f64::from(k) / 39.0, 0.2 * f64::from(k));
                (0.7 * half.0 * to * turn.cos(), 0.6 * half.1 * to * turn.sin())
            });
            Around::Plane(Plane {
                half,
                losses: places.map(loss).collect(),
                path: path.collect(),
                shares: [0.011, 0.006],
            })
        }
        Look::Sharpness => {
            let of = |eigenvalue: f64, boxed: f64| Sharpness { eigenvalue, residual: 1e-3, boxed };
            Around::Sharpness([of(1.5 * luck, 0.33), of(9.0 * luck * luck, 0.19 * luck)])
        }
    };
    Report::Plain(AroundReport { progress: 1.0, around }.to_value())
}

/// A made-up run with an idea for large batches: the nearer its rate is to one in proportion to the batch size, the better.
fn entered(description: &Value) -> Report {
    let request = EntryRequest::from_value(description).unwrap();
    let (size, epochs) = (request.size as f64, request.epochs as f64);
    let lamb = if request.optimizer == EntryRule::Lamb { 0.1 } else { 1.0 };
    let off = (request.rate / (lamb * 0.02 * size / 32.0)).log10();
    let better = if request.swap > 0 { 0.015 } else { 0.0 };
    let own = [0.0, 0.006, -0.004, 0.002, -0.006]
        [(request.seed + request.optimizer as u64 + request.warmup) as usize % 5];
    let end = (0.957 - 2.4e-5 * size - 0.18 * off * off + better + own).clamp(0.1, 1.0);
    let moment = |epoch: u64| end - (end - 0.1) * (-9.0 * epoch as f64 / epochs).exp();
    let report = EntryReport {
        progress: 1.0,
        epochs: (0..=request.epochs).map(|epoch| [moment(epoch) + 0.01, moment(epoch)]).collect(),
        ended: true,
        diverged: false,
        seconds: Some(1e-3 * epochs * (1.0 + 2.0 / size)),
    };
    Report::Plain(report.to_value())
}

fn found(request: &Request) -> Vec<Report> {
    let Request::Plain(description) = request else { return job::finish(request) };
    if description.get("name").and_then(Value::as_text) == Some("file") {
        return vec![Report::Plain(map([("name", "file".into()), ("progress", 1.0.into())]))];
    }
    if description.get("name").and_then(Value::as_text) == Some("timing") {
        return vec![timed(description)];
    }
    match description.get("name").and_then(Value::as_text) {
        Some("solution") => return vec![solved(&SolutionRequest::from_value(description).unwrap())],
        Some("around") => return vec![looked(&AroundRequest::from_value(description).unwrap())],
        Some("entry") => return vec![entered(description)],
        _ => {}
    }
    let request = TrainingRequest::from_value(description).unwrap();
    if request.data == Set::Digits && request.updates * request.size as u64 <= MOST {
        return job::finished(downhill_network::job::begin(description).unwrap().unwrap());
    }
    let accuracy = 1.0 - (request.size as f64 / 16_000.0) - 1e-3 * (request.seed % 7) as f64;
    let (end, glimpses) = (Some([accuracy, 0.97 * accuracy]), Vec::new());
    let report = TrainingReport { progress: 1.0, end, diverged: false, glimpses };
    vec![Report::Plain(report.to_value())]
}
