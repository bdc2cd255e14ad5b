// The program under test, run as an author would run it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const program = process.env.TOWNLINE ?? 'townline';
export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'townline-oracle-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

export function townline(words, input = '') {
    const ran = spawnSync(program, words, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (ran.error || ran.signal || ran.status > 1)
        throw new Error(`townline ${words.join(' ')}: ${ran.error ?? ran.signal ?? ran.stderr}`);
    return ran;
}

let files = 0;
export function save(text, suffix) {
    const file = path.join(folder, `${(files += 1)}${suffix}`);
    fs.writeFileSync(file, text);
    return file;
}

/** One object {type, value, count} or {refused} for each [expression, path]. */
export function evaluate(xml, expressions, more = []) {
    const form = save(xml, '.xml');
    const isLine = ([what]) => !/[\t\n\r]/.test(what);
    const lines = evaluateLines(form, expressions.filter(isLine), more);
    return expressions.map((one) => (isLine(one) ? lines.shift() : evaluateOne(form, one, more)));
}

function evaluateLines(form, expressions, more) {
    const words = ['form', 'eval', form, '-', '--json', ...more];
    const ran = townline(words, expressions.map(([what, at]) => `${what}\t${at}\n`).join(''));
    if (ran.stdout === '')
        return expressions.map(() => ({ refused: ran.stderr.trim() }));
    const results = ran.stdout.trim().split('\n').map((line) => JSON.parse(line));
    if (results.length !== expressions.length)
        throw new Error(`${results.length} results of ${expressions.length} expressions`);
    return results;
}

function evaluateOne(form, [what, at], more) {
    const ran = townline(['form', 'eval', form, what, '--at', at, '--json', ...more]);
    return ran.stdout === '' ? { refused: ran.stderr.trim() } : JSON.parse(ran.stdout);
}
