//! Where the page's program is cut. The first part holds what the first figure calls, the second everything that can only be
//! reached through [`rest`], the third, with the networks, what can only be reached through [`digits`], the fourth what reads formulas
//! of the reader's own, through [`formulas`], the fifth what landscapes and a reader's own data call, through [`extras`], the sixth what
//! is taken away, through [`takings`]. `cargo xtask` follows the calls and writes a file for each (`xtask/src/build.rs`). All that speaks
//! to JavaScript stays in the first.

use super::convert::list;
use super::{away, own, relief, values};
use crate::chart::{Theme, Viewport};
use crate::job::{Job, Report, Request};
use crate::named::Named;
use crate::scene::{Entry, FORMULAS, LedgerCell, LedgerRow, Lent, Scene, lend};
use crate::value::{Value, map};
use crate::{objective, optimizer, scene};
use wasm_bindgen::prelude::*;

/// Work that was asked for, or what is wrong with its description.
type Begun = Result<Box<dyn Job>, String>;
/// A panel of a scene and where it stands, where one is meant.
type Panel = Option<(usize, Viewport)>;
/// What is said of a scene, or done to it, as it was wished.
type Answer = fn(&mut dyn Scene, Panel, &Theme, &Value) -> Value;

/// What the second part offers to the first.
pub(super) struct Rest {
    /// Its scenes; the package asks for all at once.
    #[cfg_attr(feature = "library", expect(dead_code))]
    scenes: &'static [Entry],
    /// Names of objectives and optimisers.
    pub(super) titles: fn() -> Value,
    /// Work that a scene wants done.
    pub(super) jobs: fn(&dyn Scene) -> Value,
    /// Takes a report to a scene.
    pub(super) receive: fn(&mut dyn Scene, &str, Value),
    /// The work that a description asks for.
    pub(super) begin: fn(&Value) -> Begun,
    /// What was found.
    pub(super) report: fn(&mut dyn Job) -> Value,
    /// What of a scene can be taken away, or is done to it: without a wish what a panel shows or, by the sixth part, the runs; else by
    /// the fifth.
    pub(super) answer: Answer,
    /// Lends scenes what the fifth part has for them.
    #[cfg_attr(feature = "library", expect(dead_code))]
    lend: fn(),
}

static REST: Rest = Rest {
    scenes: &FORMULAS,
    titles,
    jobs,
    receive,
    begin,
    report,
    answer: |scene, view, theme, wish| match (wish, view) {
        // Paper asks for it while the page waits: there is no time to fetch anything.
        (Value::Null, Some((panel, view))) => away::picture(scene, panel, &view, theme),
        (Value::Null, None) => (takings().runs)(scene),
        (wish, view) => (extras().answer)(scene, view, theme, wish),
    },
    lend: || lend(extras().lent),
};

/// What the third part offers.
pub(super) struct Digits {
    /// Its scenes; the package asks for all at once.
    #[cfg_attr(feature = "library", expect(dead_code))]
    scenes: &'static [Entry],
    /// The work on networks that a description asks for; nothing where it asks for other work.
    pub(super) begin: fn(&Value) -> Option<Begun>,
    /// Supplies a file.
    pub(super) supply: fn(&str, &[u8]) -> Result<(), String>,
    /// A scene's table of the lecture's words beside what was measured.
    pub(super) ledger: fn(&dyn Scene) -> Value,
    /// Takes in what was measured for it in an earlier visit, and gives all that was.
    pub(super) record: fn(&Value) -> Value,
}

static DIGITS: Digits = Digits {
    scenes: &scene::DIGITS,
    begin: downhill_network::job::begin,
    supply,
    ledger,
    record: scene::recorded,
};

/// What the fourth part offers.
struct Formulas {
    /// The reading of a text; scenes can have formulas from then on.
    begin: fn(&Value) -> Begun,
}

static FORMULAS_PART: Formulas = Formulas {
    begin: |description| {
        #[cfg(not(feature = "library"))]
        objective::install(&objective::READER);
        crate::job::formula::begin(description).map_err(|error| error.to_string())
    },
};

/// What the fifth part offers.
struct Extras {
    /// How a panel looks as a landscape, or what is done to the examples that it shows.
    answer: Answer,
    /// What scenes are lent for a reader's own examples.
    lent: &'static Lent,
}

