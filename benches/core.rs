//! Native costs that the page pays in every frame or on every change.

// criterion's macro makes a public function without a comment.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use downhill::chart::{Theme, Viewport};
use downhill::objective::CATALOG;
use downhill::param::Defaults;
use downhill::scene::{self, Layer};
use downhill::value::map;
use std::hint::black_box;

fn benches(c: &mut Criterion) {
    let experiment = map([
        ("objective", "linear-regression".into()),
        ("optimizer", "adam".into()),
        ("batch", map([("size", 4.0.into())])),
        ("steps", 1000.0.into()),
    ]);
    c.bench_function("a thousand updates on twenty examples", |b| {
        b.iter(|| downhill::simulate(black_box(&experiment)))
    });

    for entry in CATALOG {
        let objective = entry.build(&Defaults);
        let theta = objective.start();
        c.bench_function(&format!("loss of {}", entry.name), |b| {
            b.iter(|| objective.loss(black_box(&theta)))
        });
    }

    let mut scene = scene::new("lab").expect("a scene");
    scene.seek(1.0);
    let picture = scene.picture(0, Layer::Still);
    let viewport = Viewport::new(picture.x.clone(), picture.y.clone(), 700.0, 540.0, 2.0);
    let (field, theme) = (picture.field.clone().expect("a map"), Theme::light());
    c.bench_function("shading of a contour map of 1300 × 1000 pixels", |b| {
        b.iter(|| field.shade(&viewport, &theme))
    });
    c.bench_function("moving marks of a frame", |b| b.iter(|| scene.picture(0, Layer::Moving)));
}

criterion_group!(group, benches);
criterion_main!(group);
