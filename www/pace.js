// What a frame has time for. Under a hand, a slow machine draws what the hand moves, and the rest waits its turn.

/** @typedef {import('./pkg/first.js').Scene} Scene */

/** Milliseconds of a frame that may go into computing long runs, also under a hand, and updates between two looks at the watch. */
const BUDGET = 3;
const LITTLE = 1;
const CHUNK = 500;
/** Milliseconds from one look at long runs under way to the next. */
const LOOKS = 250;
/** Milliseconds from its begin for which a hurried frame draws; after them for words, too, or these wait so long. */
const DRAWS = 4;
const WORDS = 4;
const WAIT = 400;

export class Pace {
  constructor() {
    /** When the frame began, when its time for pictures is up; when words were told and long runs looked at last, how long words took. */
    this.begun = this.until = this.told = this.looked = this.cost = 0;
    /** Whether the frame is for what a hand moves; whether it draws nothing; whether only what the hand moves is shown in it. */
    this.moves = this.blind = this.hasty = false;
    /** What says words that are out of date, by turns. @type {Set<() => void>} */
    this.due = new Set();
  }

  /**
   * A frame begins. Tells whether what a hand wants moved may move.
   * @param {number} seconds since the one before; 0 or without end where none follows that could do the rest
   * @param {boolean} _held @param {boolean} _wanted
   */
  begin(seconds, _held, _wanted) {
    this.begun = performance.now();
    this.until = seconds > 0 && seconds < 1 ? this.begun + DRAWS : Infinity;
    return true;
  }

  /** A frame ends. */
  end() {}

  /**
   * Computes long runs for a while; tells whether there is something new to show.
   * @param {Scene} scene @param {boolean} held @param {number} [chunk]
   */
  work(scene, held, chunk = CHUNK) {
    const until = this.begun + (held ? LITTLE : BUDGET);
    let done = false;
    while (!done && performance.now() < until) done = scene.work(chunk);
    if (!done && this.begun < this.looked + LOOKS) return false;
    if (!done) scene.look();
    this.looked = this.begun;
    return true;
  }

  /** Tells words that are due, if there is time; tells whether it did. */
  tell() {
    const late = performance.now() + this.cost > this.until + WORDS && this.begun < this.told + WAIT;
    return !late && this.say(Infinity);
  }

  /** Tells so many parts of the words that are due. @param {number} most */
  say(most) {
    const before = performance.now();
    for (const words of [...this.due].slice(0, most)) {
      this.due.delete(words);
      words();
    }
    this.told = performance.now();
    this.cost = this.told - before;
    return true;
  }
}
