// The committed schemas against the program's own reader, both asked about every content file, every
// starting file and thousands of mutations of them. ajv, which is not ours, judges by the schema;
// tool_verdicts judges by the reader. They may differ only for the reasons listed here.
//
// Outside the comparison, because the reader is asked without a content folder: that a picture
// exists and is whole, that a service, slide, language or host is known to another file, that
// assets have the words of a language; and what JSON.parse decides before a schema sees a value:
// syntax, and a key that stands twice.
//
// MUTATIONS=5 asks about every fifth mutation only (under sanitizers, where the reader is slow).
//
// usage: node compare.mjs STARTERS   from the project's folder; STARTERS holds KIND/PATH.json
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

const build = process.env.BUILD;
const require = createRequire(resolve('build/npm/package.json'));
const Ajv = require('ajv/dist/2020');

// What the reader refuses and no JSON Schema can: each with the messages it gives. Every row must be
// met at least once, so that none outlives its rule.
const beyond = [
  [/must be later than the opening time/, 'compares two values'],
  [/must be later than "from"/, 'compares two values'],
  [/must not be before "from"/, 'compares two values'],
  [/must not be more than "out_of"/, 'compares two values'],
  [/must start before it ends/, 'compares two values'],
  [/a percentage must not be above 100/, 'divides the numerator of a fraction'],
  [/the percentages must add up to 100/, 'adds up a list'],
  [/overlaps another opening of the same day/, 'compares the elements of a list'],
  [/must hold as many values as the first day/, 'compares the elements of a list'],
  [/the last slot would end after midnight/, 'computes with two values'],
  [/must be different for each/, 'one key is unique in a list'],
  [/each day may stand only once/, 'one key is unique in a list'],
  [/must be the number of one of the "floors"/, 'refers to another part of the file'],
  [/must be the id of a service of this file/, 'refers to another part of the file'],
  [/must be the id of a point of this floor/, 'refers to another part of the file'],
  [/must be one of the other "languages"/, 'refers to another part of the file'],
  [/reaches outside the drawing/, 'adds up two values'],
  [/must be a time zone this machine knows/, 'depends on the machine'],
].map(([message, reason]) => ({ message, reason, met: 0 }));

const failures = [];
const copy = (value) => JSON.parse(JSON.stringify(value));
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

// --- the good files -------------------------------------------------------------------------------

function filesOf(root) {
  const list = (folder) =>
    (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name));
  return [...list('.'), ...list('screens'), ...list('slides')];
}

// "_key" is an optional key that is switched off; "_en": "" is a translation to come.
function switchOn(value) {
  if (Array.isArray(value)) return value.map(switchOn);
  if (value === null || typeof value !== 'object') return value;
  const out = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === '_comment' || (key.startsWith('_') && inner === '')) continue;
    out[key.startsWith('_') ? key.slice(1) : key] = switchOn(inner);
  }
  if (out.shares && out.counts) delete out.counts; // the table says: one of both
  if (out.second_languages) out.languages = ['fr', ...out.second_languages];
  if (out.icon && out.zone) { // a choice leads to one place
    delete out.not_here;
    delete out.choices;
  }
  if (out.door && out.zone) { // a room is one thing
    delete out.way;
    delete out.label;
  }
  return out;
}

const bases = filesOf('content').map((path) => ({ path, value: read(join('content', path)) }));
for (const { path, value } of bases) {
  const target = resolve('content', dirname(path), value.$schema ?? 'missing');
  if (!existsSync(target) || dirname(target) !== resolve('content/schema')) {
    failures.push(`content/${path}: "$schema" must lead to a file of content/schema/`);
  }
}
const schemaNames = new Map(bases.map(({ path, value }) => [dirname(path) === '.' ? path
  : dirname(path), basename(value.$schema ?? '')]));
const schemaOf = (path) => schemaNames.get(dirname(path) === '.' ? path : dirname(path));

for (const kind of readdirSync(process.argv[2]).sort()) {
  for (const path of filesOf(join(process.argv[2], kind))) {
    const value = read(join(process.argv[2], kind, path));
    bases.push({ path, value }, { path, value: switchOn(value) });
    if (basename(value.$schema) !== schemaOf(path)) {
      failures.push(`new ${kind}: "$schema" is ${value.$schema}, of the content ${schemaOf(path)}`);
    }
  }
}
const counted = copy(bases.find(({ value }) => value.kind === 'survey').value);
counted.questions = [{ label: 'Accueil', counts: [1, 2, 3, 4] }];
bases.push({ path: 'slides/counted.json', value: counted });

// --- mutations ------------------------------------------------------------------------------------

