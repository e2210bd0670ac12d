use super::examples::lent;
use super::runs::RUNS;
use crate::decimal;
use crate::named::{Named, named};
use crate::param::{Choice, Given, Kind, Notice, Param, Scale, parse_point};

/// The values of a parameter table, as text: what a link carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    rows: Vec<(&'static Param, String)>,
}

impl Settings {
    /// All defaults. Of several parameters of one name the first counts.
    pub fn new(table: impl IntoIterator<Item = &'static Param>) -> Self {
        let mut rows: Vec<(&'static Param, String)> = Vec::new();
        for param in table {
            if rows.iter().all(|(other, _)| other.name != param.name) {
                rows.push((param, param.default.to_owned()));
            }
        }
        Self { rows }
    }
    /// The parameters, in the order of the table.
    pub fn params(&self) -> impl Iterator<Item = &'static Param> + '_ {
        self.rows.iter().map(|(param, _)| *param)
    }
    /// The parameter that a link may call `name`.
    pub fn called(&self, name: &str) -> Option<&'static Param> {
        self.params().find(|param| param.is_called(name))
    }
    /// Sets what a link calls `name`; the nearest usable value is taken and the notice says so. Unknown names are
    /// reported.
    pub fn set(&mut self, name: &str, text: &str) -> Option<Notice> {
        match self.called(name) {
            Some(param) => self.put(param, text),
            None => {
                let names: Vec<_> = self.params().map(|param| param.name).collect();
                Some(Notice::unknown(name, names.join(", ")))
            }
        }
    }
    /// What is told of parameters that a link gives several times, by whatever names.
    pub(super) fn twice(&self, query: &[(String, String)]) -> Vec<Notice> {
        self.params().filter(|param| param.is_twice(query)).map(|param| Notice::twice(param.name)).collect()
    }
    /// Sets `param` from text, as [`Settings::set`]; nothing happens where the table does not have it.
    pub fn put(&mut self, param: &Param, text: &str) -> Option<Notice> {
        // What is counted in examples goes up to their number.
        let (used, notice) = match lent() {
            Some(lent) => (lent.parse)(self, param, text),
            None => param.parse(text),
        };
        let (_, value) = self.rows.iter_mut().find(|(own, _)| own.name == param.name)?;
        *value = used;
        notice
    }
    /// Brings every value to where it may be beside the others.
    pub(super) fn fit(&mut self) {
        for (param, text) in self.rows.clone() {
            self.put(param, &text);
        }
    }
    /// Sets `param` to a number.
    pub(super) fn put_number(&mut self, param: &Param, number: f64) -> Option<Notice> {
        self.put(param, &number.to_string())
    }
    /// All defaults again.
    pub fn reset(&mut self) {
        *self = Self::new(self.params().collect::<Vec<_>>());
    }
    /// The parameters that are not at their defaults.
    pub fn query(&self) -> Vec<(String, String)> {
        let changed = |(param, value): &&(&'static Param, String)| {
            *value != param.default && *value != param.parse(param.default).0
        };
        let pair = |(param, value): &(&'static Param, String)| (param.name.to_owned(), value.clone());
        self.rows.iter().filter(changed).map(pair).collect()
    }
    /// Takes values that are usual beside what is set (a curve's own start, a surface's own rate), where a link gives
    /// none.
    pub(super) fn assume(&mut self, usual: &[(&'static Param, &str)], given: &[(String, String)]) {
        for (param, value) in usual {
            if !given.iter().any(|(other, _)| param.is_called(other)) {
                self.put(param, value);
            }
        }
    }
    /// These settings on their way to `aim`: numbers and points a share 0…1 of it, all else there already.
    pub(super) fn between(&self, aim: &Self, share: f64) -> Self {
        let mut between = aim.clone();
        for (param, value) in &mut between.rows {
            let (from, to) = (self.text(param), value.as_str());
            let mix = |a: f64, b: f64| short(a + (b - a) * share);
            let text = match param.kind {
                _ if from == to => continue,
                Kind::Number { scale, .. } => decimal::parse(from).zip(decimal::parse(to)).map(|(a, b)| {
                    let ratios = scale == Scale::Log;
                    let by = if ratios { short(a * libm::pow(b / a, share)) } else { mix(a, b) };
                    by.to_string()
                }),
                Kind::Point => parse_point(from)
                    .zip(parse_point(to))
                    .map(|((a, b), (c, d))| format!("{},{}", mix(a, c), mix(b, d))),
                _ => None,
            };
            if let Some(text) = text {
                *value = param.parse(&text).0;
            }
        }
        between
    }
    /// The link, with the parameters of `usual` only where they differ from it.
    pub(super) fn query_beside(&self, usual: &[(&'static Param, &str)]) -> Vec<(String, String)> {
        let mut query = self.query();
        query.retain(|(name, _)| !usual.iter().any(|(other, _)| *name == other.name));
        let others = usual.iter().filter(|(param, value)| self.text(param) != *value);
        query.extend(others.map(|(param, _)| (param.name.to_owned(), self.text(param).to_owned())));
        query
    }
    /// The value of a choice.
    pub fn choice<T: Named>(&self, choice: &Choice<T>) -> T {
        choice.value(self.text(&choice.param))
    }
    /// The point of `param`, if one is set.
    pub fn point(&self, param: &Param) -> Option<(f64, f64)> {
        parse_point(self.text(param))
    }
    /// The members of a list.
    pub fn list(&self, param: &Param) -> Vec<usize> {
        self.text(param).split(',').filter_map(|item| item.parse().ok()).collect()
    }
    /// The number of `param` as a whole number.
    pub fn whole(&self, param: &Param) -> usize {
        self.number(param) as usize
    }
    /// The value after that of a seed.
    pub(super) fn after(&self, seed: &Param) -> String {
        ((self.number(seed) + 1.0) % 4_294_967_296.0).to_string()
    }
}

impl Given for Settings {
    fn text(&self, param: &Param) -> &str {
        self.rows.iter().find(|(own, _)| own.name == param.name).map_or(param.default, |(_, value)| value)
    }
    fn number(&self, param: &Param) -> f64 {
        decimal::parse(self.text(param)).unwrap_or_default()
    }
}

/// A number on its way: to three digits, for it is read while it moves.
fn short(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let unit = libm::pow(10.0, 2.0 - libm::floor(libm::log10(x.abs())));
    libm::round(x * unit) / unit
}

/// A point as a link writes it, to four decimals.
pub(super) fn point_text((x, y): (f64, f64)) -> String {
    let round = |v: f64| libm::round(v * 1e4) / 1e4;
    format!("{},{}", round(x), round(y))
}

/// The start of runs in the plane: a point, or the objective's own where none is set.
pub(super) static START: Param = Param::point("start");

/// The seed of every scene that draws at random.
pub(super) static SEED: Param = crate::experiment::SEED;

/// Whether a surface is seen from above, as a map, or aslant, as a landscape. The page draws both.
static VIEW: Param = Param::choice("view", &["map", "surface"]);
/// From where a landscape is seen: two angles in degrees, and, where it is zoomed, how much, and by which shares of the picture its
/// middle is moved. The page reads it.
static CAMERA: Param = Param::text("camera", "turn,tilt,zoom,x,y", "");
/// How a surface is seen: what the figure computes does not depend on it.
pub(super) static SEEN: &[&Param] = &[&VIEW, &CAMERA];

/// Whether a parameter is one of those.
pub(super) fn is_seen(param: &Param) -> bool {
    SEEN.iter().any(|seen| seen.name == param.name)
}

/// How fast every scene plays.
pub(super) static SPEED: Param = Param::choice("speed", &["0.5", "1", "2", "5"]).default("1");

named! {
    /// How the axis of losses runs.
    pub(super) enum LossScale {
        /// By ratios, above the lowest loss.
        Log = "log",
        /// By differences.
        Linear = "linear",
    }
}

/// How the axis of losses runs.
pub(super) static LOSS_SCALE: Choice<LossScale> = Choice::new("loss-scale");

/// Where a run of one coordinate starts, called `from` in earlier links.
pub(super) const fn start_at(min: f64, max: f64, default: &'static str) -> Param {
    Param::number("start", min, max, 0.1, default).was(&["from"])
}

/// Updates of a run, called `steps` in some earlier links.
pub(super) const fn updates(min: f64, max: f64, default: &'static str) -> Param {
    Param::integer("updates", min, max, default).was(&["steps"])
}

/// Whether a parameter holds several runs in one text.
pub(super) fn is_runs(param: &Param) -> bool {
    param.name == RUNS
}

#[cfg(test)]
mod tests {
    use super::*;

    static RATE: Param = Param::log("learning-rate", 0.001, 2.0, "0.05").was(&["eta"]);
    static OTHER: Param = Param::integer("other", 0.0, 9.0, "3");

    fn fresh() -> Settings {
        Settings::new([&RATE, &START])
    }
    fn pair(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn a_link_holds_what_differs_from_the_defaults() {
        let mut settings = fresh();
        assert_eq!(settings.query(), []);
        let query = [pair("learning-rate", "0.5"), pair("start", "1,2")];
        for (name, text) in &query {
            assert_eq!(settings.set(name, text), None);
        }
        assert_eq!((settings.query(), settings.point(&START)), (query.to_vec(), Some((1.0, 2.0))));
        settings.reset();
        assert_eq!(settings, fresh());
    }

    #[test]
    fn bad_values_and_names_are_told() {
        let mut settings = fresh();
        let query = [("learning-rate", "1e6"), ("lerning", "1"), ("start", "NaN,0")];
        let keys: Vec<_> =
            query.iter().filter_map(|(name, text)| settings.set(name, text)).map(|n| n.key).collect();
        assert_eq!(keys, ["notice.range", "notice.unknown", "notice.default"]);
        assert_eq!((settings.number(&RATE), settings.point(&START)), (2.0, None));
    }

    #[test]
    fn old_names_still_read_and_a_foreign_parameter_is_its_default() {
        let mut settings = fresh();
        assert_eq!(settings.set("eta", "0.5"), None);
        assert_eq!(settings.query(), [pair("learning-rate", "0.5")]);
        assert_eq!((settings.number(&OTHER), settings.put(&OTHER, "5")), (3.0, None));
    }

    #[test]
    fn usual_values_stand_back_behind_given_ones() {
        let (mut settings, usual) = (fresh(), [(&RATE, "0.2")]);
        settings.assume(&usual, &[]);
        assert_eq!((settings.number(&RATE), settings.query_beside(&usual)), (0.2, vec![]));
        settings.put(&RATE, "0.05");
        assert_eq!(settings.query_beside(&usual), [pair("learning-rate", "0.05")]);
        settings.assume(&usual, &[pair("eta", "0.05")]);
        assert_eq!(settings.number(&RATE), 0.05);
    }
}
