// The assertions of openrosa-xpath-evaluator's own specs, put to `townline form eval`. First the
// specs run as they are, to see which expressions they evaluate where; then again with our values.
// What does not hold has to be exactly what expressions.txt lists, class by class.
import fs from 'node:fs';
import { inThrow, runSpecs, SOME_NODE } from './specs.mjs';
import { evaluate } from './townline.mjs';
import { asForm } from './xform.mjs';

const listed = new URL('expressions.txt', import.meta.url);
const AS = ['', 'number', 'string', 'boolean']; // by XPathResult type

const documents = new Map(); // xml -> "expression<tab>path" -> result
function recorded(form) {
    if (!documents.has(form.xml)) documents.set(form.xml, new Map());
    return documents.get(form.xml);
}
const put = (form, as) =>
    `${as === '' ? form.expression : `${as}(${form.expression})`}\t${form.at}`;
const documentOf = (node) => (node.nodeType === 9 ? node : node.ownerDocument);
const formOf = (node, expression) =>
    node?.nodeType === undefined ? null : asForm(documentOf(node), node, String(expression));

function record(real, expression, node, resolver, type) {
    const form = formOf(node, expression);
    if (form) AS.forEach((as) => recorded(form).set(put(form, as), null));
    return real.evaluate(expression, node, resolver, type);
}

function evaluateAll() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, '0');
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    for (const [xml, expressions] of documents) {
        const asked = [...expressions.keys()];
        const results = evaluate(xml, asked.map((one) => [one.slice(0, one.lastIndexOf('\t')), one.slice(one.lastIndexOf('\t') + 1)]), ['--today', today]);
        asked.forEach((one, index) => expressions.set(one, results[index]));
    }
}

/** An XPathResult with our values. */
function replay(real, expression, node, resolver, type) {
    const form = formOf(node, expression);
    const ours = (as) => (form && recorded(form).get(put(form, as))) ?? { refused: form ? 'never recorded' : 'no element' };
    if (inThrow.depth > 0 && ours('').refused) throw new Error(ours('').refused);
    const value = (as, read) => {
        const one = ours(as);
        return one.refused ? `refused: ${one.refused}` : read(one.value);
    };
    const count = () => {
        const one = ours('');
        return one.refused || one.type !== 'node-set' ? `refused: ${one.refused ?? 'no nodes'}` : one.count;
    };
    return {
        resultType: SOME_NODE,
        get stringValue() { return value(AS[2], String); },
        get numberValue() { return value(AS[1], (text) => Number(text === '' ? NaN : text)); },
        get booleanValue() { return value(AS[3], (text) => text === 'true'); },
        get snapshotLength() { return count(); },
        get singleNodeValue() { return count() === 0 ? null : real.evaluate(expression, node, resolver, type).singleNodeValue; },
        snapshotItem: () => SOME_NODE,
        iterateNext: () => SOME_NODE,
    };
}

runSpecs(record, () => {});
evaluateAll();
const failed = [];
const counts = { asserted: 0, held: 0, uncompared: 0 };
runSpecs(replay, ({ file, test, index, ok, words, last }) => {
    counts.asserted += 1;
    if (ok === null) counts.uncompared += 1;
    else if (ok) counts.held += 1;
    else failed.push({ id: `${file}: ${test} #${index}`.replace(/\s+/g, ' '), words, last });
});

/** expressions.txt: "== class: why" and below it the assertions that do not hold. */
const classes = new Map();
let current;
for (const line of fs.existsSync(listed) ? fs.readFileSync(listed, 'utf8').split('\n') : []) {
    if (line.startsWith('== ')) current = line.slice(3);
    else if (line.trim() !== '' && !line.startsWith('#')) classes.set(line, current);
}
const known = new Set(classes.keys());
const news = failed.filter(({ id }) => !known.has(id));
const gone = [...known].filter((id) => !failed.some((one) => one.id === id));
const perClass = new Map();
for (const { id } of failed)
    if (known.has(id)) perClass.set(classes.get(id), (perClass.get(classes.get(id)) ?? 0) + 1);
console.log(`${counts.asserted} assertions: ${counts.held} hold, ${counts.uncompared} compare what only their program has, ${failed.length} do not hold`);
for (const [name, count] of perClass) console.log(`  ${count}\t${name}`);
for (const { id, words, last } of news) console.log(`NEW ${id}\n    ${last}\n    ${String(words).slice(0, 200)}`);
for (const id of gone) console.log(`HOLDS NOW ${id}: take it off expressions.txt`);
process.exitCode = news.length + gone.length > 0 ? 1 : 0;
