//! Scenes whose objective is chosen from the catalogue, or written by the reader.

use super::critical::symbol;
use super::stage::Stage;
use super::{Args, Label, Race, Readout, Settings, Side};
use crate::analysis::{Found, Verdict, critical_points};
use crate::chart::{Mark, Of, Picture, faint, ink};
use crate::objective::{self, DATA_SET, EXPRESSION, Holes, Objective, POINTS};
use crate::param::{Given, Param};
use crate::value::Value;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// What makes an objective that is the reader's own.
pub(super) static OWN: &[&Param] =
    &[&objective::TEXT, &objective::PARAMETERS, &objective::DOMAIN, &POINTS, &DATA_SET.param];
/// What else it has where it speaks of data.
pub(super) static DATA: &[&Param] = &[&DATA_SET.param];
/// The learning rate of a formula that is not read yet: one that nobody sets.
const UNREAD: &str = "0.000001";

/// Whether the objective is the reader's own.
pub(super) fn is_own(choice: &Param, settings: &Settings) -> bool {
    settings.text(choice) == EXPRESSION
}
/// Whether a parameter is part of the reader's own objective.
pub(super) fn makes_own(param: &Param) -> bool {
    OWN.iter().any(|own| own.name == param.name)
}

/// The objective that stands, by its name and parameters; none at first.
#[derive(Default)]
pub(super) struct Built {
    wanted: Vec<String>,
    /// The learning rate that suits it.
    pub(super) rate: &'static str,
    /// Of the map that was looked at last.
    holes: RefCell<(u64, Rc<Holes>)>,
    /// Critical points of a formula, searched when a map first shows them; none of a function that has its own list.
    found: OnceCell<Vec<Found>>,
}

impl Built {
    /// The objective that is set, where it is another one than stands. One that cannot be read leaves the other standing.
    pub(super) fn renew(&mut self, choice: &Param, settings: &Settings) -> Option<Rc<dyn Objective>> {
        self.rate = rate(choice, settings);
        let entry = objective::chosen(settings.text(choice));
        let own = is_own(choice, settings);
        let params = if own { OWN } else { entry.params };
        let mut wanted: Vec<String> = params.iter().map(|param| settings.text(param).to_owned()).collect();
        wanted.push(entry.name.to_owned());
        if wanted == self.wanted {
            return None;
        }
        let built = if own { objective::written(settings, false)?.0 } else { entry.build(settings) };
        self.wanted = wanted;
        self.found = if own { OnceCell::new() } else { OnceCell::from(Vec::new()) };
        Some(built)
    }
    fn holes(&self, stage: &Stage) -> Rc<Holes> {
        let mut known = self.holes.borrow_mut();
        // Looks are counted from 0, and what is first here is of none.
        let looks = stage.looks() + 1;
        if known.0 != looks {
            let (field, (x, y)) = (stage.field(), stage.map_axes());
            let some = field.values().iter().any(|value| value.is_nan());
            let ranges = [(x.low, x.high), (y.low, y.high)];
            let found = some.then(|| objective::holes(stage.objective().as_ref(), ranges, field.size().0));
            *known = (looks, Rc::new(found.unwrap_or_default()));
        }
        known.1.clone()
    }
    /// The map of a stage; that of a formula has the critical points of its domain besides the lowest place, which every map has.
    pub(super) fn marked(&self, stage: &Stage) -> Picture {
        let objective = stage.objective().as_ref();
        let domain = objective.domain();
        let found = self.found.get_or_init(|| critical_points(objective, [domain[0], domain[1]]));
        let lowest = objective.critical_points();
        let near = |a: f64, b: f64, (low, high): (f64, f64)| (a - b).abs() < 1e-3 * (high - low);
        let new = |found: &&Found| {
            let (x, y) = found.reading.at;
            let there = |theta: &[f64]| near(x, theta[0], domain[0]) && near(y, theta[1], domain[1]);
            !lowest.iter().any(|known| there(&known.theta))
        };
        let mark = |found: &Found| {
            let (shape, of) = symbol(found.reading.verdict);
            let least = found.reading.verdict == Verdict::Minimum;
            Mark::dots(
                vec![found.reading.at],
                shape,
                4.0,
                if least { ink(of) } else { faint(Of::Muted, 0.8) },
            )
        };
        stage.map().with(found.iter().filter(new).map(mark))
    }
    /// A map with what covers the places without value, under all that is marked on it.
    pub(super) fn covered(&self, stage: &Stage, mut map: Picture) -> Picture {
        let bars = self.holes(stage).parts.clone();
        if !bars.is_empty() {
            map.marks.insert(0, Mark::Bars { bars, ink: ink(Of::Page) });
        }
        map
    }
    /// Words on the map about places without value, where the first run has the colour `first`.
    pub(super) fn hollow(&self, stage: &Stage, race: &Race, first: usize) -> Vec<Label> {
        let label = |at, side, of, key, args| Label { panel: 0, at, side, of, key, args };
        let hole =
            self.holes(stage).middle.map(|at| label(at, Side::Upon, Of::Muted, "label.hole", Vec::new()));
        let end = undefined(race).map(|(run, update, at)| {
            let (place, of) = ((at[0], at[1]), Of::Run(run + first));
            label(place, Side::Right, of, "label.undefined", undefined_args(update))
        });
        hole.into_iter().chain(end).collect()
    }
}

