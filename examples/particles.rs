//! Prints how many updates of single particles a second the native build makes, young and at rest: 100,000 particles,
//! momentum. `benches/ensemble.js` holds it against the browser.

use downhill::ensemble::Ensemble;
use downhill::value::map;
use std::time::Instant;

const PARTICLES: u32 = 100_000;
const UPDATES: u32 = 50;
/// After so many updates all but a few have come to rest, if at all.
const REST: u32 = 3000;

fn main() {
    let cases = [("himmelblau", 0.001), ("bounded-saddle", 0.01)].map(|(objective, rate)| {
        let description = map([
            ("objective", objective.into()),
            ("particles", f64::from(PARTICLES).into()),
            ("learningRate", rate.into()),
            ("momentum", 0.9.into()),
        ]);
        let mut ensemble = Ensemble::from_value(&description).expect("a valid description");
        let young = best(&mut ensemble);
        (0..REST).for_each(|_| ensemble.step());
        format!("\"{objective}\": {{ \"young\": {young}, \"rest\": {} }}", best(&mut ensemble))
    });
    println!("{{ {} }}", cases.join(", "));
}

/// The best of some rounds, in updates of single particles a second.
fn best(ensemble: &mut Ensemble) -> f64 {
    let round = |_| {
        let begun = Instant::now();
        (0..UPDATES).for_each(|_| ensemble.step());
        f64::from(UPDATES * PARTICLES) / begun.elapsed().as_secs_f64()
    };
    (0..8).map(round).fold(0.0, f64::max)
}