const long = (n, value) => Array.from({ length: n }, () => value);
const replacements = [
  null, true, false, 0, -1, 1, 4, 5, 30, 31, 45, 60, 99, 100, 101, 120, 121, 1990, 2101, 1e6, 1e9,
  1000000001, -1e9, 1.5, 8.1, 1e300, 0.5, -0.5,
  '', ' ', 'x', 'xyz', 'é', 'ééé', 'true', '1', 'percent', 'days', 'done', 'Done', 'circle', 'monday',
  'Monday', 'lundi', 'notice', 'fr', 'accueil', 'clock', 'clok', 'lower', 'Europe/Paris',
  '2026-11-23', '2026-11-31', '2026-02-29', '2024-02-29', '2000-02-29', '2100-02-29', '2400-02-29',
  '2026-02-30', '2026-00-10', '2026-13-01', '2026-1-1', '1899-12-31', '1900-01-01', '2999-12-31',
  '3000-01-01', '23/11/2026', '2026-11-23 ', '2026-11-23T14:00', '2026-11-23T24:00',
  '2026-11-23T14:60', '2026-11-23 14:00', '2026-11-31T14:00', '2026-11-23T14:00:00',
  '08:30', '8:30', '8h30', '24:00', '24:01', '25:00', '07:60', '23:59', '08:30 ',
  '#1F6FE5', '#1f6fe5', '#1F6FE', '#1F6FG5', '1F6FE5', '#1F6FE5F', 'red',
  '2026', '2026-Q3', '2026-Q5', '2026-Q0', '1899', '26-Q3', '2026-q3', '2026 Q3', '9999-Q4',
  'https://www.isere.gouv.fr/', 'http://www.isere.gouv.fr/', 'https://www.isere.gouv.fr',
  'https://isere', 'https://a..fr/', 'https://.fr/', 'https://a.fr./', 'https://u@a.fr/',
  'https://a.fr:8080/', 'https://a.fr/é', 'https://a.fr/a b', 'https://a.fr/?q=1#b', 'https://a.fr?q',
  'https://a_b.fr/', 'https://a.fr/[x]', 'https://a.fr/{x}', 'https://a.fr/a\\b', 'HTTPS://a.fr/',
  'https://é.fr/', `https://a.fr/${'a'.repeat(137)}`, `https://a.fr/${'a'.repeat(138)}`,
  '.gouv.fr', 'gouv', 'gouv.', '.', '..fr', 'a.fr',
  [], {}, [null], [''], ['x'], [1], [[]], [{}], [101], [-1], [1, 2, 3, 4], [0, 0, 0, 0],
  [25, 25, 25, 25], [25, 25, 25, '25'], [1, 2, 3], [1, 2, 3, 4, 5], ['monday'], ['lundi'],
  ['monday', 'monday'], ['christmas'], ['christmas', 'christmas'], ['fr', 'fr'], ['fr', 'en'],
  ['.gouv.fr', 'www.isere.gouv.fr'], ['gouv'], ['.'], [''], long(600, 'x'), long(600, 1), long(9, 'fr'),
  { fr: 'Bonjour' }, { en: 'Hello' }, { fr: '' }, { fr: null }, { fr: 'a', en: '' }, { fr: 'a', de: 'b' },
  { fr: 'a', _de: 'b' }, { fr: 'a', $de: 1 }, { FR: 'a' }, { _fr: 'a' }, { fr: 'a', en: 'b', uk: 'c' },
  { numerator: 11, denominator: 80 }, { numerator: 11 }, { numerator: -1, denominator: 8 },
  { numerator: 1, denominator: 0 }, { numerator: 1, denominator: -2 }, { numerator: '1', denominator: 2 },
  { numerator: 1, denominator: 2, x: 1 }, { numerator: 1, denominator: 2, _x: 1, $y: 1 },
  { numerator: 9, denominator: 8 }, { value: 5 }, { value: 5, out_of: 4 }, { value: 5, out_of: 10 },
  { opens: '09:00', closes: '12:00' }, { from: '09:00', to: '09:00' },
];

const cases = [];
const seen = new Set();
function add(base, value, what) {
  const text = JSON.stringify(value);
  const line = `${base.path}\t${text}`;
  if (!seen.has(line)) {
    seen.add(line);
    cases.push({ path: base.path, text, line, what: `${base.path}: ${what}` });
  }
}

const at = (value, path) => path.reduce((inner, key) => inner[key], value);
function changed(base, path, change) {
  const value = copy(base.value);
  if (path.length === 0) return change({ value }, 'value')?.value ?? value;
  change(at(value, path.slice(0, -1)), path[path.length - 1]);
  return value;
}
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const name = (path) => path.join('.') || 'the whole';

// All paths of a value, keys that are comments left out.
function* paths(value, path = []) {
  yield path;
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value)) {
    if (!/^[_$]/.test(key)) yield* paths(value[key], [...path, Array.isArray(value) ? +key : key]);
  }
}

