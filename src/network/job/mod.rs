//! Work on networks for the page's pool: descriptions in, plain reports out. The kinds stand beside those of
//! `downhill_engine::job`, and travel as plain data, because a page without digits has no network in its program.

mod around;
mod entry;
mod learner;
mod look;
mod report;
mod solution;
mod training;

pub use around::{Around, AroundReport, AroundRequest, Directions, ENDS, LINE, Look, Plane, SIDE, Sharpness};
pub use entry::{
    EntryReport, EntryRequest, EntryRule, FACTORS, RMSPROP_RATE, SWAP_MOMENTUM, SWAP_RATE, SWAP_SIZE, WORKERS,
};
pub use report::{Glimpse, Shown, TrainingReport};
pub use solution::{
    EPOCHS, LEARNT_ACCURACY, LEARNT_LOSS, Outcome, Solution, SolutionReport, SolutionRequest,
};
pub use training::{GLIMPSES, Rule, TrainingRequest, UNITS, page};

use crate::data::{DIGITS, Data, DataError, Images, Missing, Set, Split, digits, mnist};
use downhill_engine::job::Job;
use downhill_engine::named::Named;
use downhill_engine::value::Value;
use std::cell::RefCell;
use std::rc::Rc;

/// The work that a description asks for; nothing where its name is of no kind that is known here.
///
/// # Errors
/// A field is wrong, or the file that it needs was not supplied or is damaged; the text says so.
pub fn begin(description: &Value) -> Option<Result<Box<dyn Job>, String>> {
    match description.get("name").and_then(Value::as_text) {
        Some(training::NAME) => Some(boxed(training::begin(description))),
        Some(around::NAME) => Some(boxed(look::begin(description))),
        Some(solution::NAME) => Some(boxed(learner::begin(description))),
        Some(entry::NAME) => Some(boxed(entry::begin(description))),
        _ => None,
    }
}

fn boxed(job: Result<impl Job + 'static, String>) -> Result<Box<dyn Job>, String> {
    job.map(|job| Box::new(job) as Box<dyn Job>)
}

/// A list of numbers.
fn numbers(value: Option<&Value>) -> Option<Vec<f64>> {
    value?.as_list()?.iter().map(Value::as_number).collect()
}

/// A data set as it is trained on and as it is looked at.
pub(crate) struct Ready {
    pub(crate) images: Images,
    pub(crate) data: Rc<Data>,
    /// Which pictures train and which validate, in the order of [`Data`].
    pub(crate) chosen: (Vec<usize>, Vec<usize>),
}

impl Ready {
    fn new(images: Images, split: Split) -> Self {
        let data = Rc::new(images.data(split));
        let chosen = split.of(&images.labels);
        Self { images, data, chosen }
    }
}

thread_local! {
    /// Read once, for all jobs.
    static READY: RefCell<Vec<(Set, Rc<Ready>)>> = const { RefCell::new(Vec::new()) };
}

/// Supplies what is in the file of a set, unpacked: jobs on it can be begun from now on.
///
/// # Errors
/// It is not what it was when it was made.
pub fn supply(name: &str, contents: &[u8]) -> Result<(), DataError> {
    match Set::named(name) {
        Some(Set::Mnist) if READY.with_borrow(|all| all.iter().all(|(set, _)| *set != Set::Mnist)) => {
            keep(Set::Mnist, Ready::new(mnist(contents)?, Split::Fifths));
            Ok(())
        }
        _ => Ok(()),
    }
}

fn keep(set: Set, ready: Ready) -> Rc<Ready> {
    let ready = Rc::new(ready);
    READY.with_borrow_mut(|all| {
        all.retain(|(other, _)| *other != set);
        all.push((set, ready.clone()));
    });
    ready
}

/// A data set that is here: the digits always, MNIST once it was supplied.
pub(crate) fn ready(set: Set) -> Result<Rc<Ready>, Missing> {
    let known =
        READY.with_borrow(|all| all.iter().find(|(of, _)| *of == set).map(|(_, ready)| ready.clone()));
    match (known, set) {
        (Some(ready), _) => Ok(ready),
        (None, Set::Digits) => {
            let images = digits(DIGITS).map_err(Missing::File)?;
            Ok(keep(set, Ready::new(images, Split::Stratified)))
        }
        (None, Set::Mnist) => Err(Missing::File(DataError::Missing { file: "mnist10k.bin.gz" })),
    }
}
