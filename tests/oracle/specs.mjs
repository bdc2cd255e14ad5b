// Runs the spec files of openrosa-xpath-evaluator under a small stand-in for mocha and chai, which
// counts every assertion and goes on after one that fails. What evaluates is given by the caller.
import fs from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { JSDOM } from 'jsdom';

const require = createRequire(import.meta.url);
const home = path.dirname(require.resolve('openrosa-xpath-evaluator/package.json'));

/** What stands for a node that only its own implementation could hand out. */
export const SOME_NODE = Symbol('a node');

export function specFiles() {
    const root = path.join(home, 'test', 'integration');
    return fs.readdirSync(root, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.spec.js'))
        .sort()
        .map((name) => path.join(root, name));
}
export const specName = (file) => path.relative(path.join(home, 'test', 'integration'), file);

/** chai's assert, as far as the specs use it: told(ok, words), with ok null where nothing can be compared. */
function assertions(told) {
    const compare = (holds, words, ...values) =>
        told(values.includes(SOME_NODE) ? null : holds, words);
    const throws = (act) => {
        let thrown = false;
        try {
            inThrow.depth++;
            act();
        } catch {
            thrown = true;
        } finally {
            inThrow.depth--;
        }
        told(thrown, 'should be refused');
    };
    const is = (value, expected) => `is ${String(value)}, not ${String(expected)}`;
    return Object.assign((value) => told(Boolean(value), 'is not so'), {
        equal: (a, b) => compare(a == b, is(a, b), a, b), // eslint-disable-line eqeqeq
        deepEqual: (a, b) => told(JSON.stringify(a) === JSON.stringify(b), is(a, b)),
        isTrue: (a) => compare(a === true, is(a, true), a),
        isFalse: (a) => compare(a === false, is(a, false), a),
        isNaN: (a) => compare(Number.isNaN(a), is(a, NaN), a),
        isNull: (a) => compare(a === null, is(a, null), a),
        isNotNull: (a) => compare(a !== null, is(a, 'something'), a),
        match: (a, pattern) => compare(pattern.test(a), is(a, pattern), a),
        ok: (a) => compare(Boolean(a), is(a, true), a),
        notOk: (a) => compare(!a, is(a, false), a),
        typeOf: (a, type) => compare(typeof a === type, is(typeof a, type), a),
        instanceOf: (a, type) => compare(a instanceof type, is(a, type.name), a),
        throw: throws,
        throws,
    });
}
/** While an assertion expects a refusal, evaluating has to throw. */
export const inThrow = { depth: 0 };

function standIns() {
    const { window } = new JSDOM('<!DOCTYPE html><html><head></head><body></body></html>');
    for (const name of ['DOMParser', 'XMLSerializer', 'XPathResult', 'XPathEvaluator', 'Node', 'Document', 'Attr', 'Element'])
        globalThis[name] = window[name];
    globalThis.window = window;
    globalThis.document = window.document;
}

/**
 * Runs all spec files. `evaluate(real, expression, node, resolver, type)` gives an XPathResult;
 * `told({file, test, index, ok, words, last})` is called for each assertion.
 */
export function runSpecs(evaluate, told) {
    standIns();
    let here, last;
    const onTold = (ok, words) => {
        here.index += 1;
        told({ ...here, ok, words, last });
    };
    const load = Module._load;
    Module._load = function (request, ...rest) {
        if (request === 'chai') return { assert: assertions(onTold) };
        if (request === 'sinon') throw new Error('sinon is not here');
        const loaded = load.call(this, request, ...rest);
        if (!request.endsWith('src/openrosa-xpath')) return loaded;
        const wrapped = (...args) => {
            const real = loaded(...args);
            return {
                ...real,
                evaluate(expression, node, resolver, type) {
                    last = expression;
                    return evaluate(real, expression, node, resolver, type ?? 0);
                },
            };
        };
        return Object.assign(wrapped, loaded);
    };
    for (const name of Object.keys(require.cache))
        if (name.startsWith(home)) delete require.cache[name];
    const always = []; // the helpers' own beforeEach stands outside of any describe
    try {
        for (const file of specFiles()) runFile(file, always, (at) => (here = at), onTold);
    } finally {
        Module._load = load;
    }
}

function runFile(file, always, enter, told) {
    const root = { titles: [], before: [], each: always, tests: [], inner: [] };
    let group = root;
    globalThis.describe = (title, body) => {
        const outer = group;
        group = { titles: [...outer.titles, title], before: [], each: [], tests: [], inner: [] };
        outer.inner.push(group);
        body();
        group = outer;
    };
    globalThis.before = (act) => group.before.push(act);
    globalThis.beforeEach = (act) => group.each.push(act);
    globalThis.after = globalThis.afterEach = () => {};
    globalThis.it = (title, act) => group.tests.push({ title, act });
    globalThis.describe.skip = globalThis.it.skip = () => {};
    enter({ file: specName(file), test: '(loading)', index: 0 });
    try {
        require(file);
    } catch (error) {
        return told(null, `could not be loaded: ${error.message}`);
    }
    const run = (at, around) => {
        const each = [...around, ...at.each];
        at.before.forEach((act) => act());
        for (const { title, act } of at.tests) {
            enter({ file: specName(file), test: [...at.titles, title].join(' > '), index: 0 });
            try {
                each.forEach((prepare) => prepare());
                act.call({ timeout() {} }, () => {});
            } catch (error) {
                told(false, `stopped: ${error.message}`);
            }
        }
        at.inner.forEach((inner) => run(inner, each));
    };
    run(root, []);
}
