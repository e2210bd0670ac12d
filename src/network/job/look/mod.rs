//! Looks around two solutions: both are trained, unless they are still here, and then what was asked for is measured.

mod line;
mod plane;
mod sharp;
#[cfg(test)]
mod tests;

use super::around::{Around, AroundReport, AroundRequest, Look};
use super::learner::{Found, Learner};
use super::solution::Outcome;
use downhill_engine::job::{Job, Report};
use downhill_engine::value::Value;
use std::rc::Rc;

/// Something measured in portions.
trait Looking {
    /// Does a portion of some milliseconds; true when nothing is left.
    fn work(&mut self) -> bool;
    /// What is known.
    fn around(&self) -> Around;
    /// Part of the work that is done, 0…1.
    fn progress(&self) -> f64;
}

struct Run {
    request: AroundRequest,
    learners: [Learner; 2],
    /// Part of the work that is training: none where both solutions are still here.
    training: f64,
    looking: Option<Box<dyn Looking>>,
    /// One of the two has not learnt its examples.
    unlearnt: bool,
}

pub(super) fn begin(description: &Value) -> Result<impl Job + 'static, String> {
    let request = AroundRequest::from_value(description).map_err(|error| error.to_string())?;
    let [small, large] = request.pair;
    if (super::SolutionRequest { rate: small.rate, size: small.size, ..large }) != small {
        return Err("job.small and job.large must be alike but for rate and size".to_owned());
    }
    let learners = [Learner::new(small)?, Learner::new(large)?];
    let training = if learners.iter().all(|learner| learner.progress() == 1.0) { 0.0 } else { 0.5 };
    Ok(Run { request, learners, training, looking: None, unlearnt: false })
}

impl Run {
    fn look(&self, pair: [Rc<Found>; 2]) -> Box<dyn Looking> {
        match self.request.look {
            Look::Line => Box::new(line::Run::new(pair)),
            Look::Plane => Box::new(plane::Run::new(&pair[self.request.at], self.request.directions)),
            Look::Sharpness => Box::new(sharp::Run::new(&pair)),
        }
    }
}

impl Job for Run {
    fn work(&mut self) -> bool {
        if let Some(looking) = &mut self.looking {
            return looking.work();
        }
        // A portion of the first that is under way; those that are there tell what they have found.
        let mut pair = Vec::new();
        for learner in &mut self.learners {
            let Some(found) = learner.work() else { return false };
            self.unlearnt = found.end.outcome != Outcome::Learnt;
            if self.unlearnt {
                return true;
            }
            pair.push(found);
        }
        let pair = pair.try_into().ok();
        self.looking = pair.map(|pair| self.look(pair));
        false
    }
    fn report(&mut self) -> Report {
        let around = match &self.looking {
            _ if self.unlearnt => Around::Unlearnt,
            Some(looking) => looking.around(),
            None => Around::Coming,
        };
        Report::Plain(AroundReport { progress: self.progress(), around }.to_value())
    }
    fn progress(&self) -> f64 {
        if self.unlearnt {
            return 1.0;
        }
        let trained = self.learners.iter().map(Learner::progress).sum::<f64>() / 2.0;
        let looked = self.looking.as_ref().map_or(0.0, |looking| looking.progress());
        self.training * trained + (1.0 - self.training) * looked
    }
}
