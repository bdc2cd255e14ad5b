// The forms of enketo-transformer's own tests: each is read here, and takes the same random answers as
// npm @getodk/xforms-engine does, or is one that forms.txt lists with its reason.
//   node forms.mjs [--seed N]
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Comparison, readExceptions } from './both.mjs';
import { save, townline } from './townline.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const home = path.dirname(createRequire(import.meta.url).resolve('enketo-transformer/package.json'));
const FILES = 6;

/** "name: why": the forms that are not read here. */
function readRefused() {
    const lines = fs.readFileSync(path.join(here, 'forms.txt'), 'utf8').split('\n');
    return new Map(lines.filter((line) => /^\S+\.xml: /.test(line)).map((line) => line.split(': ', 1).concat(line)));
}

const refused = readRefused();
const seed = process.argv[2] === '--seed' ? Number(process.argv[3]) : Math.floor(Math.random() * 2 ** 32);
const comparison = new Comparison(seed, readExceptions(path.join(here, 'forms.txt')));
const names = fs.readdirSync(path.join(home, 'test', 'forms')).filter((name) => name.endsWith('.xml')).sort();
let wrong = 0, read = 0, alone = 0;
for (const name of names) {
    const file = path.join(home, 'test', 'forms', name);
    const nothing = save('{}', '.json');
    const ran = townline(['form', 'play', file, '--answers', nothing, '--json']);
    const isRead = ran.stdout !== '';
    read += isRead;
    if (isRead === refused.has(name)) {
        wrong++;
        console.log(isRead ? `${name} IS READ NOW: take it off forms.txt` : `NEW ${name} is not read: ${ran.stderr.trim()}`);
    }
    if (!isRead) continue;
    try {
        await comparison.form(name, file, FILES);
    } catch (error) {
        if (error.message.includes('townline')) throw error;
        alone++;
        console.log(`${name}: not read there: ${String(error.message).split('\n')[0]}`);
    }
}
console.log(`${names.length} forms: ${read} read, ${alone} of them here alone, ${names.length - read} refused; ${comparison.words(comparison.total)}`);
process.exitCode = wrong + comparison.total.unlike > 0 ? 1 : 0;
