//! Training from a description.

use super::{Recipe, Stop, Training};
use crate::data::Data;
use crate::shape::Activation;
use downhill_engine::experiment::SEED;
use downhill_engine::fields::{FieldError, Fields, error, numbers};
use downhill_engine::param::{Choice, Param};
use downhill_engine::schedule::Schedule;
use downhill_engine::value::Value;
use downhill_engine::{batch, optimizer, schedule};
use std::rc::Rc;

static ACTIVATION: Choice<Activation> = Choice::new("activation");
static EPOCHS: Param = Param::integer("epochs", 0.0, 1e6, "20");
static UPDATES: Param = Param::integer("updates", 0.0, 1e9, "0");
static LABEL_NOISE: Param = Param::number("label-noise", 0.0, 1.0, 0.1, "0");
static AVERAGE_FROM: Param = Param::integer("average-from", 1.0, 1e6, "1");
static EVERY: Param = Param::integer("every", 1.0, 1e6, "1");
static LOSS: Param = Param::number("loss", 0.0, f64::MAX, 0.1, "0");
static ACCURACY: Param = Param::number("accuracy", 0.0, 1.0, 0.1, "0");

/// Most hidden layers, and units of one.
const MOST: [f64; 2] = [8.0, 4096.0];

const FIELDS: &[&str] = &[
    "layers",
    "activation",
    "optimizer",
    "schedule",
    "batch",
    "epochs",
    "updates",
    "until",
    "every",
    "averageFrom",
    "labelNoise",
    "seed",
];

impl Training {
    /// Reads a description `{ layers, activation, optimizer, schedule, batch, epochs | updates, until, every, averageFrom,
    /// labelNoise, seed }`. All may be left out: one hidden layer of 32 rectified units, SGD at .1, batches of 32, 20 epochs, seed 1.
    ///
    /// # Errors
    /// A field is unknown or out of range; the error names it, its value and what is allowed.
    pub fn from_value(data: Rc<Data>, value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("", value, FIELDS)?;
        let layers = layers(&fields)?;
        let plan = match fields.get("batch") {
            Some(value) => batch::from_value(Some(value), data.train.len())?,
            None => batch::Plan::Drawn(32, batch::Order::Reshuffle),
        };
        let (optimizer, rate) = match fields.get("optimizer") {
            Some(value) => optimizer::single(value, Recipe::parts(&data, &layers))?,
            None => (Box::new(optimizer::Sgd) as Box<dyn optimizer::Optimizer<f32>>, 0.1),
        };
        let per_epoch = plan.clone().batches(data.train.len(), 0).per_epoch() as u64;
        let updates = match fields.get("updates") {
            Some(value) if fields.get("epochs").is_some() => {
                return Err(error("updates", value, "either epochs or updates"));
            }
            Some(_) => fields.number(&UPDATES)? as u64,
            None => fields.number(&EPOCHS)? as u64 * per_epoch,
        };
        let schedule = match fields.get("schedule") {
            Some(value) => schedule::from_value(value, updates)?,
            None => Schedule::Constant,
        };
        let average_from = match fields.get("averageFrom") {
            Some(_) => Some(fields.number(&AVERAGE_FROM)? as u64),
            None => None,
        };
        let mut stop = Stop { updates, loss: f64::NEG_INFINITY, accuracy: 0.0 };
        if let Some(until) = fields.get("until") {
            let until = Fields::new("until", until, &["loss", "accuracy"])?;
            if until.get("loss").is_some() || until.get("accuracy").is_some() {
                stop.loss = if until.get("loss").is_some() { until.number(&LOSS)? } else { f64::INFINITY };
                stop.accuracy = until.number(&ACCURACY)?;
            }
        }
        let recipe = Recipe {
            activation: fields.choice(&ACTIVATION)?,
            label_noise: fields.number(&LABEL_NOISE)?,
            every: fields.number(&EVERY)? as u64,
            seed: fields.number(&SEED)? as u64,
            batch: plan,
            layers,
            optimizer,
            rate,
            schedule,
            average_from,
            stop,
        };
        Ok(Self::new(data, recipe))
    }
}

