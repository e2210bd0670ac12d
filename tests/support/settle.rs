//! Does the work that a scene wants, as the page's workers do.

use downhill::job::{self, Report, Request};
use downhill::scene::Scene;
use downhill::value::{Value, map};
use downhill_network::data::Set;
use downhill_network::job::{TrainingReport, TrainingRequest};

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

fn found(request: &Request) -> Vec<Report> {
    let Request::Plain(description) = request else { return job::finish(request) };
    if description.get("name").and_then(Value::as_text) == Some("file") {
        return vec![Report::Plain(map([("name", "file".into()), ("progress", 1.0.into())]))];
    }
    if description.get("name").and_then(Value::as_text) == Some("timing") {
        return vec![timed(description)];
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
