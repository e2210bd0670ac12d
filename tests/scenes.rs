//! Every scene, driven as a reader would drive it, with any settings.

use downhill::param::{Kind, Param, Scale};
use downhill::scene::{self, Layer, SCENES, Scene};
use proptest::prelude::*;

fn drive(scene: &mut dyn Scene) {
    scene.idle(0.7);
    for share in [0.0, 0.3, 1.0] {
        scene.seek(share);
        for panel in 0..scene.panels().len() {
            for layer in [Layer::Under, Layer::Over] {
                scene.picture(panel, layer);
            }
        }
        scene.labels();
        scene.caption();
        scene.readouts();
        scene.claims();
        scene.describe();
    }
}

#[test]
fn all_scenes_run_with_their_defaults() {
    for entry in SCENES {
        let mut scene = scene::new(entry.id).unwrap();
        drive(scene.as_mut());
        while !scene.work(100_000) {}
        drive(scene.as_mut());
    }
}

/// Some text for a parameter: most of it usable, some out of range, some nonsense.
fn text(param: &Param, share: f64, odd: u8) -> String {
    match (odd, param.kind) {
        (0, _) => ["NaN", "", "1e999", "-7,x", "~~,:", "0"][(share * 5.99) as usize].to_owned(),
        (
            _,
            Kind::Number { min, max, scale: Scale::Log, .. } | Kind::Integer { min, max, scale: Scale::Log },
        ) => {
            let low = min.max(1e-9);
            let value = low * (max / low).powf(share);
            // Crowds and long runs are for the browser tests.
            value.min(if param.name == "particles" { 300.0 } else { 1e4 }).to_string()
        }
        (_, Kind::Number { min, max, .. } | Kind::Integer { min, max, .. }) => {
            (min + (max - min) * share).to_string()
        }
        (_, Kind::Choice(choices)) => {
            choices[(share * choices.len() as f64) as usize % choices.len()].to_owned()
        }
        (_, Kind::Point) => format!("{},{}", 8.0 * share - 4.0, 3.0 - 7.0 * share),
        (_, Kind::List { max, .. }) => format!("{},{}", (share * max) as u32, max),
        (_, Kind::Runs) => {
            ["1~20", "4,momentum:0.9", "sgd~adam,learning-rate:0.1"][(share * 2.99) as usize].to_owned()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is set, nothing panics, every axis can be drawn, and the link gives the same scene back.
    #[test]
    fn any_settings(which in 0..SCENES.len(), changes in prop::collection::vec((0_usize..64, 0.0..1.0_f64, 0_u8..6), 1..5),
                    at in (0.0..1.0_f64, 0.0..1.0_f64)) {
        let entry = &SCENES[which];
        let mut scene = scene::new(entry.id).unwrap();
        for (place, share, odd) in changes {
            let param = &entry.params[place % entry.params.len()];
            scene.set(param.name, &text(param, share, odd), None);
        }
        for handle in 0..scene.handles().len() {
            let (x, y) = scene.axes(scene.handles()[handle].panel);
            scene.drag(handle, (x.value(at.0), y.value(at.1)), true);
        }
        scene.work(2000);
        drive(scene.as_mut());
        for panel in 0..scene.panels().len() {
            let (x, y) = scene.axes(panel);
            for axis in [x, y] {
                prop_assert!(axis.low.is_finite() && axis.high.is_finite() && axis.low < axis.high, "{axis:?}");
            }
        }
        let mut again = scene::new(entry.id).unwrap();
        prop_assert_eq!(again.load(&scene.query()), vec![], "{:?}", scene.query());
        prop_assert_eq!(again.query(), scene.query());
    }
}
