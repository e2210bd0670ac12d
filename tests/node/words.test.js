// Every word the core and the page ask for exists, in every language.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const WWW = new URL('../../www/', import.meta.url);
const SRC = new URL('../../src/', import.meta.url);
const read = (file, base = WWW) => readFileSync(new URL(file, base), 'utf8');
const words = (name) => JSON.parse(read(`locales/${name}.json`));
// The names of objectives and optimisers stand in their catalogues.
const titled = ['objective', 'optimizer'].flatMap((of) => {
  const rows = read(`${of}/mod.rs`, SRC).matchAll(/(?:surface\(|name: )\s*"([\w-]+)",\s+(?:title: )?"([^"]+)"/g);
  return [...rows].map(([, name, title]) => [`choice.${of}.${name}`, title]);
});
const first = { ...words('en/first'), ...words('en/page') };
const english = {
  ...Object.fromEntries(titled),
  ...first,
  ...words('en/figures'),
  ...words('en/digits'),
  ...words('en/deeper'),
  ...words('en/frame'),
  ...words('en/class'),
  ...words('en/teach'),
  ...words('en/formula'),
};
/** What English says in each file of another language: that of the page holds the words of the first figure as well. */
const PARTS = {
  page: first,
  figures: { ...Object.fromEntries(titled), ...words('en/figures') },
  digits: words('en/digits'),
  deeper: words('en/deeper'),
  frame: words('en/frame'),
  class: words('en/class'),
  teach: words('en/teach'),
  formula: words('en/formula'),
};
const spoken = (id) => Object.assign({}, ...Object.keys(PARTS).map((part) => words(`${id}/${part}`)));
/** Files and keys of which something is true, one a line. */
const listed = (id, test) =>
  Object.entries(PARTS)
    .flatMap(([part, said]) => test(said, words(`${id}/${part}`)).map((key) => `${id}/${part}.json: ${key}`))
    .join('\n');
const others = JSON.parse(read('languages.json')).filter(({ id }) => id !== 'en');

// Names and symbols that may be the same in every language.
const SHARED =
  /^(page\.brand|param\.(beta1|beta2|epsilon)|choice\.(speed|optimizer)\.|choice\.method\.nesterov|run\.batch-size|readout\.(gradient|x|theta)|axis\.(theta|gradient\d)|formula|scene\.full-vs-one\.formula|label\.(curvature|downhill|here|.*\.short)|error\.no-script)/;

for (const { id, name, draft } of others) {
  const own = spoken(id);

  test(`${name} says what English says`, { skip: draft && 'a draft: English where words are missing' }, () => {
    const missing = listed(id, (said, own) => Object.keys(said).filter((key) => !(key in own) && !SHARED.test(key)));
    assert.equal(missing, '');
  });

  test(`${name} has no words of its own, and the same holes`, () => {
    const more = listed(id, (said, own) => Object.keys(own).filter((key) => !(key in said)));
    assert.equal(more, '');
    const holes = (text) => [...new Set(text.match(/\{[\w-]+\}/g) ?? [])].sort();
    for (const key of Object.keys(own)) assert.deepEqual(holes(own[key]), holes(english[key]), key);
  });
}

test('every guided step has at most 25 words', () => {
  const rust = readdirSync(SRC, { recursive: true }).filter((file) => /^scene\/\w+\.rs$/.test(String(file)));
  const guided = rust.flatMap((file) => {
    const text = read(String(file), SRC);
    const [, id] = text.match(/const ID: &'static str = "([\w-]+)"/) ?? [];
    const [, table] = text.match(/const GUIDE: [^=]+= &\[([\s\S]*?)\n    \];/) ?? [];
    return table ? [{ id, steps: table.match(/Step::new\(\)/g).length }] : [];
  });
  assert.ok(guided.length >= 9, `${guided.length} scenes have a guide`);
  for (const { id, steps } of guided) {
    for (const step of [...Array.from({ length: steps }, (_, k) => k + 1), 'turn']) {
      const said = english[`guide.${id}.${step}`];
      assert.ok(said, `guide.${id}.${step}`);
      const count = said
        .replace(/<[^>]+>/g, '')
        .split(/\s+/)
        .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      assert.ok(count <= 25, `guide.${id}.${step} has ${count} words`);
    }
  }
});

test('catalogues are read', () => assert.ok(titled.length >= 23));

test('every key in the core has words', () => {
  const files = readdirSync(SRC, { recursive: true }).filter((file) => String(file).endsWith('.rs'));
  const families = 'axis|panel|handle|run|readout|predict|claim|describe|notice|status|scene|label|caption|formula';
  const keys = files.flatMap(
    (file) => read(String(file), SRC).match(new RegExp(`"(${families})\\.[\\w.-]+"`, 'g')) ?? [],
  );
  assert.ok(keys.length > 30);
  assert.deepEqual(
    [...new Set(keys)].map((key) => key.slice(1, -1)).filter((key) => !(key in english)),
    [],
  );
});

test('the words of the page and of its first figure do not wait for those of the others', () => {
  const files = ['full_vs_one.rs', 'lane.rs', 'stage.rs', 'race.rs'].map((file) => `scene/${file}`);
  const folder = readdirSync(new URL('scene/full_vs_one/', SRC)).map((file) => `scene/full_vs_one/${file}`);
  const keys = [...files, ...folder].flatMap(
    (file) => read(file, SRC).match(/"(axis|panel|handle|run|predict|verdict|describe|label)\.[\w.-]+"/g) ?? [],
  );
  assert.deepEqual(
    [...new Set(keys)].map((key) => key.slice(1, -1)).filter((key) => !(key in first)),
    [],
  );
  // What only later figures say, or a page that has loaded them in vain, comes with them.
  const later = ['error.unknown-scene', 'notice.no-worker', 'ui.advanced', 'ui.run', 'ui.pass'];
  const early = (key) => /^(ui|notice|error|status|standing)\./.test(key) && !later.includes(key);
  assert.deepEqual(
    Object.keys(words('en/figures')).filter((key) => key in first || early(key)),
    [],
  );
});

test('every key in the page has words', () => {
  const files = readdirSync(WWW).filter((file) => file.endsWith('.js'));
  const keys = files.flatMap((file) => read(file).match(/'(ui|error|notice|status|page)\.[\w.-]+'/g) ?? []);
  assert.ok(keys.length > 20);
  assert.deepEqual(
    [...new Set(keys)].map((key) => key.slice(1, -1)).filter((key) => !(key in english)),
    [],
  );
});

test('words hold no markup but what the page reads, and each element ends', () => {
  // As in www/dom.js.
  const [, tags] = read('dom.js').match(/\((m\[a-z\]\+[^)]*\))\\b/) ?? [];
  const known = new RegExp(`^(${tags?.replace(/\)$/, '')})$`);
  for (const [key, text] of [english, ...others.map(({ id }) => spoken(id))].flatMap(Object.entries)) {
    const open = [];
    for (const [, end, tag, empty] of text.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      assert.match(tag, known, key);
      if (end) assert.equal(open.pop(), tag, key);
      else if (!empty) open.push(tag);
    }
    assert.deepEqual(open, [], key);
    assert.doesNotMatch(text, /&[a-z#]+;/, `${key}: characters stand as they are`);
  }
});
