use super::*;
use crate::named::Named;

const DATA: usize = 2;

/// The cards show the batches that the run uses.
#[test]
fn the_cards_are_the_runs_batches() {
    for order in Order::NAMES {
        let mut scene = This::new();
        scene.set("order", order, None);
        scene.set("batch-size", "6", None);
        let points = scene.lane().trace().points();
        assert_eq!(points.len(), scene.deals.len() + 1);
        assert!(points[1..].iter().zip(&scene.deals).all(|(point, deal)| point.batch == *deal));
    }
}

#[test]
fn one_press_is_one_batch() {
    let mut scene = This::new();
    let timeline = |scene: &This| scene.timeline().unwrap();
    for press in 1..=7 {
        assert!(scene.command("next-batch", None));
        let mut frames = 0;
        while !timeline(&scene).rests {
            scene.advance(1.0 / 60.0);
            frames += 1;
        }
        assert!(frames > 10, "it is seen to move");
        assert_eq!(timeline(&scene).time, f64::from(press));
        assert_eq!(scene.now().batch, Some(press as usize - 1));
    }
    scene.advance(0.5);
    assert!(!timeline(&scene).rests && timeline(&scene).time > 7.0);
    scene.command("next-batch", None);
    scene.complete();
    assert_eq!(timeline(&scene).time, 8.0);
    scene.complete();
    assert!(timeline(&scene).ended, "played on, it goes to the end");
}

/// What the question is about is there to be seen: at the default some update of the first epoch raises the full
/// loss, though it lowers that of its own batch.
#[test]
fn by_default_some_update_raises_the_full_loss() {
    let scene = This::new();
    assert!(scene.raised() > 0);
    let points = scene.lane().trace().points();
    let first = points.windows(2).zip(&scene.losses).take(scene.per_epoch());
    let (up, down): (Vec<_>, Vec<_>) = first.partition(|(pair, _)| pair[1].loss > pair[0].loss);
    assert!(up.iter().all(|(_, batch)| batch.after < batch.before) && !down.is_empty());
}

/// A card lights up its person, and the person its card; what is tapped stays lit.
#[test]
fn a_card_is_a_person() {
    let mut scene = This::new();
    scene.seek(0.1);
    let slot = scene.slots(0)[6];
    scene.hover(CARDS, Some(slot));
    assert_eq!(scene.lit(), Some(6));
    scene.hover(CARDS, None);
    assert_eq!(scene.lit(), None);
    scene.tap(CARDS, slot);
    scene.hover(DATA, Some(scene.examples.at(3)));
    assert_eq!(scene.lit(), Some(3));
    scene.hover(DATA, None);
    assert_eq!(scene.lit(), Some(6));
    scene.tap(CARDS, slot);
    assert_eq!((scene.lit(), scene.guide().at), (None, Some(0)));
}

#[test]
fn more_than_all_examples_is_no_batch() {
    let mut scene = This::new();
    scene.set("batch-size", "12", None);
    let notice = scene.set("examples", "7", None).unwrap();
    assert!(notice.args.contains(&("used", "7".to_owned())));
    assert_eq!(scene.settings.text(&BATCH_SIZE), "7");
}
