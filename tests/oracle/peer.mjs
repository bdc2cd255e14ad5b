// npm @getodk/xforms-engine, the engine below ODK Web Forms, filled in at random and asked what it
// holds of every question.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

/** What it looks for in a browser, or in a CommonJS module. */
function standIns() {
    const { window } = new JSDOM('<!DOCTYPE html>');
    for (const name of ['DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text', 'XPathResult', 'XPathEvaluator', 'NodeFilter'])
        globalThis[name] = window[name];
    globalThis.window = window;
    globalThis.document = window.document;
    globalThis.__dirname = '.';
    globalThis.require = createRequire(import.meta.url);
}
standIns();
const engine = await import('@getodk/xforms-engine');

export async function open(file) {
    const form = await engine.loadForm(fs.readFileSync(file, 'utf8'));
    if (form.status === 'failure') throw form.error;
    return () => form.createInstance().root;
}

/** Every node below, repeats' instances among them. */
export function* nodesOf(node) {
    for (const child of node.currentState.children ?? []) {
        yield child;
        yield* nodesOf(child);
    }
}
const QUESTIONS = ['input', 'select', 'rank', 'range', 'trigger'];
const isQuestion = (node) => QUESTIONS.includes(node.nodeType);

export const withoutNumbers = (reference) => reference.replace(/\[\d+\]/g, '');

/** unordered: the questions whose choices have no order; relevance: path -> boolean; faults: path -> condition, message in each language. */
export function told(root) {
    const relevance = {}, faults = {}, unordered = new Set();
    for (const node of nodesOf(root)) {
        const { reference, relevant } = node.currentState;
        if (node.nodeType === 'select' && node.selectType !== 'select1') unordered.add(withoutNumbers(reference));
        const isFrame = node.nodeType === 'group' && node.definition.bodyElement;
        if (isQuestion(node) || isFrame || ['note', 'repeat-instance'].includes(node.nodeType))
            relevance[reference] = relevant;
        const violation = relevant && isQuestion(node) ? node.validationState.violation : null;
        if (violation) faults[reference] = { fault: violation.condition, messages: {} };
    }
    const active = root.currentState.activeLanguage;
    for (const language of root.languages ?? []) {
        if (language.isSyntheticDefault) break;
        root.setLanguage(language);
        for (const node of nodesOf(root))
            if (faults[node.currentState.reference])
                faults[node.currentState.reference].messages[language.language] =
                    node.validationState.violation.message?.asString ?? '';
    }
    if (!active.isSyntheticDefault) root.setLanguage(active);
    return { relevance, faults, unordered, submission: root.instanceState.instanceXML };
}

const WORDS = ['a', 'Ann', 'bad', 'road', 'x-y', '12', '12b', '-3.5', 'ab-cz', 'Oak Hill', 'é ñ', 'a <b> & "c"', 'LONGER'];

/** Gives an answer of the node's kind, or none; what was answered, as an answers file writes it. */
function answer(node, random) {
    const { valueType } = node;
    const left = random.below(8) === 0;
    const days = () => new Date(Date.UTC(1990, 0, 1) + random.below(16000) * 86400000).toISOString().slice(0, 10);
    const typed = {
        int: () => String(random.below(60) - 5),
        decimal: () => String((random.below(2000) - 300) / [1, 2, 4, 10, 100][random.below(5)]),
        date: days,
        time: () => `${String(random.below(24)).padStart(2, '0')}:${['00', '07', '30', '45'][random.below(4)]}:00.000`,
        string: () => WORDS[random.below(WORDS.length)],
    };
    const options = () => node.currentState.valueOptions.map((one) => one.value);
    switch (node.nodeType) {
        case 'input': {
            const value = left ? null : typed[valueType]();
            node.setValue(value ?? '');
            return value;
        }
        case 'select':
            if (node.selectType === 'select1') {
                const value = left || options().length === 0 ? null : random.of(options());
                node.selectValue(value);
                return value;
            } else {
                const values = left ? [] : options().filter(() => random.below(2) === 0);
                node.selectValues(values);
                return values;
            }
        case 'rank': {
            const values = left ? [] : random.shuffled(options());
            node.setValues(values);
            return values;
        }
        case 'range': {
            const { min, max, step } = node.definition.bounds;
            const value = Number(min) + random.below(Math.round((Number(max) - Number(min)) / Number(step)) + 1) * Number(step);
            node.setValue(value);
            return value;
        }
        default:
            node.setValue(!left);
            return left ? null : 'OK';
    }
}

/** A choice that is no longer offered is gone here, as in ODK Collect; there it would come back. */
function settle(root) {
    for (const node of nodesOf(root)) {
        const { relevant, value } = node.currentState;
        if (node.nodeType !== 'select' || !relevant) continue;
        if (node.selectType === 'select1') node.selectValue(value[0] ?? null);
        else node.selectValues(value);
    }
}

/** The questions that say how often something repeats: what is repeated less often and then more
 * often again has its answers here, and begins anew there. */
function countsOf(nodes) {
    return nodes.filter((node) => node.nodeType === 'repeat-range:controlled')
        .map((node) => node.definition.count?.expression.trim());
}

/** One thing somebody at the form may do; the pair [path, answer] it is, or null where it is none. */
export function act(root, random) {
    const pair = actOnce(root, random);
    settle(root);
    return pair;
}

function actOnce(root, random) {
    const nodes = [...nodesOf(root)].filter((node) => node.currentState.relevant);
    const ranges = nodes.filter((node) => node.nodeType === 'repeat-range:uncontrolled');
    const counts = countsOf(nodes);
    const asked = nodes.filter((node) => isQuestion(node) && !node.currentState.readonly &&
        !(counts.includes(node.currentState.reference) && node.currentState.value !== null));
    if (asked.length === 0) return null;
    if (ranges.length > 0 && random.below(6) === 0) {
        const range = random.of(ranges);
        if (range.currentState.children.length < 4) range.addInstances();
        const last = range.currentState.children.at(-1);
        const first = last && [...nodesOf(last)].find((node) => isQuestion(node) && node.currentState.relevant && !node.currentState.readonly);
        return first ? [first.currentState.reference, answer(first, random)] : null;
    }
    const node = random.of(asked);
    return [node.currentState.reference, answer(node, random)];
}
