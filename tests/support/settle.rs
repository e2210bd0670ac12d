//! Does the work that a scene wants, as the page's workers do.

use downhill::job::{self, Report, Request};
use downhill::scene::Scene;
use downhill::value::{Value, map};
use downhill_network::data::Set;
use downhill_network::job::{TrainingReport, TrainingRequest};

/// Examples that a run may learn from to be computed; what others come to is made up.
const MOST: u64 = 30_000;

/// Computes all that a scene wants computed: what is found may make it want more.
pub(crate) fn settle(scene: &mut dyn Scene) {
    while !scene.work(100_000) {}
    for _ in 0..4 {
        for (key, request) in scene.jobs() {
            found(&request).into_iter().for_each(|report| scene.receive(&key, report));
        }
    }
}

fn found(request: &Request) -> Vec<Report> {
    let Request::Plain(description) = request else { return job::finish(request) };
    if description.get("name").and_then(Value::as_text) == Some("file") {
        return vec![Report::Plain(map([("name", "file".into()), ("progress", 1.0.into())]))];
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