/// A learning rate at which plain gradient descent makes good progress.
pub(super) fn rate(choice: &Param, settings: &Settings) -> &'static str {
    if is_own(choice, settings) {
        return objective::written(settings, false).map_or(UNREAD, |own| own.1);
    }
    objective::chosen(settings.text(choice)).rate
}
/// Whether a learning rate is that one.
pub(super) fn stands(param: &Param, settings: &Settings, rate: &str) -> bool {
    settings.text(param) == param.parse(rate).0
}

/// Rows of live numbers that tell of a run at a place without value that it is one.
pub(super) fn told(race: &Race, mut rows: Vec<Readout>) -> Vec<Readout> {
    for (row, lane) in rows.iter_mut().zip(&race.lanes) {
        if row.diverged_at.is_some() && lane.run().undefined() {
            row.args.push(("undefined", true.into()));
        }
    }
    rows
}

/// The first run that has come to a place without value by now: which one, the update, and the last place that has coordinates.
pub(super) fn undefined(race: &Race) -> Option<(usize, u64, Vec<f64>)> {
    let time = race.clock.time();
    race.lanes.iter().enumerate().find_map(|(index, lane)| {
        let at = lane.diverged_at(time).filter(|_| lane.run().undefined())?;
        let points = lane.trace().points().iter().rev();
        let last = points.map(|point| &point.theta).find(|theta| theta.iter().all(|x| x.is_finite()))?;
        Some((index, at, last.clone()))
    })
}

/// The sentence about it.
pub(super) fn undefined_args(at: u64) -> Args {
    vec![("update", Value::Number(at as f64))]
}

#[cfg(test)]
mod tests {
    use super::super::{Scene, new};
    use super::*;
    use crate::chart::Shape;
    use crate::param::Kind;

    fn loaded(id: &str, query: &[(&str, &str)]) -> Box<dyn Scene> {
        let mut scene = new(id).unwrap();
        let query: Vec<_> =
            query.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        assert_eq!(scene.load(&query), []);
        scene
    }
    fn query(scene: &dyn Scene, name: &str) -> Option<String> {
        scene.query().into_iter().find(|(own, _)| own == name).map(|(_, text)| text)
    }
    fn own(text: &str) -> Box<dyn Scene> {
        loaded("lab", &[("objective", EXPRESSION), ("text", text)])
    }

    #[test]
    fn the_rate_follows_what_is_typed_until_the_reader_sets_one() {
        let mut scene = own("x^2 + y^2");
        assert_eq!(query(&*scene, "runs"), None);
        scene.set("text", "100x^2 + y^2", None);
        assert_eq!(query(&*scene, "runs"), None, "it is the usual one of the other text");
        scene.set("learning-rate", "0.003", Some(0));
        scene.set("text", "x^2 + y^2", None);
        let runs = query(&*scene, "runs").unwrap();
        assert!(runs.contains("sgd,learning-rate:0.003~momentum,learning-rate:0.2"), "{runs}");
    }

    #[test]
    fn formulas_over_data_have_batches_and_a_choice_of_data() {
        let names =
            |scene: &dyn Scene| scene.controls().iter().map(|control| control.name).collect::<Vec<_>>();
        let (sum, plain) = (names(&*own("(x + y*a_i - b_i)^2")), names(&*own("x^2 + y^2")));
        for name in ["data", "batch-size"] {
            assert!(sum.contains(&name) && !plain.contains(&name), "{name}");
        }
    }

    /// Three points on the line 1 + 2x: nothing is left of the loss there.
    #[test]
    fn a_formula_is_a_sum_over_points_of_the_readers_own() {
        let set = [("objective", EXPRESSION), ("text", "(x + y*a_i - b_i)^2"), ("points", "0,1,1,3,2,5")];
        let mut scene =
            loaded("lab", &[&set[..], &[("start", "1,2"), ("runs", "sgd,batch-size:20")]].concat());
        assert_eq!(query(&*scene, "points").as_deref(), Some("0,1,1,3,2,5"));
        let value = |scene: &dyn Scene, key: &str| {
            let values = &scene.readouts()[0].values;
            values.iter().find(|(own, _)| *own == key).map(|(_, text)| text.clone())
        };
        assert_eq!(value(&*scene, "readout.loss").as_deref(), Some("0.00"));
        let size = |scene: &dyn Scene| {
            let all = scene.controls();
            let control = all.iter().find(|control| control.name == "batch-size").unwrap();
            match control.param.unwrap().kind {
                Kind::Integer { max, .. } => (max, control.value.clone()),
                _ => panic!(),
            }
        };
        assert_eq!(size(&*scene), (3.0, "3".to_owned()));
        let many: Vec<String> = (0..30).map(|k| format!("{k},{}", 1 + 2 * k)).collect();
        scene.set("points", &many.join(","), None);
        scene.set("batch-size", "30", Some(0));
        assert_eq!(size(&*scene), (30.0, "30".to_owned()));
        scene.set("data", "linreg20", None);
        assert_eq!((query(&*scene, "points"), size(&*scene).0), (None, 20.0));
        assert_eq!(scene.set("points", "1,2,3", None).unwrap().key, "notice.points");
    }