static EXTRAS: Extras = Extras { answer, lent: &scene::own::LENT };

/// What the sixth part offers.
struct Takings {
    /// The runs of a scene.
    runs: fn(&dyn Scene) -> Value,
    /// Every update of a run.
    begin: fn(&Value) -> Begun,
}

static TAKINGS: Takings = Takings {
    runs: away::runs,
    begin: |description| crate::job::trajectory::begin(description).map_err(|error| error.to_string()),
};

#[cfg(not(feature = "library"))]
pub(super) use cut::{digits, rest, scenes};
#[cfg(not(feature = "library"))]
use cut::{extras, formulas, takings};
#[cfg(feature = "library")]
pub(super) use whole::{digits, rest, scenes};
#[cfg(feature = "library")]
use whole::{extras, formulas, takings};

/// The npm package is one program.
#[cfg(feature = "library")]
mod whole {
    use super::{DIGITS, Digits, EXTRAS, Extras, FORMULAS_PART, Formulas, REST, Rest, TAKINGS, Takings};
    use crate::scene::{Entry, SCENES};

    pub(in crate::web) fn scenes() -> impl Iterator<Item = &'static Entry> {
        SCENES.iter()
    }
    pub(in crate::web) fn rest() -> Option<&'static Rest> {
        Some(&REST)
    }
    pub(in crate::web) fn digits() -> Option<&'static Digits> {
        Some(&DIGITS)
    }
    pub(super) fn formulas() -> &'static Formulas {
        &FORMULAS_PART
    }
    pub(super) fn extras() -> &'static Extras {
        &EXTRAS
    }
    pub(super) fn takings() -> &'static Takings {
        &TAKINGS
    }
}

/// The page's program.
#[cfg(not(feature = "library"))]
// Two parts of one program meet in a function that each knows by its name: the import stands for the export.
#[allow(unsafe_code, improper_ctypes, improper_ctypes_definitions)]
mod cut {
    use super::{DIGITS, Digits, EXTRAS, Extras, FORMULAS_PART, Formulas, REST, Rest, TAKINGS, Takings};
    use crate::scene::{Entry, FIRST};
    use std::cell::Cell;
    use wasm_bindgen::prelude::*;

    thread_local! {
        /// A bit for each part that is there.
        static ARRIVED: Cell<u32> = const { Cell::new(0) };
    }

    #[link(wasm_import_module = "__wasm_split_placeholder__")]
    unsafe extern "C" {
        safe fn __wasm_split_00full00_import_00000000000000000000000000000000() -> &'static Rest;
        safe fn __wasm_split_00digits00_import_00000000000000000000000000000000() -> &'static Digits;
        safe fn __wasm_split_00formulas00_import_00000000000000000000000000000000() -> &'static Formulas;
        safe fn __wasm_split_00extras00_import_00000000000000000000000000000000() -> &'static Extras;
        safe fn __wasm_split_00takings00_import_00000000000000000000000000000000() -> &'static Takings;
    }

    #[unsafe(no_mangle)]
    extern "C" fn __wasm_split_00full00_export_00000000000000000000000000000000() -> &'static Rest {
        &REST
    }
    #[unsafe(no_mangle)]
    extern "C" fn __wasm_split_00digits00_export_00000000000000000000000000000000() -> &'static Digits {
        &DIGITS
    }
    #[unsafe(no_mangle)]
    extern "C" fn __wasm_split_00formulas00_export_00000000000000000000000000000000() -> &'static Formulas {
        &FORMULAS_PART
    }
    #[unsafe(no_mangle)]
    extern "C" fn __wasm_split_00extras00_export_00000000000000000000000000000000() -> &'static Extras {
        &EXTRAS
    }
    #[unsafe(no_mangle)]
    extern "C" fn __wasm_split_00takings00_export_00000000000000000000000000000000() -> &'static Takings {
        &TAKINGS
    }

    // Of the other parts the page asks for what they do once it has joined them.

    /// The fourth part.
    pub(super) fn formulas() -> &'static Formulas {
        __wasm_split_00formulas00_import_00000000000000000000000000000000()
    }
    /// The fifth part.
    pub(super) fn extras() -> &'static Extras {
        __wasm_split_00extras00_import_00000000000000000000000000000000()
    }
    /// The sixth part.
    pub(super) fn takings() -> &'static Takings {
        __wasm_split_00takings00_import_00000000000000000000000000000000()
    }

    /// Tells that a part is there: the second (0), the third (1), the fifth (2).
    #[wasm_bindgen]
    pub fn arrived(part: u32) {
        ARRIVED.with(|arrived| arrived.set(arrived.get() | 1 << part));
        if let Some(rest) = rest()
            && is_there(2)
        {
            (rest.lend)();
        }
    }

    /// The scenes there are by now.
    pub(in crate::web) fn scenes() -> impl Iterator<Item = &'static Entry> {
        let formulas = rest().map_or(FIRST, |rest| rest.scenes);
        formulas.iter().chain(digits().map_or(&[][..], |digits| digits.scenes))
    }

    fn is_there(part: u32) -> bool {
        ARRIVED.with(|arrived| arrived.get() >> part & 1 == 1)
    }

    /// The second part, once it is there.
    pub(in crate::web) fn rest() -> Option<&'static Rest> {
        is_there(0).then(|| __wasm_split_00full00_import_00000000000000000000000000000000())
    }

    /// The third part, once it is there.
    pub(in crate::web) fn digits() -> Option<&'static Digits> {
        is_there(1).then(|| __wasm_split_00digits00_import_00000000000000000000000000000000())
    }
}