function mutateStructure(base, path, value) {
  if (isObject(value)) {
    const put = (key, inner) => add(base, changed(base, [...path, key], (o, k) => { o[k] = inner; }),
      `${name(path)} gets ${key}`);
    put('xyz', 1); put('_xyz', 1); put('$xyz', []); put('Title', 'x'); put('', 1); put('__proto', 1);
    for (const key of Object.keys(value)) {
      add(base, changed(base, [...path, key], (o, k) => { delete o[k]; }), `${name(path)} loses ${key}`);
      add(base, changed(base, [...path, key], (o, k) => { o[`${k}s`] = o[k]; delete o[k]; }),
        `${name(path)}: ${key} is misspelt`);
    }
  } else if (Array.isArray(value)) {
    const set = (list, what) => add(base, changed(base, path, (o, k) => { o[k] = list; }),
      `${name(path)} ${what}`);
    set(value.slice(0, -1), 'without its last'); set(value.slice(0, 1), 'with one');
    for (const n of [2, 4, 5, 7, 8, 24, 25, 30, 31, 40, 41, 48, 49, 50, 51, 500, 501]) {
      if (value.length > 0) set(long(n, value[0]), `with ${n} of one`);
    }
  }
}

// One place of each shape in each kind of file is mutated in every way; all translations are one shape.
const shapes = new Set();
for (const base of bases) {
  for (const path of paths(base.value)) {
    const shape = [schemaOf(base.path), base.value.kind, 
      ...path.map((key) => (+key === key ? '*' : key === 'en' || key === 'uk' ? 'fr' : key))];
    if (shapes.has(shape.join())) continue;
    shapes.add(shape.join());
    const value = at(base.value, path);
    mutateStructure(base, path, value);
    for (const replacement of replacements) {
      const put = path.length === 0 ? copy(replacement)
        : changed(base, path, (o, k) => { o[k] = copy(replacement); });
      add(base, put, `${name(path)} is ${JSON.stringify(replacement).slice(0, 60)}`);
    }
  }
}

// Two mutations at once, anywhere: mulberry32 with a fixed seed.
let seed = 20261124;
function random(n) {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
}
for (let i = 0; i < 2000; i++) {
  const base = bases[random(bases.length)];
  const value = copy(base.value);
  const what = [];
  for (let twice = 0; twice < 2; twice++) {
    const all = [...paths(value)].slice(1);
    if (all.length === 0) break;
    const path = all[random(all.length)];
    const replacement = replacements[random(replacements.length)];
    at(value, path.slice(0, -1))[path[path.length - 1]] = copy(replacement);
    what.push(`${name(path)} is ${JSON.stringify(replacement).slice(0, 60)}`);
  }
  add(base, value, what.join(' and '));
}

// --- both verdicts --------------------------------------------------------------------------------

const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: false,
  formats: { date: true, uri: true } });
ajv.addVocabulary(['errorMessage', 'enumDescriptions']);
const validators = new Map([...new Set(schemaNames.values())].map((file) =>
  [file, ajv.compile(read(join('content/schema', file)))]));

const goods = bases.map(({ path, value }) => ({ path, what: path, text: JSON.stringify(value),
  line: `${path}\t${JSON.stringify(value)}`, good: true }));
const step = Number(process.env.MUTATIONS ?? 1);
const asked = [...goods, ...cases.filter((_, i) => i % step === 0)];
const answers = execFileSync(join(build, 'tests/content/tool_verdicts'), {
  input: asked.map(({ line }) => line).join('\n') + '\n', maxBuffer: 1 << 28, encoding: 'utf8',
}).trimEnd().split('\n');
if (answers.length !== asked.length) {
  console.log(`FAILED: ${asked.length} questions, ${answers.length} answers`);
  process.exit(1);
}

let accepted = 0;
let alone = 0;
// Says of a file with very many mistakes that it has more; it is none itself.
const more = /further mistakes of this file are not listed/;
asked.forEach((question, i) => {
  const [verdict, ...told] = answers[i].split('\t');
  const messages = told.filter((text) => !more.test(text));
  const validate = validators.get(schemaOf(question.path));
  const bySchema = validate(JSON.parse(question.text));
  const byReader = verdict === 'good';
  accepted += bySchema && byReader && !question.good;
  if (question.good && !(bySchema && byReader)) {
    failures.push(`${question.what} is good, but: ${JSON.stringify(validate.errors)} ${messages}`);
  } else if (bySchema && !byReader) {
    const rows = messages.map((text) => beyond.find(({ message }) => message.test(text)));
    rows.forEach((row) => { if (row) row.met++; });
    alone++;
    if (rows.includes(undefined) || rows.length === 0) {
      failures.push(`${question.what}: only the reader refuses it: ${messages.join(' / ')}`);
    }
  } else if (!bySchema && byReader) {
    const error = validate.errors[0];
    failures.push(`${question.what}: only the schema refuses it: ${error.instancePath} ${error.message}`);
  }
});
for (const { message, reason, met } of beyond) {
  if (met === 0 && step === 1) failures.push(`no mutation meets ${message} (${reason}): is it still needed?`);
}
if (cases.length < 300) failures.push(`only ${cases.length} mutations`);
failures.slice(0, 40).forEach((text) => console.log(`FAILED: ${text}`));
console.log(`${goods.length} good files, ${asked.length - goods.length} mutations: ${accepted} still good, ` +
  `${alone} refused by the reader alone, ${failures.length} failures`);
process.exit(failures.length === 0 ? 0 : 1);
