//! Data sets small enough to travel with the program.

use crate::decimal;
use crate::named::named;

/// Examples for regression on one feature: `x[i]` → `y[i]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// Feature of each example.
    pub x: Vec<f64>,
    /// Target of each example.
    pub y: Vec<f64>,
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
    /// Reads the file that is part of the program.
    pub fn load() -> Self {
        let mut set = Self { chins: Vec::new(), weight: Vec::new(), waist: Vec::new() };
        for line in include_str!("data/linnerud.csv").lines().skip(1) {
            let mut fields = line.split(',').filter_map(decimal::parse);
            let mut column = |skip: usize| fields.nth(skip).expect("six columns in linnerud.csv");
            set.chins.push(column(0));
            set.weight.push(column(2));
            set.waist.push(column(0));
        }
        set
    }
}

/// Waist → pull-ups of [`Linnerud`], both standardised.
pub fn waist_to_chins() -> Pairs {
    let set = Linnerud::load();
    Pairs { x: standardised(&set.waist), y: standardised(&set.chins) }
}

/// The twenty examples of the golden trajectories `tests/oracles/linreg20.json`: x = −1.9, −1.7 … 1.9.
pub fn linreg20() -> Pairs {
    let y = vec![
        -3.4939, -2.5685, -2.1913, -2.3231, -1.9843, -2.0458, -1.9156, -1.6101, -1.3494, -0.2783, -0.3725,
        0.0013, -0.006, 0.1149, 0.3692, 0.8134, 1.6897, 1.7574, 1.8673, 2.2543,
    ];
    // Tenths read from integers are the nearest doubles; repeated addition of 0.2 would not be.
    let x = (0..20).map(|i| f64::from(2 * i - 19) / 10.0).collect();
    Pairs { x, y }
}

/// `values` shifted and scaled to mean 0 and (population) variance 1. Constant values become 0.
pub fn standardised(values: &[f64]) -> Vec<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n;
    let scale = if variance > 0.0 { 1.0 / variance.sqrt() } else { 0.0 };
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
    fn standardised_has_mean_zero_and_variance_one() {
        let z = standardised(&[1.0, 2.0, 4.0, 9.0]);
        assert!(z.iter().sum::<f64>().abs() < 1e-12);
        assert!((z.iter().map(|v| v * v).sum::<f64>() / 4.0 - 1.0).abs() < 1e-12);
        assert_eq!(standardised(&[3.0, 3.0]), [0.0, 0.0]);
    }
}