fn layers(fields: &Fields) -> Result<Vec<usize>, FieldError> {
    let Some(value) = fields.get("layers") else { return Ok(vec![32]) };
    let widths = numbers("layers", value)?;
    let fits = |width: &f64| (1.0..=MOST[1]).contains(width) && width.fract() == 0.0;
    if widths.len() as f64 > MOST[0] || !widths.iter().all(fits) {
        let allowed = format!("widths of at most {} hidden layers, each 1…{}, whole", MOST[0], MOST[1]);
        return Err(error("layers", value, &allowed));
    }
    Ok(widths.into_iter().map(|width| width as usize).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::DIGITS;
    use crate::training::Status;
    use downhill_engine::value::map;
    use std::cell::LazyCell;

    thread_local! {
        static DATA: LazyCell<Rc<Data>> = LazyCell::new(|| {
            Rc::new(Data::from_value(&"digits".into(), |_| Some(DIGITS.to_vec())).unwrap())
        });
    }

    fn training(description: &Value) -> Result<Training, FieldError> {
        Training::from_value(DATA.with(|data| (*data).clone()), description)
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let mut described = training(&map([("updates", 40.0.into())])).unwrap();
        let mut built = Training::new(described.data().clone(), Recipe::sgd(0.1, 32, 40, 1));
        assert_eq!((described.step(u64::MAX), built.step(u64::MAX)), (40, 40));
        assert_eq!(described.network(), built.network());
        assert_eq!(training(&map([])).unwrap().step(u64::MAX), 20 * 32);
    }
    #[test]
    fn everything_described_is_everything_built() {
        let mut described = training(&map([
            ("layers", vec![12.0, 7.0].into()),
            ("activation", "tanh".into()),
            ("optimizer", map([("name", "adam".into()), ("learningRate", 0.01.into())])),
            ("schedule", "cosine".into()),
            ("batch", map([("size", 50.0.into()), ("order", "once".into())])),
            ("epochs", 6.0.into()),
            ("until", map([("accuracy", 0.5.into())])),
            ("every", 2.0.into()),
            ("averageFrom", 2.0.into()),
            ("labelNoise", 0.1.into()),
            ("seed", 9.0.into()),
        ]))
        .unwrap();
        let adam = map([("name", "adam".into())]);
        let data = DATA.with(|data| (*data).clone());
        let recipe = Recipe {
            layers: vec![12, 7],
            activation: Activation::Tanh,
            optimizer: optimizer::single(&adam, optimizer::Layers::One).unwrap().0,
            schedule: Schedule::Cosine { steps: 126 },
            batch: batch::Plan::Drawn(50, batch::Order::Once),
            label_noise: 0.1,
            average_from: Some(2),
            every: 2,
            stop: Stop { updates: 126, loss: f64::INFINITY, accuracy: 0.5 },
            ..Recipe::sgd(0.01, 1, 1, 9)
        };
        let mut built = Training::new(data, recipe);
        assert_eq!(described.step(u64::MAX), built.step(u64::MAX));
        assert_eq!((described.network(), described.history()), (built.network(), built.history()));
        assert_eq!(described.averaged(), built.averaged());
        assert!(described.update() < 126 && described.status() == Status::Finished);
    }
    #[test]
    fn wrong_descriptions_name_the_field() {
        let message = |name: &str, value: Value| training(&map([(name, value)])).err().unwrap().to_string();
        assert_eq!(
            message("layers", vec![32.0, 0.0].into()),
            "layers is [32, 0]; allowed: widths of at most 8 hidden layers, each 1…4096, whole"
        );
        assert_eq!(message("activation", "step".into()), "activation is \"step\"; allowed: relu | tanh");
        assert!(
            message("optimizer", "adan".into()).starts_with("optimizer.name is \"adan\"; allowed: sgd | ")
        );
        let layered = map([("name", "lars".into()), ("layers", Value::List(Vec::new()))]);
        assert!(message("optimizer", layered).starts_with("optimizer.layers is []; allowed: no such field"));
        assert_eq!(
            message("batch", map([("size", 1025.0.into())])),
            "batch.size is 1025; allowed: 1…1024, whole"
        );
        assert_eq!(message("labelNoise", 2.0.into()), "labelNoise is 2; allowed: 0…1");
        assert_eq!(
            message("until", map([("loss", "low".into())])).split(';').next(),
            Some("until.loss is \"low\"")
        );
        assert!(
            message("epoch", 1.0.into()).starts_with("epoch is 1; allowed: no such field; known: layers, ")
        );
        let both = map([("epochs", 1.0.into()), ("updates", 7.0.into())]);
        assert_eq!(
            training(&both).err().unwrap().to_string(),
            "updates is 7; allowed: either epochs or updates"
        );
    }
}
