use super::rows::standing;
use super::*;
use crate::analysis::Estimate;
use crate::scene::record::{Cell, Outcome};

/// A comparison that came to this.
fn found(cell: Cell, value: f64, standing: Standing) {
    record::keep(Outcome {
        cell,
        query: vec![("seed".to_owned(), "7".to_owned())],
        sizes: [16.0, 1024.0],
        values: [0.9, 0.5],
        difference: Estimate { value, low: 0.9 * value, high: 1.1 * value },
        standing,
        repeats: 5,
    });
}

/// All that every machine can measure; training falls after equal epochs and rises after equal updates.
fn measured() {
    use Standing::{Fails, Holds};
    for (cell, value, standing) in [
        (Cell::UpdateAlone, 700.0, Holds),
        (Cell::UpdateTogether, 4.0, Fails),
        (Cell::EpochAlone, 0.7, Holds),
        (Cell::EpochTogether, 0.04, Holds),
        (Cell::Gradient, 0.9, Holds),
        (Cell::Epochs, 0.5, Holds),
        (Cell::Updates, -0.06, Fails),
        (Cell::Clean, 0.001, Fails),
        (Cell::Wrong, 0.026, Holds),
    ] {
        found(cell, value, standing);
    }
}

fn settings(pairs: &[(&str, &str)]) -> This {
    let mut scene = This::new();
    for (name, value) in pairs {
        assert_eq!(scene.set(name, value, None), None);
    }
    scene
}

#[test]
fn nothing_is_measured_before_it_is_asked_for_and_nothing_is_shown_that_was_not() {
    let scene = This::new();
    assert!(scene.jobs().is_empty() && scene.progress().is_none());
    assert!(scene.ledger().iter().flat_map(|row| &row.cells).all(|cell| cell.standing.is_none()));
    assert!(scene.ledger().iter().all(|row| row.standing.is_none() && !row.cells.is_empty()));
    assert!(scene.measured().marks.is_empty());
    assert_eq!(scene.prediction().and_then(|asked| asked.verdict), None);
}

#[test]
fn a_row_stands_as_what_was_measured_for_it() {
    let row = |cells: &[Cell]| standing(cells);
    let both = [Cell::Epochs, Cell::Updates, Cell::Tuned];
    found(Cell::Epochs, 0.5, Standing::Holds);
    assert_eq!(row(&both), None, "a part is no whole");
    found(Cell::Updates, 0.1, Standing::Holds);
    assert_eq!(row(&both), Some(Standing::Holds));
    found(Cell::Updates, -0.1, Standing::Fails);
    assert_eq!(row(&both), Some(Standing::Conditional), "it depends on what is held equal");
    assert_eq!(row(&[Cell::UpdateAlone]), None);
    found(Cell::EpochAlone, 0.9, Standing::Unclear);
    found(Cell::EpochTogether, 0.1, Standing::Holds);
    let epochs = [Cell::EpochAlone, Cell::EpochTogether];
    assert_eq!(row(&epochs), Some(Standing::Unclear), "that one line is not clear is no dependence");
    found(Cell::EpochAlone, 2.0, Standing::Fails);
    assert_eq!(row(&epochs), Some(Standing::Conditional));
}

#[test]
fn the_verdict_counts_the_rows() {
    measured();
    let scene = This::new();
    let asked = scene.prediction().unwrap();
    assert!(asked.choices.is_empty(), "what is in sight is not asked");
    let (key, args) = asked.verdict.unwrap();
    let number = |name: &str| args.iter().find(|(other, _)| *other == name).and_then(|(_, x)| x.as_number());
    // Update together does not, training and test accuracy depend, the other three agree.
    assert_eq!(
        (key, number("agree"), number("depend"), number("fail")),
        ("verdict.trade-offs", Some(3.0), Some(2.0), Some(1.0))
    );
    assert_eq!(asked.right, Some(2));
    let time = settings(&[("rows", "time")]);
    assert_eq!(time.prediction().unwrap().right, Some(1), "two of three");
    let table = scene.ledger();
    let cell = &table[4].cells[0];
    assert_eq!((cell.scene, cell.query[0].1.as_str(), cell.said.0), ("accuracy", "7", "said.epochs"));
    assert!(scene.lacking().is_empty() && !scene.busy());
}

#[test]
fn what_is_lacking_is_measured_one_after_the_other_and_can_be_given_up() {
    measured();
    let mut scene = settings(&[]);
    scene.command("measure", None);
    assert!(scene.jobs().is_empty(), "nothing is lacking");
    scene.command("measure-accuracy", None);
    let jobs = scene.jobs();
    assert!(!jobs.is_empty() && jobs.iter().all(|(key, _)| key.starts_with("3 ")));
    scene.command("measure-cost", None);
    assert!(scene.jobs().iter().all(|(key, _)| key.starts_with("1 ")), "times are taken alone");
    assert_eq!(scene.progress(), Some(0.0));
    scene.receive("9 nothing", Report::Plain(crate::value::Value::Null));
    scene.receive("nothing", Report::Plain(crate::value::Value::Null));
    scene.command("cancel", None);
    assert!(scene.jobs().is_empty() && scene.progress().is_none());
}

#[test]
fn noise_is_measured_here_and_now() {
    let mut scene = settings(&[]);
    scene.command("measure-noise", None);
    let outcome = record::of(Cell::Gradient).unwrap();
    assert_eq!((outcome.standing, outcome.repeats), (Standing::Holds, 100));
    assert!(outcome.values[0] > 0.5 && outcome.values[1] == 0.0);
    assert!(!scene.busy());
    // The link gives the number again.
    let mut again = crate::scene::new("noise").unwrap();
    again.load(&outcome.query);
    again.deepen(true);
    while !again.work(1000) {}
    assert_eq!(record::of(Cell::Gradient), Some(outcome));
}

#[test]
fn the_picture_has_a_row_for_each_of_the_table_in_the_colour_in_which_it_is_counted() {
    use crate::chart::Of;
    measured();
    let scene = This::new();
    let rows: Vec<_> = scene.labels().into_iter().filter(|label| label.key.starts_with("row.")).collect();
    let names: Vec<&str> = rows.iter().map(|label| label.key).collect();
    assert_eq!(names, ROWS.iter().map(|row| row.name).collect::<Vec<_>>());
    assert_eq!(scene.lecture().marks.len(), 3);
    // The numbers beside the dots, row by row: blue agrees, red does not, green depends.
    let mut colours: Vec<Of> = Vec::new();
    for standing in scene.standings() {
        colours.push(match standing.unwrap() {
            Standing::Holds => Of::Run(0),
            Standing::Fails => Of::Gradient,
            Standing::Conditional => Of::Run(2),
            Standing::Unclear => Of::Muted,
        });
    }
    let (_, args) = scene.prediction().unwrap().verdict.unwrap();
    for (name, colour) in [("agree", Of::Run(0)), ("fail", Of::Gradient), ("depend", Of::Run(2))] {
        let of = colours.iter().filter(|other| **other == colour).count();
        let counted = args.iter().find(|(other, _)| *other == name).and_then(|(_, x)| x.as_number());
        assert_eq!(counted, Some(of as f64), "{name}");
    }
    let said: Vec<_> = scene.labels().into_iter().filter(|label| label.key.starts_with("label.")).collect();
    let mut drawn: Vec<Of> = said.iter().map(|label| label.of).collect();
    drawn.dedup();
    colours.dedup();
    assert_eq!(drawn, colours);
}
