//! Networks in the npm package: `train`, and training step by step.

use super::convert::to_js;
use super::outside::{self, field, is_numbers};
use crate::fields::{self, FieldError, numbers};
use crate::value::{Value, map};
use downhill_network::data::{DIGITS, Data, Set};
use downhill_network::{Moment, Status, Training};
use js_sys::{Error, Float32Array, Reflect, Uint8Array, Uint32Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface TrainingOptions {
  /** The digits, which are in the package; MNIST with the unpacked contents of its file; or your own. */
  data?: 'digits' | { name: 'digits'; split?: 'stratified' | 'block'; examples?: number }
    | { name: 'mnist'; file: Uint8Array; examples?: number } | OwnData;
  /** Widths of the hidden layers. */
  layers?: ArrayLike<number>;
  activation?: 'relu' | 'tanh';
  optimizer?: OptimizerName | UnlayeredOptimizer;
  schedule?: ScheduleName | Schedule | ArrayLike<number>;
  batch?: Batch | ListedBatches;
  /** Ends training early, at a measurement with both. */
  until?: { loss?: number; accuracy?: number };
  /** Epochs from one measurement to the next. */
  every?: number;
  /** Epoch from whose end on parameters are averaged. */
  averageFrom?: number;
  /** Share of the training labels that are made wrong. */
  labelNoise?: number;
  seed?: number;
}
/** How long it goes is said in epochs or in updates. */
export type TrainingDescription = TrainingOptions & ({ epochs?: number; updates?: never } | { epochs?: never; updates?: number });
export interface DigitImages {
  /** Pixels of a row, and rows. */
  side: number;
  /** The brightest pixel: inputs are pixels divided by it. */
  top: number;
  /** Picture after picture, row by row. */
  pixels: Uint8Array;
  labels: Uint8Array;
}
export interface OwnData {
  /** Example after example. */
  inputs: ArrayLike<number>;
  /** Whole numbers from 0. */
  labels: ArrayLike<number>;
  /** So many train, the first ones; the others validate. */
  train: number;
}
export interface TrainingMoment {
  update: number; epoch: number;
  trainLoss: number; trainAccuracy: number; validationLoss: number; validationAccuracy: number;
}
export type TrainingStatus = "running" | "finished" | "diverged";
export interface TrainingResult {
  status: "finished" | "diverged";
  updates: number;
  /** What was measured before the first update and at the ends of epochs. */
  history: TrainingMoment[];
  /** For each layer the weights input by input (of one input to all outputs), then the biases. */
  parameters: Float32Array;
  /** The mean of the parameters at the ends of the last epochs, where it was asked for, and how it does. */
  averaged?: TrainingMoment & { parameters: Float32Array };
}
"#;

/// The digits as pictures, in the order of their source.
///
/// # Errors
/// The package is damaged.
#[wasm_bindgen(unchecked_return_type = "DigitImages")]
pub fn digits() -> Result<JsValue, JsValue> {
    let images = downhill_network::data::digits(DIGITS).map_err(error)?;
    let (side, top) = (f64::from(images.side as u32), f64::from(images.top));
    let object = to_js(&map([("side", side.into()), ("top", top.into())]));
    Reflect::set(&object, &"pixels".into(), &Uint8Array::from(images.pixels.as_slice()))?;
    Reflect::set(&object, &"labels".into(), &Uint8Array::from(images.labels.as_slice()))?;
    Ok(object)
}

/// Trains a network to its end.
///
/// # Errors
/// A JavaScript `Error` whose message names the field, its value and what is allowed.
#[wasm_bindgen(unchecked_return_type = "TrainingResult")]
pub fn train(
    #[wasm_bindgen(unchecked_param_type = "TrainingDescription")] description: &JsValue,
) -> Result<JsValue, JsValue> {
    let mut training = read(description)?;
    training.step(u64::MAX);
    let result = to_js(&map([
        ("status", status(training.status()).into()),
        ("updates", (training.update() as f64).into()),
        ("history", history(&training)),
    ]));
    Reflect::set(&result, &"parameters".into(), &parameters(&training))?;
    let averaged = averaged(&mut training)?;
    if !averaged.is_undefined() {
        Reflect::set(&result, &"averaged".into(), &averaged)?;
    }
    Ok(result)
}

/// A network in training, update by update.
#[wasm_bindgen(js_name = Training)]
pub struct TrainingHandle(Training);

#[wasm_bindgen(js_class = Training)]
impl TrainingHandle {
    /// Before the first update.
    ///
    /// # Errors
    /// A field is wrong; the message names it, its value and what is allowed.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "TrainingDescription")] description: &JsValue,
    ) -> Result<Self, JsValue> {
        read(description).map(Self)
    }
    /// Makes up to so many updates, fewer where training ends; tells how many.
    pub fn step(&mut self, updates: u32) -> u32 {
        self.0.step(u64::from(updates)) as u32
    }
    /// How it stands.
    #[wasm_bindgen(unchecked_return_type = "TrainingStatus")]
    pub fn status(&self) -> String {
        status(self.0.status()).to_owned()
    }
    /// Updates made.
    pub fn updates(&self) -> f64 {
        self.0.update() as f64
    }
    /// What was measured so far.
    #[wasm_bindgen(unchecked_return_type = "TrainingMoment[]")]
    pub fn history(&self) -> JsValue {
        to_js(&history(&self.0))
    }
    /// For each layer the weights input by input (of one input to all outputs), then the biases.
    pub fn parameters(&self) -> Float32Array {
        parameters(&self.0)
    }
    /// Goes on from other parameters; those that are missing stay.
    #[wasm_bindgen(js_name = setParameters)]
    pub fn set_parameters(&mut self, parameters: Vec<f32>) {
        self.0.set_parameters(&parameters);
    }
    /// Numbers of the examples of the last update; none before the first.
    pub fn batch(&self) -> Uint32Array {
        let batch: Vec<u32> = self.0.batch().iter().map(|i| *i as u32).collect();
        Uint32Array::from(batch.as_slice())
    }
    /// The likeliest class of each example that validates.
    pub fn classify(&mut self) -> Uint8Array {
        Uint8Array::from(self.0.classify().as_slice())
    }
    /// The mean of the parameters at the ends of the last epochs, and how it does; nothing before there is one.
    ///
    /// # Errors
    /// None.
    #[wasm_bindgen(unchecked_return_type = "TrainingResult['averaged']")]
    pub fn averaged(&mut self) -> Result<JsValue, JsValue> {
        averaged(&mut self.0)
    }
}

