// Random answers into npm @getodk/xforms-engine and into `townline form play`, form by form: which
// questions are asked, what is wrong with the answers, and the submission have to be the same, but
// for what differential.txt lists.
//   node differential.mjs [--seed N] [--files N] [FORM...]
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Comparison, readExceptions } from './both.mjs';
import { folder, townline } from './townline.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const COUNTY = path.join(here, '../../assets/packs/county');

function readArguments(words) {
    const read = { seed: Math.floor(Math.random() * 2 ** 32), files: 25, names: [] };
    while (words.length > 0) {
        const word = words.shift();
        if (word === '--seed' || word === '--files') read[word.slice(2)] = Number(words.shift());
        else read.names.push(word);
    }
    return read;
}

const { seed, files, names } = readArguments(process.argv.slice(2));
const workbooks = fs.readdirSync(path.join(here, 'workbooks')).sort().map((name) => ({ name, source: path.join(here, 'workbooks', name) }));
workbooks.push({ name: 'county', source: COUNTY });
const comparison = new Comparison(seed, readExceptions(path.join(here, 'differential.txt')));
for (const { name, source } of workbooks.filter((one) => names.length === 0 || names.includes(one.name))) {
    const form = path.join(folder, `${name}.xml`);
    townline(['form', 'compile', source, '-o', form]);
    await comparison.form(name, form, files);
}
console.log(`${comparison.forms} forms x ${files} answer files, ${comparison.words(comparison.total)}`);
process.exitCode = comparison.total.unlike > 0 ? 1 : 0;
