// Every word the core and the page ask for exists, in both languages.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const WWW = new URL('../../www/', import.meta.url);
const SRC = new URL('../../src/', import.meta.url);
const read = (file, base = WWW) => readFileSync(new URL(file, base), 'utf8');
const words = (name) => JSON.parse(read(`locales/${name}.json`));
const first = { ...words('en'), ...words('page.en') };
const english = { ...first, ...words('rest.en') };
const chinese = { ...words('zh'), ...words('page.zh') };

// Names and symbols that are the same in both.
const SHARED =
  /^(page\.brand|param\.(beta1|beta2|epsilon)|choice\.(speed|optimizer)\.|choice\.method\.nesterov|run\.batch-size|readout\.(gradient|x|theta)|axis\.(theta|gradient\d)|formula|label\.(curvature|downhill|here|.*\.short)|error\.no-script)/;

test('Chinese says all that English says', () => {
  const missing = Object.keys(english).filter((key) => !(key in chinese) && !SHARED.test(key));
  assert.deepEqual(missing, []);
  assert.deepEqual(
    Object.keys(chinese).filter((key) => !(key in english)),
    [],
  );
});

test('both have the same holes', () => {
  const holes = (text) => [...new Set(text.match(/\{[\w-]+\}/g) ?? [])].sort();
  for (const key of Object.keys(chinese)) assert.deepEqual(holes(chinese[key]), holes(english[key]), key);
});

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
  const keys = [...files, ...folder, 'param.rs'].flatMap(
    (file) =>
      read(file, SRC).match(/"(axis|panel|handle|run|readout|predict|claim|describe|notice|label)\.[\w.-]+"/g) ?? [],
  );
  assert.deepEqual(
    [...new Set(keys)].map((key) => key.slice(1, -1)).filter((key) => !(key in first)),
    [],
  );
  assert.deepEqual(
    Object.keys(words('rest.en')).filter((key) => key in first || /^(ui|notice|error|status|standing)\./.test(key)),
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