fn error(error: impl std::error::Error) -> JsValue {
    Error::new(&error.to_string()).into()
}

/// Numbers of a field of the data: typed arrays go as they are, others are looked at one by one.
fn given(data: &JsValue, name: &str) -> Result<Vec<f64>, JsValue> {
    numbers(&format!("data.{name}"), &outside::read(&field(data, name)?)?).map_err(error)
}

fn inputs(data: &JsValue) -> Result<Vec<f32>, JsValue> {
    let js = field(data, "inputs")?;
    if is_numbers(&js) {
        return Ok(Float32Array::new(&js).to_vec());
    }
    Ok(given(data, "inputs")?.into_iter().map(|x| x as f32).collect())
}

fn labels(data: &JsValue) -> Result<Vec<u8>, JsValue> {
    let js = field(data, "labels")?;
    if is_numbers(&js) {
        return Ok(Uint8Array::new(&js).to_vec());
    }
    let wrong = |(k, x): (usize, &f64)| {
        fields::error(&format!("data.labels[{k}]"), &Value::Number(*x), "0…255, whole")
    };
    let given = given(data, "labels")?;
    let fits = |x: &f64| (0.0..=255.0).contains(x) && x.fract() == 0.0;
    match given.iter().enumerate().find(|(_, x)| !fits(x)) {
        Some(at) => Err(error(wrong(at))),
        None => Ok(given.into_iter().map(|x| x as u8).collect()),
    }
}

fn read(description: &JsValue) -> Result<Training, JsValue> {
    // What may hold millions of numbers is taken apart from what is plain data.
    let rest = outside::read_without(description, "data")?;
    let data = field(description, "data")?;
    let data = if data.is_undefined() {
        Data::from_value(&Value::from("digits"), |_| Some(DIGITS.to_vec())).map_err(error)?
    } else if !field(&data, "inputs")?.is_undefined() {
        let train = outside::read(&field(&data, "train")?)?;
        Data::new(&inputs(&data)?, &labels(&data)?, &train).map_err(error)?
    } else {
        let file = field(&data, "file")?;
        if !file.is_undefined() && !is_numbers(&file) {
            let wrong: FieldError = fields::error("data.file", &outside::read(&file)?, "a Uint8Array");
            return Err(error(wrong));
        }
        let given = |set| match set {
            Set::Digits => Some(DIGITS.to_vec()),
            Set::Mnist => (!file.is_undefined()).then(|| Uint8Array::new(&file).to_vec()),
        };
        Data::from_value(&outside::read_without(&data, "file")?, given).map_err(error)?
    };
    Training::from_value(Rc::new(data), &rest).map_err(error)
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Running => "running",
        Status::Finished => "finished",
        Status::Diverged => "diverged",
    }
}

fn moment(training: &Training, moment: &Moment) -> Value {
    map([
        ("update", (moment.update as f64).into()),
        ("epoch", (moment.update as f64 / training.per_epoch() as f64).into()),
        ("trainLoss", moment.train.loss.into()),
        ("trainAccuracy", moment.train.accuracy.into()),
        ("validationLoss", moment.validation.loss.into()),
        ("validationAccuracy", moment.validation.accuracy.into()),
    ])
}

fn history(training: &Training) -> Value {
    Value::List(training.history().iter().map(|one| moment(training, one)).collect())
}

fn parameters(training: &Training) -> Float32Array {
    Float32Array::from(training.network().parameters().as_slice())
}

fn averaged(training: &mut Training) -> Result<JsValue, JsValue> {
    let Some((network, measured)) = training.averaged() else { return Ok(JsValue::UNDEFINED) };
    let averaged = to_js(&moment(training, &measured));
    let parameters = Float32Array::from(network.parameters().as_slice());
    Reflect::set(&averaged, &"parameters".into(), &parameters)?;
    Ok(averaged)
}
