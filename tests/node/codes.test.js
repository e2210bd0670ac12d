// Codes of answers: there and back, and no mistake of reading or typing goes unnoticed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, encode } from '../../www/teach/codes.js';
import { SCENES } from './support/scenes.js';

const ANSWERS = SCENES.map((scene, k) => ({ scene, chosen: k % 5, right: k % 3 ? k % 5 : undefined }));
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const refused = (code) => {
  try {
    decode(code, SCENES);
    return false;
  } catch (error) {
    return error.message.startsWith('teach.code-');
  }
};

test('what goes in comes out, every figure apart', () => {
  assert.deepEqual(decode(encode(ANSWERS), SCENES), ANSWERS);
  const [code] = ANSWERS.map((answer) => encode([answer]));
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]$/);
});

test('small letters, gaps, and letters that look alike are read as meant', () => {
  const code = encode(ANSWERS);
  assert.deepEqual(decode(` ${code.toLowerCase().replaceAll('-', ' ')}\n`, SCENES), ANSWERS);
  assert.deepEqual(decode(code.replaceAll('0', 'o').replaceAll('1', 'l'), SCENES), ANSWERS);
});

test('every single wrong letter and every two that are swapped are found', () => {
  const code = encode(ANSWERS.slice(0, 4)).replaceAll('-', '');
  for (let at = 0; at < code.length; at += 1) {
    for (const letter of LETTERS)
      if (letter !== code[at])
        assert.ok(refused(code.slice(0, at) + letter + code.slice(at + 1)), `${letter} at ${at}`);
    const [a, b] = [code[at], code[at + 1]];
    if (b && a !== b) assert.ok(refused(code.slice(0, at) + b + a + code.slice(at + 2)), `swapped at ${at}`);
  }
});

test('what is wrong is said', () => {
  const wrong = (code) => {
    try {
      decode(code, SCENES);
    } catch (error) {
      return error.message;
    }
    return undefined;
  };
  const code = encode(ANSWERS.slice(0, 1));
  assert.equal(wrong('Ann!'), 'teach.code-letter');
  assert.equal(wrong(code.slice(1)), 'teach.code-length');
  assert.equal(wrong(`${code.at(1)}${code.at(0)}${code.slice(2)}`), 'teach.code-check');
  assert.equal(wrong(encode([{ scene: 'of another page', chosen: 0 }])), 'teach.code-scene');
});
