//! Warm-up's own case, near divergence. Its settings are its own: whoever goes there finds them, and whoever leaves finds the others as
//! they were.

use super::{EPOCHS, RATES, Rates, SCOPE, SEEDS, SMALL_RATE, Scope, This, WARMUP};
use crate::param::{Given, Param};

/// What it sets, where it differs from the defaults.
static CASE: [(&Param, &str); 4] = [(&SMALL_RATE, "0.05"), (&EPOCHS, "100"), (&WARMUP, "30"), (&SEEDS, "20")];

/// What is usual there, or everywhere else.
pub(super) fn usual(of_warmup: bool) -> Vec<(&'static Param, &'static str)> {
    CASE.into_iter().map(|(param, value)| (param, if of_warmup { value } else { param.default })).collect()
}

impl This {
    /// What follows where the reader goes there, or leaves.
    pub(super) fn enter_case(&mut self, param: &'static Param) {
        let there = |figure: &Self| figure.settings.choice(&SCOPE) == Scope::Warmup;
        // With a rate that was tuned nothing is near divergence: who asks for that asks for the other comparison.
        if there(self) && self.settings.choice(&RATES) == Rates::Tuned {
            if param.name == RATES.param.name {
                self.settings.put(&SCOPE.param, "all");
            } else {
                self.settings.put(&RATES.param, "shared");
            }
        }
        let there = there(self);
        if there == self.of_warmup {
            return;
        }
        self.of_warmup = there;
        let before = CASE.map(|(param, _)| (param, self.settings.text(param).to_owned()));
        let aside = std::mem::replace(&mut self.model.aside, before.into());
        let usual = usual(there);
        let next: Vec<(&Param, &str)> = if aside.is_empty() {
            usual
        } else {
            aside.iter().map(|(param, text)| (*param, text.as_str())).collect()
        };
        for (param, text) in next {
            self.settings.put(param, text);
        }
    }
}
