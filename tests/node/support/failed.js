// Of a run of tests: the files in which any has failed, a line each.

import { relative } from 'node:path';

/** @param {AsyncIterable<{ type: string, data: { file?: string } }>} events */
export default async function* failed(events) {
  const files = new Set();
  for await (const { type, data } of events) if (type === 'test:fail' && data.file) files.add(data.file);
  for (const file of files) yield `${relative('.', file)}\n`;
}