    #[test]
    fn a_run_that_comes_to_a_place_without_value_says_so_there() {
        let mut scene = loaded(
            "lab",
            &[
                ("objective", EXPRESSION),
                ("text", "sqrt(x) + y^2"),
                ("start", "0.1,1"),
                ("runs", "sgd,learning-rate:0.5"),
            ],
        );
        assert_ne!(scene.describe().0, "describe.undefined", "not before it has come there");
        scene.complete();
        assert_eq!(scene.describe().0, "describe.undefined");
        let labels = scene.labels();
        let ended = labels.iter().find(|label| label.key == "label.undefined").unwrap();
        assert!(ended.at.0.is_finite() && ended.at.1.is_finite());
        assert!(scene.readouts()[0].args.iter().any(|(name, _)| *name == "undefined"));
        let diverged = loaded("lab", &[("runs", "sgd,learning-rate:1")]);
        assert!(diverged.readouts().iter().all(|row| row.args.iter().all(|(name, _)| *name != "undefined")));
    }

    /// What is covered is what has no value, to a part of a cell.
    #[test]
    fn holes_are_where_there_is_no_value() {
        let hollow = |text: &str| {
            let scene = own(text);
            let picture = scene.picture(0, super::super::Layer::Still);
            let corners = picture.marks.iter().flat_map(|mark| match mark {
                Mark::Bars { bars, .. } => {
                    bars.iter().flat_map(|[l, r, b, t]| [(*l, *b), (*r, *t)]).collect()
                }
                _ => Vec::new(),
            });
            let words = scene.labels().iter().any(|label| label.key == "label.hole");
            (corners.collect::<Vec<(f64, f64)>>(), words)
        };
        assert_eq!(hollow("x^2 + y^2"), (Vec::new(), false));
        let (corners, said) = hollow("sqrt(1 - x^2 - y^2)");
        let inner = corners.iter().map(|(x, y)| libm::hypot(*x, *y)).fold(f64::INFINITY, f64::min);
        assert!(said && (inner - 1.0).abs() < 0.02, "{inner}");
        assert!(hollow("sqrt(-1 - x^2) + y").1, "nothing has a value");
    }

    /// Built-in functions mark those that they list.
    #[test]
    fn the_map_marks_critical_points() {
        let marks = |scene: &dyn Scene| {
            let picture = scene.picture(0, super::super::Layer::Still);
            let count = |of: Shape| {
                let points = picture.marks.iter().filter_map(|mark| match mark {
                    Mark::Dots { points, shape, .. } if *shape == of => Some(points.len()),
                    _ => None,
                });
                points.sum::<usize>()
            };
            [Shape::Plus, Shape::Cross, Shape::Triangle].map(count)
        };
        let himmelblau = own("(x^2 + y - 11)^2 + (x + y^2 - 7)^2");
        assert_eq!(marks(&*himmelblau), [4, 4, 1]);
        assert_eq!(marks(&*own("x^3/3 - x + y^2")), [1, 1, 0]);
        assert_eq!(marks(&*own("x + y")), [0; 3]);
        assert_eq!(marks(&*loaded("lab", &[("objective", "product")])), [0, 1, 0], "its minima fill a line");
    }

    /// Loss is counted from the lowest value, whatever part of the plane is shown.
    #[test]
    fn the_loss_is_shown_above_the_lowest_value() {
        let excess = |scene: &dyn Scene| {
            let values = &scene.readouts()[0].values;
            values.iter().find(|(key, _)| *key == "readout.excess").map(|(_, text)| text.clone())
        };
        for domain in ["", "-9,-8,-1,1"] {
            let set = [("objective", EXPRESSION), ("text", "(x - 1)^2 + 3y^2 - 7"), ("start", "0,0")];
            let scene = loaded("lab", &[&set[..], &[("domain", domain)][..]].concat());
            assert_eq!(excess(&*scene).as_deref(), Some("1.00"), "{domain}");
        }
        assert_eq!(excess(&*own("x^3 - 3x*y^2")), None, "it goes down for ever");
    }

    #[test]
    fn a_text_that_is_no_formula_leaves_the_one_before() {
        let mut scene = own("x^2 + y^2");
        let field = |scene: &dyn Scene| scene.picture(0, super::super::Layer::Still).field;
        let before = field(&*scene);
        scene.set("text", "x^2 +", None);
        assert!(before.is_some() && field(&*scene) == before);
        scene.set("text", "x^2 + y", None);
        assert!(field(&*scene) != before);
    }

    #[test]
    fn a_domain_that_is_given_is_shown() {
        let scene = loaded("lab", &[("objective", EXPRESSION), ("domain", "1,2,10,12")]);
        let (x, y) = scene.axes(0);
        assert!(x.low <= 1.0 && x.high >= 2.0 && y.low <= 10.0 && y.high >= 12.0 && y.high - y.low < 3.0);
    }
}
