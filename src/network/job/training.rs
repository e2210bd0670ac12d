//! One run of one network: `{ name: "training", data, hidden, optimizer, rate, size, updates, seed, inside }`.

use super::report::{Glimpse, Shown, TrainingReport};
use super::{Ready, ready};
use crate::data::{Part, Set};
use crate::network::Room;
use crate::training::{Recipe, Status, Training};
use downhill_engine::fields::{FieldError, Fields};
use downhill_engine::job::{Job, Report};
use downhill_engine::named;
use downhill_engine::named::Named;
use downhill_engine::optimizer::{self, Layers};
use downhill_engine::param::{Choice, Param};
use downhill_engine::value::{Value, map};
use std::rc::Rc;

pub(super) const NAME: &str = "training";

/// Moments at which a run is looked into, most of them early: there it changes most.
pub const GLIMPSES: usize = 24;
/// Hidden units that are shown.
pub const UNITS: usize = 8;
/// Examples of the batch that are shown, and of those that validate.
const BATCH: usize = 8;
const SEEN: usize = 16;
/// Multiplications of one portion: a few milliseconds.
const PORTION: f64 = 1.2e7;
named! {
    /// The rules that networks are trained by here.
    pub enum Rule {
        /// Plain descent on the gradient of the batch.
        Sgd = "sgd",
        /// Heavy-ball momentum of .9.
        Momentum = "momentum",
        /// Adam with its usual settings.
        Adam = "adam",
    }
}

static DATA: Choice<Set> = Choice::new("data");
static OPTIMIZER: Choice<Rule> = Choice::new("optimizer");
const HIDDEN: Param = Param::integer("hidden", 1.0, 4096.0, "32");
const RATE: Param = Param::number("rate", 0.0, 1e6, 0.01, "0.1");
const SIZE: Param = Param::integer("size", 1.0, 10_000.0, "16");
const UPDATES: Param = Param::integer("updates", 1.0, 10_000_000.0, "1280");
const SEED: Param = Param::integer("seed", 0.0, 4_294_967_295.0, "1");
const INSIDE: Param = Param::integer("inside", 0.0, 1.0, "0");
const FIELDS: &[&str] = &["name", "data", "hidden", "optimizer", "rate", "size", "updates", "seed", "inside"];

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrainingRequest {
    /// The digits.
    pub data: Set,
    /// Rectified units of the one hidden layer.
    pub hidden: usize,
    /// The rule of the updates.
    pub optimizer: Rule,
    /// Learning rate η.
    pub rate: f64,
    /// Batch size; batches are reshuffled every epoch.
    pub size: usize,
    /// How many updates are made.
    pub updates: u64,
    /// Chance of the first weights and of the batches.
    pub seed: u64,
    /// Whether the run is looked into on its way.
    pub inside: bool,
}

impl TrainingRequest {
    /// The request as plain data.
    pub fn to_value(&self) -> Value {
        map([
            ("name", NAME.into()),
            ("data", self.data.name().into()),
            ("hidden", (self.hidden as f64).into()),
            ("optimizer", self.optimizer.name().into()),
            ("rate", self.rate.into()),
            ("size", (self.size as f64).into()),
            ("updates", (self.updates as f64).into()),
            ("seed", (self.seed as f64).into()),
            ("inside", f64::from(u8::from(self.inside)).into()),
        ])
    }
    /// The request of plain data; what is left out has its default.
    ///
    /// # Errors
    /// A field is unknown or out of range.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("job", value, FIELDS)?;
        Ok(Self {
            data: fields.choice(&DATA)?,
            hidden: fields.number(&HIDDEN)? as usize,
            optimizer: fields.choice(&OPTIMIZER)?,
            rate: fields.number(&RATE)?,
            size: fields.number(&SIZE)? as usize,
            updates: fields.number(&UPDATES)? as u64,
            seed: fields.number(&SEED)? as u64,
            inside: fields.number(&INSIDE)? > 0.0,
        })
    }
}

/// Moments at which a run of so many updates is looked into: the start, then ever further apart.
fn moments(updates: u64) -> Vec<u64> {
    let share = |k: usize| k as f64 / (GLIMPSES - 1) as f64;
    let mut moments: Vec<u64> =
        (0..GLIMPSES).map(|k| (updates as f64 * share(k) * share(k)).round() as u64).collect();
    moments.dedup();
    moments
}

/// Some examples that train, as they are: a page of so many, counted round and round. None where the data are not here.
pub fn page(set: Set, page: usize, size: usize) -> Vec<Shown> {
    let Ok(ready) = ready(set) else { return Vec::new() };
    let (chosen, labels) = (&ready.chosen.0, ready.data.train.labels());
    let place = |k: usize| (page * size + k) % chosen.len();
    (0..size).map(place).map(|k| ready.shown(chosen[k], labels[k], labels[k])).collect()
}

