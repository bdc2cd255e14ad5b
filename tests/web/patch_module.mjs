// Changes a WebAssembly module so that tests can see what the page does when it fails: a function that traps, or
// a memory that ends early. The format is that of the WebAssembly Core Specification, chapter 5.

// A number of LEB128, unsigned: its value and the place after it.
function number(bytes, at) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) {
            return [value, at];
        }
    }
}

// Calls visit(id, from, to) for each section.
function sections(bytes, visit) {
    for (let at = 8; at < bytes.length; ) {
        const id = bytes[at];
        const [size, from] = number(bytes, at + 1);
        visit(id, from, from + size);
        at = from + size;
    }
}

const IMPORT = 2;
const MEMORY = 5;
const EXPORT = 7;
const CODE = 10;
const UNREACHABLE = 0x00;
const NOP = 0x01;
const END = 0x0b;

function countImportedFunctions(bytes, from) {
    let functions = 0;
    let [count, at] = number(bytes, from);
    const skipName = () => {
        const [size, next] = number(bytes, at);
        at = next + size;
    };
    for (; count > 0; count--) {
        skipName();
        skipName();
        if (bytes[at] !== 0) {
            throw new Error("only functions are imported");
        }
        functions++;
        [, at] = number(bytes, at + 1);
    }
    return functions;
}

function findExport(bytes, from, wanted) {
    let [count, at] = number(bytes, from);
    for (; count > 0; count--) {
        const [size, start] = number(bytes, at);
        const name = Buffer.from(bytes.subarray(start, start + size)).toString("latin1");
        const [index, next] = number(bytes, start + size + 1);
        if (name === wanted) {
            return index;
        }
        at = next;
    }
    throw new Error(`no export ${wanted}`);
}

// The same module, in which the exported function of that name traps whenever it is called.
export function withTrap(module, name) {
    const bytes = Uint8Array.from(module);
    const found = {};
    sections(bytes, (id, from) => {
        found.imported ??= id === IMPORT ? countImportedFunctions(bytes, from) : undefined;
        found.index ??= id === EXPORT ? findExport(bytes, from, name) : undefined;
        found.code ??= id === CODE ? from : undefined;
    });
    let [, at] = number(bytes, found.code);
    for (let i = found.index - found.imported; i > 0; i--) {
        const [size, start] = number(bytes, at);
        at = start + size;
    }
    const [size, start] = number(bytes, at);
    // The declarations of locals stay.
    let [groups, body] = number(bytes, start);
    for (; groups > 0; groups--) {
        [, body] = number(bytes, body);
        body++;
    }
    bytes[body] = UNREACHABLE;
    bytes.fill(NOP, body + 1, start + size - 1);
    bytes[start + size - 1] = END;
    return bytes;
}

// The same module, whose memory cannot grow beyond so many pages of 64 KiB.
export function withMemory(module, pages) {
    const bytes = Uint8Array.from(module);
    sections(bytes, (id, from) => {
        if (id !== MEMORY) {
            return;
        }
        const [, flags] = number(bytes, from);
        const [, most] = number(bytes, flags + 1);
        const [, end] = number(bytes, most);
        for (let at = most; at < end; at++, pages >>= 7) {
            bytes[at] = (pages & 127) | (at + 1 < end ? 128 : 0);
        }
    });
    return bytes;
}
