//! The loss around two solutions: `{ name: "around", small, large, look, at, directions }`; `small` and `large` as for
//! `solution`.

use super::solution::SolutionRequest;
use downhill_engine::fields::{FieldError, Fields};
use downhill_engine::named;
use downhill_engine::named::Named;
use downhill_engine::param::{Choice, Param};
use downhill_engine::value::{Value, map};

pub(super) const NAME: &str = "around";

named! {
    /// What is looked at.
    pub enum Look {
        /// The losses along the straight line through both solutions.
        Line = "line",
        /// The training loss on a plane through one solution, and the way to it.
        Plane = "plane",
        /// How sharp both solutions are.
        Sharpness = "sharpness",
    }
}
named! {
    /// What spans the plane.
    pub enum Directions {
        /// Two directions of chance, each unit's weights as long as the solution's own (Li et al. 2018, §4).
        Random = "random",
        /// The two in which the way to the solution varies most (Li et al. 2018, §7).
        Path = "path",
    }
}

/// Points of the line.
pub const LINE: usize = 49;
/// Where the line begins and ends: 0 is the first solution, 1 the second.
pub const ENDS: (f64, f64) = (-0.5, 1.5);
/// Points of a side of the plane.
pub const SIDE: usize = 33;

static LOOK: Choice<Look> = Choice::new("look");
static DIRECTIONS: Choice<Directions> = Choice::new("directions");
const AT: Param = Param::integer("at", 0.0, 1.0, "0");

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AroundRequest {
    /// The two solutions: that of the small batch and that of the large one.
    pub pair: [SolutionRequest; 2],
    /// What is looked at.
    pub look: Look,
    /// Which of the two the plane goes through, 0 or 1; 0 for all else.
    pub at: usize,
    /// What spans the plane; by chance for all else.
    pub directions: Directions,
}

impl AroundRequest {
    /// The request as plain data.
    pub fn to_value(&self) -> Value {
        let [small, large] = self.pair.map(|request| request.to_value());
        map([
            ("name", NAME.into()),
            ("small", small),
            ("large", large),
            ("look", self.look.name().into()),
            ("at", (self.at as f64).into()),
            ("directions", self.directions.name().into()),
        ])
    }
    /// The request of plain data; what is left out has its default.
    ///
    /// # Errors
    /// A field is unknown or out of range.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("job", value, &["name", "small", "large", "look", "at", "directions"])?;
        let nothing = map([]);
        let solution = |name: &str| SolutionRequest::from_value(fields.get(name).unwrap_or(&nothing));
        Ok(Self {
            pair: [solution("small")?, solution("large")?],
            look: fields.choice(&LOOK)?,
            at: fields.number(&AT)? as usize,
            directions: fields.choice(&DIRECTIONS)?,
        })
    }
}

/// What is looked at, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Around {
    /// Nothing yet.
    Coming,
    /// One of the two has not learnt its examples: there is nothing to look at.
    Unlearnt,
    /// For each point of the line so far, from its beginning on, its place, training loss and accuracy, test loss and accuracy.
    Line(Vec<[f64; 5]>),
    /// See [`Plane`].
    Plane(Plane),
    /// For each of the two solutions.
    Sharpness([Sharpness; 2]),
}

/// The training loss on a plane through a solution, which lies at (0, 0).
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// Half the plane's width and height, in lengths of its directions: for directions of chance that is the length of the
    /// solution's own weights, for those of the way 1.
    pub half: (f64, f64),
    /// [`SIDE`] rows of [`SIDE`] losses: from the left, from below; fewer as long as they are coming.
    pub losses: Vec<f64>,
    /// The way to the solution as it falls on the plane, from the first weights on.
    pub path: Vec<(f64, f64)>,
    /// Share of the way's variance that lies along each direction.
    pub shares: [f64; 2],
}

/// How sharp a solution is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sharpness {
    /// The largest eigenvalue of the Hessian of the training loss.
    pub eigenvalue: f64,
    /// How well it is known: ‖Hv − λv‖/|λ| for the unit vector v that was found.
    pub residual: f64,
    /// Keskar's measure: 100·(max L − L)/(1 + L) within |zᵢ| ≤ 10⁻³(|θᵢ| + 1), in percent (Keskar et al. 2017, eq. 3).
    pub boxed: f64,
}

/// All that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct AroundReport {
    /// Part of the work that is done, 0…1.
    pub progress: f64,
    /// What is known.
    pub around: Around,
}

impl Sharpness {
    fn numbers(self) -> [f64; 3] {
        [self.eigenvalue, self.residual, self.boxed]
    }
    fn of([eigenvalue, residual, boxed]: [f64; 3]) -> Self {
        Self { eigenvalue, residual, boxed }
    }
}

impl AroundReport {
    /// The report as plain data.
    pub fn to_value(&self) -> Value {
        let (kind, numbers, path): (&str, Vec<f64>, Vec<f64>) = match &self.around {
            Around::Coming => ("coming", Vec::new(), Vec::new()),
            Around::Unlearnt => ("unlearnt", Vec::new(), Vec::new()),
            Around::Line(points) => ("line", points.as_flattened().to_vec(), Vec::new()),
            Around::Plane(Plane { half, losses, path, shares }) => {
                let [across, up] = *shares;
                let numbers = [half.0, half.1, across, up].into_iter().chain(losses.iter().copied());
                ("plane", numbers.collect(), path.iter().flat_map(|(x, y)| [*x, *y]).collect())
            }
            Around::Sharpness(both) => {
                ("sharpness", both.iter().flat_map(|of| of.numbers()).collect(), Vec::new())
            }
        };
        map([
            ("name", NAME.into()),
            ("progress", self.progress.into()),
            ("kind", kind.into()),
            ("numbers", numbers.into()),
            ("path", path.into()),
        ])
    }
    /// The report of plain data; nothing if it is none.
    pub fn from_value(value: &Value) -> Option<Self> {
        let numbers = super::numbers(value.get("numbers"))?;
        let around = match value.get("kind")?.as_text()? {
            "coming" => Around::Coming,
            "unlearnt" => Around::Unlearnt,
            "line" => Around::Line(numbers.as_chunks().0.to_vec()),
            "plane" => {
                let [x, y, across, up, ref losses @ ..] = numbers[..] else { return None };
                let path = super::numbers(value.get("path"))?;
                let path = path.as_chunks::<2>().0.iter().map(|[x, y]| (*x, *y)).collect();
                Around::Plane(Plane { half: (x, y), losses: losses.to_vec(), path, shares: [across, up] })
            }
            "sharpness" => {
                let [small, large] = numbers.as_chunks::<3>().0 else { return None };
                Around::Sharpness([Sharpness::of(*small), Sharpness::of(*large)])
            }
            _ => return None,
        };
        Some(Self { progress: value.get("progress")?.as_number()?, around })
    }
}
