// A document of the specs as a form: the primary instance where no two siblings have one name,
// otherwise a secondary instance, with absolute paths turned into paths from there.

const XML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escape = (text) => text.replace(/[&<>"]/g, (at) => XML[at]);

const elements = (node) => [...node.childNodes].filter((child) => child.nodeType === 1);
const hasTwins = (node) => {
    const names = elements(node).map((child) => child.nodeName);
    return new Set(names).size < names.length || elements(node).some(hasTwins);
};

const isLeaf = (node) => elements(node).length === 0;
/** The path of the first leaf: the form has to ask something. */
const leaf = (node) => `/${node.nodeName}${isLeaf(node) ? '' : leaf(elements(node)[0])}`;

function write(node, namespaces) {
    const attributes = [...node.attributes]
        .filter((at) => at.name !== 'xmlns')
        .map((at) => ` ${at.name}="${escape(at.value)}"`)
        .join('');
    const inner = elements(node).length
        ? elements(node).map((child) => write(child, '')).join('')
        : escape(node.textContent);
    return `<${node.nodeName}${namespaces}${attributes}>${inner}</${node.nodeName}>`;
}

/** The steps to an element, "/a/b[2]"; "" of the document itself, null of any other node. */
function steps(node, document) {
    if (node === document) return '';
    if (node?.nodeType !== 1) return null;
    const twins = elements(node.parentNode).filter((at) => at.nodeName === node.nodeName);
    const above = steps(node.parentNode, document);
    if (above === null) return null;
    return `${above}/${node.nodeName}${twins.length > 1 ? `[${twins.indexOf(node) + 1}]` : ''}`;
}

/** A slash that begins a path stands where a value is wanted. */
function fromInstance(expression) {
    const parts = expression.match(/"[^"]*"|'[^']*'|\/\/?|[\w.:-]+|[^]/g) ?? [];
    let before = '', last = ''; // the two words before, behind a value an operator
    const isValue = (word, wordBefore) => /[\w.)\]*'"]$/.test(word) &&
        !(/^(and|or|div|mod|\*)$/.test(word) && /[\w.)\]*'"]$/.test(wordBefore));
    return parts.map((part, index) => {
        const begins = part.startsWith('/') && !isValue(last, before);
        if (part.trim() !== '') [before, last] = [last, part];
        if (!begins) return part;
        const isAlone = part === '/' && !/^[\w*@.]/.test(parts.slice(index + 1).join('').trim());
        return `instance('doc')${isAlone ? '' : part}`;
    }).join('');
}

const head = (instances, asked) => `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
 xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:mathml="http://www.w3.org/1998/Math/MathML">
<h:head><h:title>Spec</h:title><model>${instances}</model></h:head>
<h:body><input ref="${asked}"/></h:body></h:html>`;

/** {xml, at, expression} for `townline form eval`; null when the context is no element. */
export function asForm(document, node, expression) {
    const root = document.documentElement;
    const where = steps(node, document);
    const isOurs = where !== null && root !== null && root.nodeName !== 'parsererror';
    if (!isOurs) return null;
    if (hasTwins(root) || isLeaf(root))
        return {
            xml: head(`<instance><data id="spec"><x/></data></instance>
<instance id="doc">${write(root, '')}</instance>`, '/data/x'),
            at: `instance('doc')${where || `/${root.nodeName}`}`,
            expression: fromInstance(expression),
        };
    return {
        xml: head(`<instance>${write(root, root.hasAttribute('id') ? '' : ' id="spec"')}</instance>`, leaf(root)),
        at: where || `/${root.nodeName}`,
        expression,
    };
}