struct Run {
    request: TrainingRequest,
    ready: Rc<Ready>,
    training: Training,
    /// Updates of one portion.
    portion: u64,
    room: Room,
    moments: Vec<u64>,
    glimpses: Vec<Glimpse>,
}

pub(super) fn begin(description: &Value) -> Result<impl Job + 'static, String> {
    let request = TrainingRequest::from_value(description).map_err(|error| error.to_string())?;
    let ready = ready(request.data).map_err(|missing| missing.to_string())?;
    let rule = map([("name", request.optimizer.name().into())]);
    let (optimizer, _) = optimizer::single(&rule, Layers::One).map_err(|error| error.to_string())?;
    let size = request.size.min(ready.data.train.len());
    // Only the end is measured; what is looked at on the way is measured there.
    let recipe = Recipe {
        layers: vec![request.hidden],
        optimizer,
        every: u64::MAX,
        ..Recipe::sgd(request.rate, size, request.updates, request.seed)
    };
    let shape = recipe.shape(&ready.data);
    let each = 3.0 * (size * shape.parameters()) as f64;
    Ok(Run {
        request,
        training: Training::new(ready.data.clone(), recipe),
        portion: (PORTION / each).max(1.0) as u64,
        room: Room::new(&shape),
        moments: if request.inside { moments(request.updates) } else { Vec::new() },
        glimpses: Vec::new(),
        ready,
    })
}

impl Run {
    fn ended(&self) -> bool {
        self.training.status() != Status::Running
    }
    /// Looks into the network as it is now.
    fn look(&mut self) {
        let Self { ready, training, room, .. } = self;
        let (network, data) = (training.network(), &ready.data);
        let answers = network.classify(&data.validation, room);
        let labels = data.validation.labels();
        let (wrong, right): (Vec<usize>, Vec<usize>) =
            (0..labels.len()).partition(|&i| answers[i] != labels[i]);
        let seen = wrong.iter().chain(&right).take(SEEN);
        let seen = seen.map(|&i| ready.shown(ready.chosen.1[i], labels[i], answers[i])).collect();
        let drawn: Vec<usize> = training.batch().iter().copied().take(BATCH).collect();
        let mut part = Part::new(data.features);
        for &i in &drawn {
            let numbers: &[f32] = bytemuck::cast_slice(data.train.input(i));
            part.push(numbers.iter().copied(), data.train.labels()[i]);
        }
        let taken_for = network.classify(&part, room);
        let batch = drawn.iter().zip(taken_for);
        let batch = batch.map(|(&i, answer)| ready.shown(ready.chosen.0[i], data.train.labels()[i], answer));
        let batch = batch.collect();
        let (parameters, side) = (network.parameters(), ready.images.side);
        let hidden = self.request.hidden;
        let unit = |unit: usize| {
            let weights = (0..data.features).map(|i| f64::from(parameters[i * hidden + unit]));
            let small = small(&weights.collect::<Vec<_>>(), side);
            let most = small.iter().fold(f64::MIN_POSITIVE, |most, w| most.max(w.abs()));
            small.into_iter().map(|w| w / most).collect()
        };
        let glimpse = Glimpse {
            update: training.update(),
            train: network.measure(&data.train, room),
            validation: network.measure(&data.validation, room),
            units: (0..hidden.min(UNITS)).map(unit).collect(),
            batch,
            seen,
            mistakes: wrong.len(),
        };
        self.glimpses.push(glimpse);
    }
}

impl Ready {
    fn shown(&self, i: usize, label: u8, answer: u8) -> Shown {
        let size = self.images.side * self.images.side;
        let top = f64::from(self.images.top);
        let pixels: Vec<f64> =
            self.images.pixels[i * size..][..size].iter().map(|x| f64::from(*x) / top).collect();
        Shown { pixels: small(&pixels, self.images.side), label, answer }
    }
}

/// A square picture as it is shown: one of 28 × 28 as half of that, each shade the mean of four.
fn small(pixels: &[f64], side: usize) -> Vec<f64> {
    if side < 16 {
        return pixels.to_vec();
    }
    let half = side / 2;
    let mean = |k: usize| {
        let at = 2 * (k / half) * side + 2 * (k % half);
        (pixels[at] + pixels[at + 1] + pixels[at + side] + pixels[at + side + 1]) / 4.0
    };
    (0..half * half).map(mean).collect()
}

