//! Data sets small enough to travel with the program.

use crate::decimal;
use crate::named::named;

/// Most examples that a reader may bring: more are not told apart in a picture.
pub const MOST: usize = 200;

/// Farthest that a reader's example may be from 0.
const FAR: f64 = 1e6;

/// Examples for regression on one feature: `x[i]` → `y[i]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// Feature of each example.
    pub x: Vec<f64>,
    /// Target of each example.
    pub y: Vec<f64>,
}

impl Pairs {
    /// Reads `x,y,x,y,…`; nothing where that is not 2 to [`MOST`] examples within ±10⁶.
    pub fn read(text: &str) -> Option<Self> {
        let mut columns = [Vec::new(), Vec::new()];
        for (k, part) in text.split(',').enumerate() {
            columns[k % 2].push(decimal::parse(part).filter(|x| x.abs() <= FAR)?);
        }
        let [x, y] = columns;
        (x.len() == y.len() && (2..=MOST).contains(&x.len())).then_some(Self { x, y })
    }
}

named! {
    /// The built-in data sets for regression on one feature.
    pub enum DataSet {
        /// [`waist_to_chins`].
        Linnerud = "linnerud",
        /// [`linreg20`].
        Linreg20 = "linreg20",
    }
}

impl DataSet {
    /// Its examples.
    pub fn pairs(self) -> Pairs {
        match self {
            DataSet::Linnerud => waist_to_chins(),
            DataSet::Linreg20 => linreg20(),
        }
    }
}

/// Twenty middle-aged men of a fitness club, measured by A. C. Linnerud: one row a person.
///
/// Source: `data/linnerud.csv`, as shipped with scikit-learn's `load_linnerud`.
#[derive(Clone, Debug, PartialEq)]
pub struct Linnerud {
    /// Pull-ups done, a count.
    pub chins: Vec<f64>,
    /// Body weight in pounds.
    pub weight: Vec<f64>,
    /// Waist in inches.
    pub waist: Vec<f64>,
}

impl Linnerud {
    /// Takes what the compiler has read of the file.
    pub fn load() -> Self {
        let column = |k: usize| PEOPLE.iter().map(|person| f64::from(person[k])).collect();
        Self { chins: column(0), weight: column(1), waist: column(2) }
    }
}

/// Pull-ups, weight and waist of each person: the program carries these numbers, not the file.
static PEOPLE: [[u8; 3]; 20] = people(include_bytes!("data/linnerud.csv"));

const fn people(file: &[u8]) -> [[u8; 3]; 20] {
    let mut people = [[0; 3]; 20];
    let (mut at, mut row, mut column, mut number) = (0, 0, 0, 0);
    while file[at] != b'\n' {
        at += 1;
    }
    while row < people.len() {
        at += 1;
        let byte = if at < file.len() { file[at] } else { b'\n' };
        if byte == b'\r' {
            continue;
        }
        if byte.is_ascii_digit() {
            number = 10 * number + (byte - b'0');
            continue;
        }
        match column {
            0 => people[row][0] = number,
            3 => people[row][1] = number,
            4 => people[row][2] = number,
            _ => {}
        }
        number = 0;
        if byte == b',' {
            column += 1;
        } else {
            row += 1;
            column = 0;
        }
    }
    people
}

/// Waist → pull-ups of [`Linnerud`], both standardised.
pub fn waist_to_chins() -> Pairs {
    let set = Linnerud::load();
    Pairs { x: standardised(&set.waist), y: standardised(&set.chins) }
}

/// The twenty examples of the golden trajectories `tests/oracles/linreg20.json`: x = −1.9, −1.7 … 1.9.
pub fn linreg20() -> Pairs {
    // A quotient of integers is the double nearest to it, as the decimal number is; and integers travel lighter.
    let ten_thousandths: [i32; 20] = [
        -34939, -25685, -21913, -23231, -19843, -20458, -19156, -16101, -13494, -2783, -3725, 13, -60, 1149,
        3692, 8134, 16897, 17574, 18673, 22543,
    ];
    let y = ten_thousandths.iter().map(|y| f64::from(*y) / 10_000.0).collect();
    // Repeated addition of 0.2 would not give these.
    let x = (0..20).map(|i| f64::from(2 * i - 19) / 10.0).collect();
    Pairs { x, y }
}

/// Mean of `values`, and the reciprocal of their (population) standard deviation: 0 for constant values.
#[inline]
pub fn spread(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n;
    (mean, if variance > 0.0 { 1.0 / variance.sqrt() } else { 0.0 })
}

/// `values` shifted and scaled to mean 0 and (population) variance 1. Constant values become 0.
pub fn standardised(values: &[f64]) -> Vec<f64> {
    let (mean, scale) = spread(values);
    values.iter().map(|v| (v - mean) * scale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linnerud_has_twenty_people_and_known_sums() {
        let set = Linnerud::load();
        assert_eq!(set.chins.len(), 20);
        assert_eq!((set.chins.iter().sum::<f64>(), set.waist.iter().sum::<f64>()), (189.0, 708.0));
        assert_eq!((set.weight[0], set.waist[0]), (191.0, 36.0));
    }

    #[test]
    fn linreg20_is_read_from_integers_to_the_bit() {
        let Pairs { x, y } = linreg20();
        assert_eq!((x[0], x[9], y[0], y[11], y[12], y[19]), (-1.9, -0.1, -3.4939, 0.0013, -0.006, 2.2543));
    }

    #[test]
    fn pairs_are_read_whole_or_not_at_all() {
        let read = |text: &str| Pairs::read(text).map(|pairs| (pairs.x, pairs.y));
        assert_eq!(read("1,2,-3,4e1"), Some((vec![1.0, -3.0], vec![2.0, 40.0])));
        for text in ["", "1,2", "1,2,3", "200", "1,2,3,x", "1,2,3,", "1,2,3,2e6"] {
            assert_eq!(read(text), None, "{text}");
        }
        let many = |n: usize| vec!["0"; 2 * n].join(",");
        assert!(read(&many(MOST)).is_some() && read(&many(MOST + 1)).is_none());
    }

    #[test]
    fn standardised_has_mean_zero_and_variance_one() {
        let z = standardised(&[1.0, 2.0, 4.0, 9.0]);
        assert!(z.iter().sum::<f64>().abs() < 1e-12);
        assert!((z.iter().map(|v| v * v).sum::<f64>() / 4.0 - 1.0).abs() < 1e-12);
        assert_eq!(standardised(&[3.0, 3.0]), [0.0, 0.0]);
    }
}
