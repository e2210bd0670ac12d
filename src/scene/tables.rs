//! The rows of a scene's tables: controls, panels, handles.

use super::Figure;
use super::model::Model;
use super::parts::{Control, Group, Layer, Revision, Sentence};
use super::settings::{SEEN, SPEED};
use crate::chart::{Axis, Picture, Xy};
use crate::param::Param;

/// One row of the table of controls.
pub(super) struct Row<M> {
    pub(super) what: What<M>,
    pub(super) group: Option<Group>,
}

/// What a control does.
pub(super) enum What<M> {
    /// It sets a parameter.
    Set(&'static Param),
    /// It is a button: it does something, and tells whether that is to be played.
    Press { name: &'static str, enabled: fn(&Figure<M>) -> bool, press: fn(&mut Figure<M>) -> bool },
}

fn always<M>(_: &Figure<M>) -> bool {
    true
}

impl<M: Model> Row<M> {
    const fn set(param: &'static Param, group: Option<Group>) -> Self {
        Self { what: What::Set(param), group }
    }
    /// A parameter whose control is always in sight.
    pub(super) const fn main(param: &'static Param) -> Self {
        Self::set(param, Some(Group::Main))
    }
    /// A parameter whose control is folded away.
    pub(super) const fn more(param: &'static Param) -> Self {
        Self::set(param, Some(Group::More))
    }
    /// A parameter that has no control: a handle sets it, or a link.
    pub(super) const fn hidden(param: &'static Param) -> Self {
        Self::set(param, None)
    }
    /// How fast it plays.
    pub(super) const fn speed() -> Self {
        Self::set(&SPEED, Some(Group::More))
    }
    /// Whether its surface is seen as a map or as a landscape: the switch stands at the map.
    pub(super) const fn view() -> Self {
        Self::hidden(SEEN[0])
    }
    /// From where it is seen: whoever turns it.
    pub(super) const fn camera() -> Self {
        Self::hidden(SEEN[1])
    }
    /// A button.
    pub(super) const fn press(name: &'static str, group: Group, press: fn(&mut Figure<M>) -> bool) -> Self {
        Self { what: What::Press { name, enabled: always, press }, group: Some(group) }
    }
    /// A button that stands elsewhere: in a table.
    pub(super) const fn unseen(name: &'static str, press: fn(&mut Figure<M>) -> bool) -> Self {
        Self { what: What::Press { name, enabled: always, press }, group: None }
    }
    /// A button for the next seed.
    pub(super) const fn new_seed() -> Self {
        Self::press("new-seed", Group::More, Figure::new_seed)
    }
    /// The same button, to be pressed only now and then.
    pub(super) const fn enabled(self, enabled: fn(&Figure<M>) -> bool) -> Self {
        match self.what {
            What::Press { name, press, .. } => {
                Self { what: What::Press { name, enabled, press }, group: self.group }
            }
            What::Set(_) => self,
        }
    }
}

impl<M: Model> Row<M> {
    /// Its control, as it is now; nothing for one that has none.
    pub(super) fn control(&self, figure: &Figure<M>) -> Option<Control> {
        let group = self.group?;
        Some(match &self.what {
            What::Set(param) => Control::of(param, &figure.settings, None, group),
            What::Press { name, enabled, .. } => Control::button(name, None, group, enabled(figure)),
        })
    }
}

/// One picture of a scene, with all that belongs to it.
pub(super) struct Panel<M> {
    pub(super) id: &'static str,
    pub(super) aspect: f64,
    pub(super) deeper: bool,
    pub(super) pinned: bool,
    pub(super) words: fn(&Figure<M>) -> PanelWords,
    pub(super) axes: fn(&Figure<M>) -> (Axis, Axis),
    /// Nothing where that layer has axes only.
    pub(super) still: Option<fn(&Figure<M>) -> Picture>,
    pub(super) moving: fn(&Figure<M>) -> Picture,
    pub(super) revision: fn(&Figure<M>) -> Revision,
    pub(super) tap: fn(&mut Figure<M>, Xy),
    pub(super) hover: fn(&mut Figure<M>, Option<Xy>),
    pub(super) resized: fn(&mut Figure<M>, f64),
}

/// Keys of a panel's words: what runs along, what runs up, and what it shows in a sentence.
pub(super) type PanelWords = [&'static str; 3];

impl<M: Model> Panel<M> {
    /// A panel of a shape (width over height) that suits it; its pictures have nothing between the axes yet. What stands
    /// still is drawn anew when all is computed anew, what moves when time passes too.
    pub(super) const fn new(
        id: &'static str,
        aspect: f64,
        words: fn(&Figure<M>) -> PanelWords,
        axes: fn(&Figure<M>) -> (Axis, Axis),
    ) -> Self {
        Self {
            id,
            aspect,
            deeper: false,
            pinned: false,
            words,
            axes,
            still: None,
            moving: Figure::empty,
            revision: Figure::revision_of_runs,
            tap: |_, _| {},
            hover: |_, _| {},
            resized: |_, _| {},
        }
    }
    /// For those who look deeper: folded away, and not drawn.
    pub(super) const fn deeper(mut self) -> Self {
        self.deeper = true;
        self
    }
    /// With lines that can be kept as ghosts.
    pub(super) const fn pinned(mut self) -> Self {
        self.pinned = true;
        self
    }
    /// With the layer that stands still.
    pub(super) const fn still(mut self, still: fn(&Figure<M>) -> Picture) -> Self {
        self.still = Some(still);
        self
    }
    /// With the layer that moves.
    pub(super) const fn moving(mut self, moving: fn(&Figure<M>) -> Picture) -> Self {
        self.moving = moving;
        self
    }
    /// With another account of what its layers depend on. Axes alone are drawn anew when they are others.
    pub(super) const fn revision(mut self, revision: fn(&Figure<M>) -> Revision) -> Self {
        self.revision = revision;
        self
    }
    /// What draws a layer.
    pub(super) fn drawing(&self, layer: Layer) -> fn(&Figure<M>) -> Picture {
        if layer == Layer::Still { self.still.unwrap_or(Figure::empty) } else { self.moving }
    }
    /// What its layers depend on.
    pub(super) fn revised(&self, figure: &Figure<M>) -> Revision {
        let revision = (self.revision)(figure);
        if self.still.is_some() { revision } else { revision.with_axes((self.axes)(figure)) }
    }
    /// With something that a tap does.
    pub(super) const fn tap(mut self, tap: fn(&mut Figure<M>, Xy)) -> Self {
        self.tap = tap;
        self
    }
    /// With something that a pointer above it does.
    pub(super) const fn hover(mut self, hover: fn(&mut Figure<M>, Option<Xy>)) -> Self {
        self.hover = hover;
        self
    }
    /// With something that follows from the width over height of its plotting area.
    pub(super) const fn resized(mut self, resized: fn(&mut Figure<M>, f64)) -> Self {
        self.resized = resized;
        self
    }
}

/// Something a reader can take hold of.
pub(super) struct Handle<M> {
    /// Its name.
    pub(super) id: &'static str,
    /// Index of its panel.
    pub(super) panel: usize,
    /// Where it is, in the panel's data coordinates.
    pub(super) place: fn(&Figure<M>) -> Xy,
    /// What it is, for those who do not see it.
    pub(super) say: fn(&Figure<M>) -> Sentence,
    /// How far one arrow-key press moves it.
    pub(super) key_step: fn(&Figure<M>) -> Xy,
    /// Moves it to a place; true when it is let go there.
    pub(super) drag: fn(&mut Figure<M>, Xy, bool),
}
