// One form, the same random answers: npm @getodk/xforms-engine beside `townline form play`.
import fs from 'node:fs';
import { act, open, told, withoutNumbers } from './peer.mjs';
import { save, townline } from './townline.mjs';

const ACTS = 25;

/** mulberry32 */
function makeRandom(seed) {
    let state = seed >>> 0;
    const next = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let at = Math.imul(state ^ (state >>> 15), state | 1);
        at ^= at + Math.imul(at ^ (at >>> 7), at | 61);
        return (at ^ (at >>> 14)) >>> 0;
    };
    const below = (end) => next() % end;
    const shuffled = (list) => {
        const copy = [...list];
        for (let i = copy.length - 1; i > 0; i--) {
            const j = below(i + 1);
            [copy[i], copy[j]] = [copy[j], copy[i]];
        }
        return copy;
    };
    return { below, of: (list) => list[below(list.length)], shuffled };
}

/** "== why", then "form fact" with * for any letters: what may differ. */
export function readExceptions(file) {
    return fs.readFileSync(file, 'utf8').split('\n')
        .filter((line) => line.trim() !== '' && !/^(#|==)/.test(line))
        .map((line) => ({
            line,
            pattern: new RegExp(`^${line.replace(/[.[\]()?+^$|{}\\]/g, '\\$&').replace(/\*/g, '.*')}$`),
        }));
}

/** A number and the choices of a select_multiple may be written in more than one way. */
function plain(text, isUnordered) {
    if (/^-?\d+\.\d+$/.test(text)) return String(Number(text));
    return isUnordered ? text.split(' ').sort().join(' ') : text;
}

/** "path[n]" -> text of every leaf, "" of every group. */
function facts(xml, unordered) {
    const found = {};
    const walk = (element, at) => {
        const elements = [...element.children];
        found[at] = elements.length > 0 ? '' : plain(element.textContent, unordered.has(withoutNumbers(at)));
        const counts = {};
        for (const child of elements) {
            counts[child.localName] = (counts[child.localName] ?? 0) + 1;
            walk(child, `${at}/${child.localName}[${counts[child.localName]}]`);
        }
    };
    const document = new DOMParser().parseFromString(xml, 'text/xml');
    walk(document.documentElement, `/${document.documentElement.localName}`);
    for (const at of Object.keys(found)) if (/\/meta\[1\]/.test(at)) found[at] = '(of this one)';
    return found;
}

function ours(form, answers, today) {
    const file = save(JSON.stringify(answers), '.json');
    const ran = townline(['form', 'play', form, '--answers', file, '--json', '--today', today]);
    if (ran.stdout === '') throw new Error(ran.stderr);
    const one = JSON.parse(ran.stdout);
    const faults = Object.fromEntries(one.faults.map(({ path: at, fault, messages }) => [at, { fault, messages }]));
    return { relevance: one.relevance, faults, refused: one.refused, submission: one.submission };
}

/** Adds each fact on which the two do not agree; returns how many were compared. */
function compare(kind, mine, theirs, differ) {
    const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
    for (const name of names) {
        const [a, b] = [JSON.stringify(mine[name]), JSON.stringify(theirs[name])];
        if (a !== b) differ(`${kind} ${name}`, a, b);
    }
    return names.size;
}

function messagesAlike(mine, theirs) {
    for (const [at, one] of Object.entries(mine))
        for (const language of Object.keys(one.messages))
            // Words of the form alone: what a client says where the form says nothing is its own.
            if (one.messages[language] === '' || theirs[at]?.messages[language] === undefined) {
                delete one.messages[language];
                delete theirs[at]?.messages[language];
            }
    for (const [at, one] of Object.entries(theirs))
        for (const language of Object.keys(one.messages))
            if (mine[at]?.messages[language] === undefined) delete one.messages[language];
}

/** One file of random answers; the number of facts compared. */
function playOnce(form, create, random, today, differ) {
    const root = create();
    const answers = [];
    for (let i = random.below(ACTS); i >= 0; i--) {
        const pair = act(root, random);
        if (pair) answers.push(pair);
    }
    const theirs = told(root);
    const mine = ours(form, answers, today);
    messagesAlike(mine.faults, theirs.faults);
    const onDiffer = (fact, a, b) => differ(fact, a, b, answers);
    const counts = [
        compare('refused', Object.fromEntries(mine.refused.map((one) => [one.path, one.reason])), {}, onDiffer),
        compare('relevance', mine.relevance, theirs.relevance, onDiffer),
        compare('fault', mine.faults, theirs.faults, onDiffer),
        compare('submission', facts(mine.submission, theirs.unordered), facts(theirs.submission, theirs.unordered), onDiffer),
    ];
    return counts.reduce((a, b) => a + b);
}

/** Compares form by form, tells what differs once of each kind, and counts. */
export class Comparison {
    constructor(seed, excepted) {
        Object.assign(this, { seed, excepted, forms: 0, shown: new Set(), total: { facts: 0, unlike: 0, excepted: 0 } });
        this.today = new Date().toISOString().slice(0, 10);
        console.log(`seed ${seed}`);
    }

    async form(name, file, files) {
        const create = await open(file);
        const count = { facts: 0, unlike: 0, excepted: 0 };
        this.forms++;
        const onDiffer = (fact, a, b, answers) => {
            if (this.excepted.some(({ pattern }) => pattern.test(`${name} ${fact}`))) {
                count.excepted++;
                return;
            }
            count.unlike++;
            const anywhere = withoutNumbers(`${name} ${fact}`);
            if (this.shown.size < 20 && !this.shown.has(anywhere))
                console.log(`${name} ${fact}\n    ours ${a}\n    theirs ${b}\n    after ${JSON.stringify(answers)}`);
            this.shown.add(anywhere);
        };
        for (let i = 0; i < files; i++)
            count.facts += playOnce(file, create, makeRandom(this.seed + this.forms * 100003 + i * 31), this.today, onDiffer);
        console.log(`${name}: ${files} answer files, ${this.words(count)}`);
        for (const key of Object.keys(count)) this.total[key] += count[key];
    }

    words({ facts, unlike, excepted }) {
        return `${facts} facts: ${facts - unlike - excepted} agree, ${excepted} listed, ${unlike} differ`;
    }
}
