// What else a run showed, for those who look deeper: the lecture's claims with how they stand.

import { announce, h } from './dom.js';
import { t } from './text.js';

export class Findings {
  /** @param {HTMLElement} element where they stand */
  constructor(element) {
    this.element = element;
    this.shown = '';
  }

  /** @param {import('./pkg/first.js').ClaimInfo[]} claims */
  update(claims) {
    const signature = JSON.stringify(claims);
    if (signature === this.shown) return;
    this.shown = signature;
    // What was found over many seeds belongs to the reader's record, which another part of the program keeps.
    if (claims.some(({ key }) => key === 'claim.noise.seeds')) announce(this.element, 'measured');
    const items = claims.map((claim) =>
      h(
        'li',
        { class: claim.standing },
        claim.standing === 'report' ? '' : h('span', { class: 'standing' }, () => t(`standing.${claim.standing}`)),
        ' ',
        () => t(claim.key, claim.args),
      ),
    );
    this.element.replaceChildren(...(items.length ? [h('h3', {}, () => t('ui.found')), h('ul', {}, ...items)] : []));
  }
}
