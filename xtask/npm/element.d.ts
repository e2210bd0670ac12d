/** What `downhill-change` tells. */
export interface Change {
  /** The parameters that are not at their defaults, by name. */
  parameters: Record<string, string>;
  /** This state, on the page of Downhill. */
  link: string;
}

/** What `downhill-verdict` tells. */
export interface Verdict {
  /** Place of the answer that the reader chose, from 0. */
  chosen?: number;
  /** Place of the answer that was right, from 0. */
  right?: number;
  /** The verdict, as the reader sees it. */
  text: string;
}

/** What the lecture says of the runs that a figure shows. */
export interface Finding {
  /** Which claim it is. */
  claim: string;
  /** How it stands in these runs; `report` for what one run shows. */
  standing: 'holds' | 'conditional' | 'fails' | 'unclear' | 'report';
  /** The sentence, as the reader sees it. */
  text: string;
}

/** Events of the element, which bubble and cross shadow roots. */
export interface DownhillEventMap {
  'downhill-ready': CustomEvent<null>;
  'downhill-change': CustomEvent<Change>;
  'downhill-answered': CustomEvent<null>;
  'downhill-verdict': CustomEvent<Verdict>;
  'downhill-measured': CustomEvent<null>;
}

/** `<downhill-scene scene="momentum" learning-rate="0.1">`: a figure. Other attributes than these are parameters of its scene. */
export interface DownhillSceneElement extends HTMLElement {
  /** `light`, `dark`, or `auto` for that of the page around it. */
  theme: string;
  /** The parameters that are not at their defaults, by name; setting it sets all others to their defaults. */
  get parameters(): Record<string, string>;
  set parameters(parameters: Readonly<Record<string, string | number>>);
  /** What the question became, once its run has ended. */
  get verdict(): Verdict | undefined;
  /** What the lecture says of these runs, as far as they have come. */
  findings(): Promise<Finding[]>;
  /** Plays from where it is, or from the start if it has ended. */
  play(): void;
  /** Stops where it is. */
  pause(): void;
  /** All parameters at what the element's attributes say. */
  reset(): void;
  /** Goes to a guided step, from 1; one more than there are is the reader's own turn. */
  step(number: number): void;
  addEventListener<K extends keyof DownhillEventMap>(
    type: K,
    listener: (this: DownhillSceneElement, event: DownhillEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: DownhillSceneElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'downhill-scene': DownhillSceneElement;
  }
}