plain! {
    wish(wish: (String, Request)) as "Wish" {
        "key": "string" = wish.0,
        "job": "object" = wish.1.into_value(),
    }
}

plain! {
    title(key: String, text: &str) as "Title" {
        "key": "string" = key,
        "text": "string" = text,
    }
}

fn titles() -> Value {
    let objectives = objective::CATALOG.iter().map(|entry| ("objective", entry.name, entry.title));
    let optimizers = optimizer::CATALOG.iter().map(|entry| ("optimizer", entry.name, entry.title));
    list(objectives.chain(optimizers), |(of, name, text)| title(format!("choice.{of}.{name}"), text))
}

plain! {
    ledger_cell(cell: LedgerCell) as "LedgerCell" {
        "said": "Sentence" = values::sentence(cell.said),
        "standing?": "'holds' | 'fails' | 'unclear' | 'conditional'" = cell.standing.map(Named::name),
        "scene": "string" = cell.scene,
        "query": "[string, string][]" = list(cell.query, |(name, value)| vec![name, value].into()),
        "command": "string" = cell.command,
        "busy": "boolean" = cell.busy,
    }
}
plain! {
    ledger_row(row: LedgerRow) as "LedgerRow" {
        "name": "string" = row.name,
        "lecture": "[string, string]" = row.lecture.to_vec(),
        "standing?": "'holds' | 'fails' | 'unclear' | 'conditional'" = row.standing.map(Named::name),
        "cells": "LedgerCell[]" = list(row.cells, ledger_cell),
    }
}

fn ledger(scene: &dyn Scene) -> Value {
    list(scene.ledger(), ledger_row)
}
fn answer(scene: &mut dyn Scene, view: Panel, theme: &Theme, wish: &Value) -> Value {
    match (wish.as_number(), view) {
        (None, view) => own::edit(scene, view, wish),
        (Some(1.0), Some((panel, view))) => relief::surface(scene, panel, &view, theme),
        (_, Some((panel, _))) => relief::on_it(scene, panel, theme),
        (_, None) => Value::Null,
    }
}
fn jobs(scene: &dyn Scene) -> Value {
    list(scene.jobs(), wish)
}
fn receive(scene: &mut dyn Scene, key: &str, report: Value) {
    // What is no report comes from a worker of another version, and says nothing to this one.
    if let Some(report) = Report::from_value(report) {
        scene.receive(key, report);
    }
}
fn begin(description: &Value) -> Begun {
    match description.get("name").and_then(Value::as_text) {
        Some(crate::job::formula::NAME) => return (formulas().begin)(description),
        Some(crate::job::trajectory::NAME) => return (takings().begin)(description),
        _ => {}
    }
    let begun = crate::job::begin(description).map_err(|error| error.to_string())?;
    begun.ok_or_else(|| "it is done elsewhere".to_owned())
}
fn report(job: &mut dyn Job) -> Value {
    job.report().into_value()
}
fn supply(file: &str, contents: &[u8]) -> Result<(), String> {
    downhill_network::job::supply(file, contents).map_err(|error| error.to_string())
}
