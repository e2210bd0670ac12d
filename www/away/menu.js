// "Take away": a figure as picture, as numbers, as its experiment, as a program; and the way to what is kept here.

import { box } from '../box.js';
import { h, quiet, reword } from '../dom.js';
import { learnMore, t } from '../text.js';
import { save } from './save.js';
import { words } from './words.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** @typedef {import('../pkg/first.js').TakenRun} TakenRun */

/** Why something is not offered: words, with the names of what they speak of. @typedef {{ key: string, args?: Record<string, string> }} Reason */
/** What can be taken, in the order in which it is offered: as a file, or copied. @typedef {{ name: string, take: () => Promise<void>, lacking?: () => Reason | undefined }} Way */

/** @param {Figure} figure @param {Promise<import('../core.js').Core>} program what is fetched with it */
export async function menu(figure, program) {
  // The page around has the title, or there is none.
  const { host } = /** @type {ShadowRoot} */ (figure.element.getRootNode());
  const title = host.closest('section') ? [] : [learnMore('page')];
  const [core] = await Promise.all([program, words(), ...title]);
  return new Menu(figure, core);
}

export class Menu {
  /** @param {Figure} figure @param {import('../core.js').Core} core */
  constructor(figure, core) {
    this.figure = figure;
    this.core = core;
    /** @type {import('../pkg/first.js').Takings} */
    this.taken = { runs: [], offsets: [] };
    /** What stands in the line below the buttons. @type {() => string} */
    this.told = () => '';
    /** Why there is no program; comes with what writes them. @type {typeof import('./programs.js').unwritten | undefined} */
    this.unwritten = undefined;
    /** What the reader keeps here; comes when it is asked for. @type {import('../keep/gallery.js').Gallery | undefined} */
    this.gallery = undefined;
    /** @type {Way[]} */
    this.ways = [
      { name: 'png', take: () => this.#png() },
      { name: 'svg', take: () => this.#svg() },
      { name: 'shown', take: () => this.#shown() },
      { name: 'updates', take: () => this.#updates(), lacking: () => this.#lacking() },
      { name: 'json', take: () => this.#json() },
      { name: 'torch', take: () => this.#program('torch'), lacking: () => this.#lacking('torch') },
      { name: 'numpy', take: () => this.#program('numpy'), lacking: () => this.#lacking('numpy') },
    ];
    this.buttons = this.ways.map(({ name, take }) =>
      quiet(
        () => this.#take(take),
        () => t(`away.${name}`),
      ),
    );
    this.line = h('p', { class: 'told', role: 'status' }, () => this.told());
    this.text = h('textarea', { readonly: true, rows: 10, hidden: true, 'aria-label': () => t('ui.link') });
    this.why = h('p', { class: 'why' });
    /** What is lacking follows the settings. */
    this.changed = () => this.show();
    const keep = quiet(
      () => this.#take(() => this.#keep()),
      () => t('keep.open'),
    );
    this.element = box(
      figure,
      { name: 'take-away', words: 'away', close: () => this.close(), beside: [keep] },
      h('div', { class: 'ways' }, ...this.buttons),
      this.why,
      this.line,
      this.text,
    );
  }

  open() {
    this.gallery?.close();
    this.figure.past.toolbar.element.append(this.element);
    this.figure.element.addEventListener('downhill-change', this.changed);
    reword(this.element);
    this.show();
    this.buttons[0].focus();
  }

  close() {
    this.figure.element.removeEventListener('downhill-change', this.changed);
    this.element.remove();
  }

  /** What there is of the figure as it stands. */
  async show() {
    this.taken = this.figure.scene.take() ?? this.taken;
    this.#offer();
    this.unwritten = (await import('./programs.js')).unwritten;
    this.#offer();
  }

  /** Offers what can be had, as far as that is known, and says why the rest cannot. */
  #offer() {
    /** @type {Reason[]} */
    const reasons = [];
    this.ways.forEach(({ lacking }, index) => {
      const reason = lacking?.();
      this.buttons[index].disabled = !!reason;
      if (reason && !reasons.some(({ key }) => key === reason.key)) reasons.push(reason);
    });
    this.why.replaceChildren(h('span', {}, () => reasons.map(({ key, args }) => t(key, args)).join(' ')));
    this.why.hidden = !reasons.length;
  }

  /** Why something cannot be had. @param {'torch' | 'numpy'} [program] @returns {Reason | undefined} */
  #lacking(program) {
    if (!this.taken.runs.length) return { key: 'away.no-runs' };
    return program ? this.unwritten?.(this.taken.runs) : undefined;
  }

  /** @param {() => Promise<void>} take */
  async #take(take) {
    this.text.hidden = true;
    try {
      await take();
    } catch (error) {
      this.#tell(() => t('away.failed', { message: error instanceof Error ? error.message : String(error) }));
    }
  }

  /** @param {() => string} words */
  #tell(words) {
    this.told = words;
    reword(this.line);
  }

  /** @param {string} ending @param {BlobPart[]} parts @param {string} type */
  #save(ending, parts, type) {
    const name = `downhill-${this.figure.setting.id}${ending}`;
    save(name, parts, type);
    this.#tell(() => t('away.saved', { name }));
  }

  /** What stands here gives way to what is kept. */
  async #keep() {
    this.gallery ??= await (await import('../keep/gallery.js')).gallery(this.figure);
    this.close();
    this.gallery.open();
  }

  async #png() {
    const { png } = await import('./picture.js');
    this.#save('.png', [await png(this.figure)], 'image/png');
  }

  async #svg() {
    const { svg } = await import('./picture.js');
    this.#save('.svg', [svg(this.figure)], 'image/svg+xml');
  }

  async #shown() {
    const [{ shown }, { inSight }] = await Promise.all([import('./tables.js'), import('./picture.js')]);
    const { scene } = this.figure;
    const names = new Map(scene.legend().map(({ run, key, args }) => [`run-${run}`, t(key, args)]));
    const rows = shown(
      scene,
      (index) => inSight(this.figure, index),
      (of) => names.get(of) ?? of,
    );
    this.#save('.csv', rows, 'text/csv');
  }

  async #updates() {
    const { updates } = await import('./tables.js');
    const parts = await updates(this.core, this.taken.runs, nameOf, (done) =>
      this.#tell(() => t('away.writing', { percent: Math.floor(100 * done) })),
    );
    this.#save('-updates.csv', parts, 'text/csv');
  }

  async #json() {
    const { setting, past, scene } = this.figure;
    const own = scene.controls().filter(({ param, run }) => param && run === undefined);
    const settings = Object.fromEntries(own.map(({ name, value }) => [name, value]));
    const runs = this.taken.runs.map((run) => ({ name: nameOf(run), experiment: run.experiment }));
    const file = { scene: setting.id, link: past.link(), settings, runs };
    this.#save('.json', [`${JSON.stringify(file, undefined, 2)}\n`], 'application/json');
  }

  /** @param {'torch' | 'numpy'} kind */
  async #program(kind) {
    const [{ program }, { titleOf }] = await Promise.all([import('./programs.js'), import('./picture.js')]);
    const { figure, core, taken } = this;
    const text = await program(kind, core, taken, { title: titleOf(figure), link: figure.past.link(), nameOf });
    try {
      await navigator.clipboard.writeText(text);
      this.#tell(() => t('away.copied'));
    } catch {
      // No clipboard here: what was to be copied is shown.
      this.#tell(() => '');
      this.text.hidden = false;
      this.text.value = text;
      this.text.focus();
      this.text.select();
    }
  }
}

/** What a run is called. @param {TakenRun} run */
const nameOf = ({ name: { key, args } }) => t(key, args);