impl Job for Run {
    fn work(&mut self) -> bool {
        let (update, next) = (self.training.update(), self.moments.get(self.glimpses.len()).copied());
        if next == Some(update) {
            self.look();
            return self.ended() && self.glimpses.len() == self.moments.len();
        }
        let portion = next.map_or(self.portion, |next| self.portion.min(next - update));
        self.training.step(portion);
        self.ended()
            && (self.training.status() == Status::Diverged || self.glimpses.len() == self.moments.len())
    }
    fn report(&mut self) -> Report {
        let end = self.training.history().last().filter(|_| self.ended());
        let report = TrainingReport {
            progress: self.progress(),
            end: end.map(|end| [end.train.accuracy, end.validation.accuracy]),
            diverged: self.training.status() == Status::Diverged,
            glimpses: self.glimpses.clone(),
        };
        Report::Plain(report.to_value())
    }
    fn progress(&self) -> f64 {
        if self.ended() { 1.0 } else { self.training.update() as f64 / self.request.updates as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill_engine::job;
    use proptest::prelude::*;

    prop_compose! {
        fn requests()(data in prop::sample::select(vec![Set::Digits, Set::Mnist]), hidden in 1_usize..=4096,
                      optimizer in prop::sample::select(Rule::ROWS), rate in 0.0..3.0, size in 1_usize..=8000,
                      updates in 1_u64..=1_000_000, seed in 0_u64..=4_294_967_295, inside in any::<bool>()) -> TrainingRequest {
            TrainingRequest { data, hidden, optimizer: optimizer.1, rate, size, updates, seed, inside }
        }
    }

    proptest! {
        #[test]
        fn requests_survive_their_journey(request in requests()) {
            prop_assert_eq!(TrainingRequest::from_value(&request.to_value()), Ok(request));
        }
    }

    fn request(inside: bool) -> TrainingRequest {
        let (data, optimizer) = (Set::Digits, Rule::Sgd);
        TrainingRequest { data, hidden: 32, optimizer, rate: 0.1, size: 16, updates: 640, seed: 3, inside }
    }
    fn done(request: TrainingRequest) -> TrainingReport {
        let job = super::super::begin(&request.to_value()).unwrap().unwrap();
        let reports = job::finished(job);
        let [Report::Plain(report)] = &reports[..] else { unreachable!("one report stands for the whole") };
        TrainingReport::from_value(report).unwrap()
    }

    #[test]
    fn a_run_looked_into_is_the_same_run() {
        let (looked, plain) = (done(request(true)), done(request(false)));
        assert_eq!((looked.end, looked.diverged, looked.progress), (plain.end, false, 1.0));
        assert!(plain.glimpses.is_empty() && plain.end.unwrap()[1] > 0.9);
        let updates: Vec<u64> = looked.glimpses.iter().map(|glimpse| glimpse.update).collect();
        assert_eq!((updates.len(), updates[0], updates[GLIMPSES - 1]), (GLIMPSES, 0, 640));
        let (first, last) = (&looked.glimpses[0], &looked.glimpses[GLIMPSES - 1]);
        assert_eq!([last.train.accuracy, last.validation.accuracy], looked.end.unwrap());
        assert!(first.batch.is_empty() && last.batch.len() == BATCH);
        assert!(last.train.loss < first.train.loss && last.mistakes < first.mistakes);
        let wrong = last.seen.iter().filter(|shown| shown.label != shown.answer).count();
        assert_eq!((last.seen.len(), wrong), (SEEN, last.mistakes.min(SEEN)));
        assert!(last.units.len() == UNITS && last.units.iter().flatten().all(|w| w.abs() <= 1.0));
        assert!(last.units.iter().all(|unit| unit.iter().any(|w| w.abs() == 1.0)));
    }

    #[test]
    fn a_run_that_diverges_says_so() {
        let wild = done(TrainingRequest { rate: 1e6, inside: true, ..request(true) });
        assert!(wild.diverged && wild.progress == 1.0 && wild.end.is_some());
    }

    #[test]
    fn what_cannot_be_begun_says_why() {
        let begun = |value: Value| super::super::begin(&value).map(|begun| begun.err());
        assert!(begun(map([("name", "mining".into())])).is_none());
        let wrong = map([("name", NAME.into()), ("size", 0.0.into())]);
        assert!(begun(wrong).unwrap().unwrap().starts_with("job.size is 0"));
        let mnist = TrainingRequest { data: Set::Mnist, ..request(false) };
        assert!(begun(mnist.to_value()).unwrap().unwrap().contains("missing"));
    }

    #[test]
    fn pictures_are_halved_by_means() {
        let picture: Vec<f64> = (0..784).map(|k| f64::from(k % 28 / 2 + k / 56)).collect();
        let halved = small(&picture, 28);
        assert_eq!((halved.len(), halved[0], halved[15], halved[195]), (196, 0.0, 2.0, 26.0));
    }
}
