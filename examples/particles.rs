//! Prints how many updates of single particles a second the native build makes: 100,000 particles, momentum, on
//! Himmelblau's function. `benches/ensemble.js` holds it against the browser.

use downhill::ensemble::Ensemble;
use downhill::value::map;
use std::time::Instant;

fn main() {
    let description = map([
        ("objective", "himmelblau".into()),
        ("particles", 100_000.0.into()),
        ("learningRate", 0.001.into()),
        ("momentum", 0.9.into()),
    ]);
    let mut ensemble = Ensemble::from_value(&description).expect("a valid description");
    let mut best = 0.0_f64;
    for _ in 0..20 {
        let begun = Instant::now();
        for _ in 0..50 {
            ensemble.step();
        }
        best = best.max(50.0 * 100_000.0 / begun.elapsed().as_secs_f64());
    }
    println!("{best}");
}
