// The element as other people's pages have it: colours of the page around, keys that stay inside, and an interface for scripts.

import { DownhillScene } from '../element.js';
import { learnMore, t } from '../text.js';
import { keepBelow } from './above.js';
import { darkBehind, ground, watchGround } from './ground.js';
import { keepKeys } from './keys.js';
import { hold } from './room.js';
import { Speaker } from './speaker.js';

/** Attributes that are not parameters of the scene: the element's own, and those that any element may carry. */
const OWN =
  /^(scene|lang|theme|hide|only|lock|class|style|id|slot|part|title|hidden|inert|translate|role|dir|tabindex|(data|aria)-.*)$/;

/** Those that leave out parts of a figure, or lock them. */
const LIMITS = ['hide', 'only', 'lock'];

/**
 * `<downhill-scene>` as `element.js` defines it: its attributes are the scene's parameters by their table names, with `lang` and `theme`.
 * Documented in `docs/embedding.md`.
 */
export class Elsewhere extends DownhillScene {
  constructor() {
    super();
    /** What ends when the element is taken away. @type {(() => void)[]} */
    this.ends = [];
    /** @type {import('../alone/limits.js').Limits | undefined} */
    this.limits = undefined;
    /** Names that the scene knows, once its program is there, and those that stood here before. @type {Set<string>} */
    this.names = new Set();
    /** What a program set last. @type {[string, string][] | undefined} */
    this.wanted = undefined;
    this.speaker = new Speaker(this);
    /** The figure's first picture stays below what the page keeps at the top. @type {(() => void) | undefined} */
    this.above = undefined;
    this.addEventListener('downhill-ready', () => this.#stands());
    this.watching = new MutationObserver((records) =>
      this.#changed(records.map((record) => record.attributeName ?? '')),
    );
  }

  connectedCallback() {
    const grounded = watchGround(this, () => {
      this.repaint();
      if (this.figure) this.speak();
    });
    this.ends = [hold(this), keepKeys(this), grounded];
    this.speaker.join();
    this.watching.observe(this, { attributes: true });
    super.connectedCallback();
  }

  disconnectedCallback() {
    for (const end of this.ends.splice(0)) end();
    this.above?.();
    this.speaker.leave();
    super.disconnectedCallback();
  }

  /** @param {string[]} names attributes that the page around it set or took away */
  #changed(names) {
    if (names.includes('theme')) this.repaint();
    if (names.some((name) => LIMITS.includes(name))) this.#limit();
    if (names.includes('scene') || names.some((name) => this.names.has(name))) this.again(undefined);
    else if (names.includes('lang') && this.figure) this.speak();
  }

  /** A figure has come, the first one or in the place of another. */
  #stands() {
    this.above?.();
    if (this.figure && this.isConnected) this.above = keepBelow(this, this.figure.element);
    this.#tint();
    this.#limit();
  }

  /** What a figure covers with its own colour, it covers with that of the page. */
  #tint() {
    const colour = this.theme === 'auto' ? ground(this)?.colour : '';
    this.figure?.element.style.setProperty('--page', colour ?? '');
  }

  repaint() {
    super.repaint();
    this.#tint();
  }

  /** What a teacher leaves out or locks; few pages say so. */
  async #limit() {
    const { figure } = this;
    const said = LIMITS.flatMap((name) => /** @type {[string, string][]} */ ([[name, this.getAttribute(name) ?? '']]));
    if (!figure || (!this.limits && said.every(([, value]) => !value))) return;
    const { Limits, read } = await import('../alone/limits.js');
    if (figure.broken) return;
    if (this.limits?.figure !== figure) this.limits = new Limits(figure);
    const given = read(said.filter(([, value]) => value));
    for (const { key, args } of this.limits.set(given)) figure.notices.add(key, args);
  }

  /** @param {() => import('../pkg/first.js').SceneInfo} info */
  given(info) {
    const given = this.#attributes();
    const first = this.names.size === 0;
    this.names = new Set(info().params.flatMap(({ name, was }) => [name, ...was]));
    // What nothing is called is told where it stood here from the beginning; what other programs set later is theirs.
    return first ? given : given.filter(([name]) => this.names.has(name));
  }

  /** Attributes that may be parameters. */
  #attributes() {
    /** @type {[string, string][]} */
    const pairs = [];
    for (const { name, value } of this.attributes) if (!OWN.test(name)) pairs.push([name, value]);
    return pairs;
  }

  get said() {
    return this.query ?? this.#attributes();
  }

  async speak() {
    return this.speaker.speak();
  }

  get theme() {
    return this.getAttribute('theme') ?? 'auto';
  }
  set theme(theme) {
    this.setAttribute('theme', theme);
  }

  get dark() {
    return this.theme === 'dark' || (this.theme !== 'light' && darkBehind(this));
  }

  /** The scene's parameters that are not at their defaults, by name; setting them sets all others to their defaults. */
  get parameters() {
    return Object.fromEntries(this.figure?.scene.query() ?? this.query ?? []);
  }
  set parameters(parameters) {
    /** @type {[string, string][]} */
    const query = Object.entries(parameters).map(([name, value]) => [name, String(value)]);
    const { figure } = this;
    this.wanted = query;
    if (!figure) this.query = query;
    else if ('points' in parameters) figure.extras.ask((rare) => rare.lay(query, () => this.wanted === query));
    else figure.past.take(query);
  }

  /** What the question has become, as in the event `downhill-verdict`; undefined before. */
  get verdict() {
    const { verdict, right, chosen } = this.figure?.story.asked ?? {};
    return verdict && { right, chosen, text: t(verdict.key, verdict.args) };
  }

  /**
   * What was found so far: what the lecture says of these runs, each with how it stands, in the figure's language.
   * @returns {Promise<{ claim: string, standing: string, text: string }[]>}
   */
  async findings() {
    const { figure } = this;
    if (!figure) return [];
    await learnMore('deeper');
    if (figure.broken) return [];
    return figure.scene.claims().map(({ key, args, standing }) => ({ claim: key, standing, text: t(key, args) }));
  }

  /** Plays from where it is, or from the start if it has ended. */
  play() {
    this.figure?.player.play();
  }

  /** Stops where it is. */
  pause() {
    if (this.figure?.player.playing) this.figure.player.toggle();
  }

  /** All parameters at what the element's attributes say. */
  reset() {
    this.parameters = Object.fromEntries(this.#attributes().filter(([name]) => this.names.has(name)));
  }

  /**
   * Goes to a guided step, from 1; one more than there are is the reader's own turn. A parameter has the same name: what is written here, as
   * frameworks do that find a property, goes to the attribute.
   * @returns {(number: number) => void}
   */
  get step() {
    return (number) => {
      const { guide } = this.figure ?? {};
      if (guide && Number.isInteger(number) && number >= 1 && number <= guide.steps + 1) guide.follow(number - 1);
    };
  }
  /** @param {unknown} value */
  set step(value) {
    this.setAttribute('step', String(value));
  }
}
