//! The reader's record of the lecture's table: the link of each comparison restores its run, and the run gives its numbers again, to
//! the bit.

#[path = "support/settle.rs"]
mod settle;

use downhill::job::{self, Request};
use downhill::scene::{self, Scene};
use downhill::value::Value;
use settle::settle;

type Query = Vec<(String, String)>;

/// A figure, settings that are not the usual ones and soon measured, and the comparisons that come of it.
type Measured = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

const MEASURED: [Measured; 9] = [
    ("noise", &[("seed", "5"), ("learning-rate", "0.06")], &["gradient"]),
    ("cost", &[("repeats", "5")], &["update-alone", "epoch-alone"]),
    ("cost", &[("way", "workers"), ("workers", "4")], &["update-together", "epoch-together"]),
    ("cost", &[("way", "gpu"), ("repeats", "9")], &["update-gpu", "epoch-gpu"]),
    ("accuracy", &[("epochs", "1"), ("seed", "3")], &["epochs"]),
    ("accuracy", &[("epochs", "1"), ("budget", "updates"), ("optimizer", "momentum")], &["updates"]),
    ("accuracy", &[("epochs", "1"), ("tuning", "tuned"), ("learning-rate", "0.2")], &["tuned"]),
    ("generalization", &[("examples", "50"), ("hidden", "32"), ("pairs", "5"), ("seed", "9")], &["clean"]),
    (
        "generalization",
        &[("examples", "50"), ("hidden", "32"), ("pairs", "5"), ("wrong-labels", "10"), ("small-batch", "8")],
        &["wrong"],
    ),
];

/// Does what a scene wants done: trains networks, and makes up how long updates take.
fn work(figure: &mut dyn Scene) {
    loop {
        let jobs = figure.jobs();
        let trained = |request: &Request| match request {
            Request::Plain(description) => downhill_network::job::begin(description),
            _ => None,
        };
        if jobs.iter().all(|(_, request)| trained(request).is_none()) {
            return settle(figure);
        }
        for (key, request) in jobs {
            if let Some(begun) = trained(&request) {
                job::finished(begun.unwrap()).into_iter().for_each(|report| figure.receive(&key, report));
            }
        }
    }
}

/// What a figure at these settings enters into a record that was empty: the comparisons, each with the settings that its link has, and
/// the lines of the table, their numbers in words.
fn entered(figure: &str, query: &Query) -> (Vec<(Value, Query)>, Vec<String>) {
    let (figure, query) = (figure.to_owned(), query.clone());
    // A thread has a record of its own.
    let reader = std::thread::spawn(move || {
        let mut scene = scene::new(&figure).unwrap();
        assert!(scene.load(&query).is_empty(), "{figure}: {query:?}");
        scene.deepen(true);
        scene.complete();
        scene.command("measure", None);
        work(scene.as_mut());
        let outcomes =
            scene::recorded(&Value::Null).get("outcomes").and_then(Value::as_list).unwrap().to_vec();
        let table = scene::new("trade-offs").unwrap().ledger();
        let cells: Vec<_> =
            table.into_iter().flat_map(|row| row.cells).filter(|cell| cell.standing.is_some()).collect();
        assert_eq!(outcomes.len(), cells.len());
        assert!(cells.iter().all(|cell| cell.scene == figure), "{figure}");
        let said = cells.iter().map(|cell| format!("{:?}", cell.said)).collect();
        let links = cells.into_iter().map(|cell| cell.query);
        (outcomes.into_iter().zip(links).collect::<Vec<_>>(), said)
    });
    reader.join().unwrap()
}

#[test]
fn the_link_of_every_comparison_gives_its_numbers_again() {
    let mut seen = Vec::new();
    for (figure, settings, comparisons) in MEASURED {
        let text = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let query: Query = settings.iter().map(text).collect();
        let (outcomes, said) = entered(figure, &query);
        let name = |(outcome, _): &(Value, Query)| {
            outcome.get("cell").and_then(Value::as_text).unwrap_or_default().to_owned()
        };
        assert_eq!(outcomes.iter().map(name).collect::<Vec<_>>(), comparisons, "{figure}: {settings:?}");
        for (_, link) in &outcomes {
            assert!(settings.iter().all(|pair| link.contains(&text(pair))), "{figure}: {link:?}");
            let (again, said_again) = entered(figure, link);
            assert_eq!(again, outcomes, "{figure}: {settings:?}");
            assert_eq!(said_again, said, "{figure}: {settings:?}");
        }
        seen.extend(comparisons);
    }
    // None was forgotten.
    let all = scene::recorded(&Value::Null);
    let all = all.get("comparisons").and_then(Value::as_list).unwrap().to_vec();
    assert!(all.iter().filter_map(Value::as_text).all(|name| seen.contains(&name)), "{all:?}");
}
