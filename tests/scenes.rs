//! Every scene, driven as a reader would drive it, with any settings.

use downhill::scene::{self, Layer, SCENES, Scene};

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
