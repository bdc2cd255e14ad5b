// dom: elements made in one line. Text is always text; nothing from outside becomes markup.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void) | undefined>;

export function make<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes: Attributes = {},
    ...children: Child[]
): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === "function") {
            element.addEventListener(name, value);
        } else if (value === true) {
            element.setAttribute(name, "");
        } else if (value !== undefined && value !== false) {
            element.setAttribute(name, String(value));
        }
    }
    element.append(...children.filter((child): child is Node | string => !!child || child === ""));
    return element;
}

/** Words between two stars are bold: they are those of a button. */
export function rich(words: string): (HTMLElement | string)[] {
    return words.split("*").map((part, i) => (i % 2 === 1 ? make("b", {}, part) : part));
}

const ICONS = {
    back: "M15 4 7 12l8 8",
    tick: "M5 12.5 10 17.5 19.5 7",
    camera: "M4 8h4l2-3h4l2 3h4v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
    file: "M6 3h8l4 4v14H6zM14 3v4h4",
    lock: "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2",
    key: "M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 12 20 3M17 6l3 3M14 9l2 2",
    save: "M12 3v12M7 10l5 5 5-5M3 17v4h18v-4",
    warning: "M12 4 2.5 20.5h19zM12 10v5M12 17.5v.5",
    arrow: "M6 12h12M13 7l5 5-5 5",
    ring: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
    on: "M9 5l7 7-7 7",
    stick: "M9 8h6V3H9zM7 8h10v11a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2zM11 5.5v.2M13 5.5v.2",
    people: "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 20c0-4 2.6-6 6-6s6 2 6 6M16 11a2.6 2.6 0 1 0-1-5M17 14.2c2.6.3 4 2.2 4 5.8",
    aim: "M12 3v5M12 16v5M3 12h5M16 12h5",
    eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
} as const;
export type Icon = keyof typeof ICONS;

const SVG = "http://www.w3.org/2000/svg";
export function icon(name: Icon): SVGSVGElement {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "icon");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
}

/** The ring: a circle that fills from the top. */
export function ring(): { svg: SVGSVGElement; fill(share: number): void } {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 100 100");
    svg.setAttribute("class", "ring");
    svg.setAttribute("aria-hidden", "true");
    const circles = ["ring-all", "ring-part"].map((name) => {
        const circle = document.createElementNS(SVG, "circle");
        for (const [key, value] of Object.entries({ cx: 50, cy: 50, r: 47, class: name, pathLength: 1000 })) {
            circle.setAttribute(key, String(value));
        }
        svg.append(circle);
        return circle;
    });
    const part = circles[1] as SVGCircleElement;
    const fill = (share: number): void => {
        part.setAttribute("stroke-dasharray", `${Math.round(share * 1000)} 1000`);
        part.setAttribute("visibility", share > 0 ? "visible" : "hidden");
    };
    fill(0);
    return { svg, fill };
}

export function button(words: string, onClick: () => void, kind = "", symbol?: Icon): HTMLButtonElement {
    return make("button", { type: "button", class: `button ${kind}`, click: onClick }, symbol && icon(symbol), words);
}
