// map_panel: services on the map of two statements, as on the kiosk and in the report. Whose numbers may not
// be told is not on it. The same is read aloud as a list.
import { make } from "./dom";
import type { Dot } from "./messages";
import { say } from "./words";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 344;
const HEIGHT = 268;
const RADIUS = 7;
const LETTER_PX = 8.6; // of a bold letter of 15 px, about
const LINE_PX = 18;
const FAR_PX = [0, 10, 20, 32, 46, 62, 80];
const ROUNDS = 4;

type Values = Record<string, string | number>;
function shape(name: string, values: Values, text = ""): SVGElement {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) {
        element.setAttribute(key, String(value));
    }
    element.textContent = text;
    return element;
}

interface Box {
    left: number;
    top: number;
    right: number;
    bottom: number;
}
const overlap = (a: Box, b: Box): number =>
    Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** Words in Chinese are as wide as high. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 15 : LETTER_PX), 0);

interface Label {
    text: string;
    box: Box;
    isFar: boolean;
}
interface Spot {
    x: number;
    y: number;
    label: string;
}

/** Places around a dot, the nearest first. */
function placesAround({ x, y }: Spot, width: number): { box: Box; away: number }[] {
    const around = FAR_PX.flatMap((away) => {
        const gap = RADIUS + 4 + away;
        const rise = away * 0.8;
        return [
            [x + gap, y - LINE_PX / 2],
            [x - gap - width, y - LINE_PX / 2],
            [x - width / 2, y - RADIUS - LINE_PX - away],
            [x - width / 2, y + RADIUS + away],
            [x + gap, y - LINE_PX - rise],
            [x + gap, y + rise],
            [x - gap - width, y - LINE_PX - rise],
            [x - gap - width, y + rise],
        ].map(([left = 0, top = 0]) => ({ box: { left, top, right: left + width, bottom: top + LINE_PX }, away }));
    });
    return around;
}

function outside({ left, top, right, bottom }: Box): number {
    return Math.max(0, 3 - left) + Math.max(0, right - WIDTH + 3) + Math.max(0, 3 - top) + Math.max(0, bottom - HEIGHT + 3);
}

type Line = [number, number, number, number];

/** From the dot to the nearest edge of its label. */
function leaderOf({ x, y }: Spot, box: Box): Line {
    return [x, y, Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top + 3), box.bottom - 3)];
}
/** How near a line comes to a point. */
function nearness([ax, ay, bx, by]: Line, x: number, y: number): number {
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    return Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y);
}
function cross([ax, ay, bx, by]: Line, [cx, cy, dx, dy]: Line): boolean {
    const side = (px: number, py: number, qx: number, qy: number, x: number, y: number): boolean => (qx - px) * (y - py) > (qy - py) * (x - px);
    return side(ax, ay, bx, by, cx, cy) !== side(ax, ay, bx, by, dx, dy) && side(cx, cy, dx, dy, ax, ay) !== side(cx, cy, dx, dy, bx, by);
}
function crosses(line: Line, { left, top, right, bottom }: Box): boolean {
    return cross(line, [left, top, right, bottom]) || cross(line, [left, bottom, right, top]);
}

/** What a label would cost there: words that cover words are worst, then lines that mislead. */
function costOf(at: number, box: Box, away: number, dots: Spot[], labels: (Label | undefined)[]): number {
    let cost = outside(box) * 1000 + away * 4;
    const line = leaderOf(dots[at] as Spot, box);
    dots.forEach((dot, other) => {
        if (other === at) {
            return;
        }
        const { x, y } = dot;
        cost += overlap(box, { left: x - RADIUS, top: y - RADIUS, right: x + RADIUS, bottom: y + RADIUS }) * 8;
        cost += away > 0 && nearness(line, x, y) < RADIUS + 2 ? 300 : 0;
        const label = labels[other];
        if (label) {
            cost += overlap(box, label.box) * 4;
            cost += away > 0 && crosses(line, label.box) ? 300 : 0;
            cost += label.isFar && crosses(leaderOf(dot, label.box), box) ? 300 : 0;
            cost += label.isFar && away > 0 && cross(line, leaderOf(dot, label.box)) ? 200 : 0;
        }
    });
    return cost;
}

/** Each label goes where it covers least, and near its dot where it can; a few times over, since one label
 * makes room for another. */
function place(dots: Spot[]): Label[] {
    const labels: Label[] = [];
    for (let round = 0; round < ROUNDS; round++) {
        dots.forEach((dot, at) => {
            const text = widthOf(dot.label) > WIDTH / 2 ? `${[...dot.label].slice(0, 19).join("")}…` : dot.label;
            let best = Infinity;
            for (const { box, away } of placesAround(dot, widthOf(text))) {
                const cost = costOf(at, box, away, dots, labels);
                if (cost < best) {
                    best = cost;
                    labels[at] = { text, box, isFar: away > 0 };
                }
            }
        });
    }
    return labels;
}

export function mapPanel(dots: Dot[]): HTMLElement {
    const isRtl = document.documentElement.dir === "rtl";
    const placed = dots.map(({ label, identity, control }) => ({
        label,
        x: 14 + ((isRtl ? 100 - identity : identity) / 100) * (WIDTH - 28),
        y: HEIGHT - 14 - (control / 100) * (HEIGHT - 28),
    }));
    const svg = shape("svg", { viewBox: `-24 -2 ${WIDTH + 28} ${HEIGHT + 28}`, class: "map", "aria-hidden": "true" });
    svg.append(
        shape("rect", { x: 0, y: 0, width: WIDTH, height: HEIGHT, rx: 8, class: "map-frame" }),
        shape("path", { d: `M${WIDTH / 2} 0V${HEIGHT}M0 ${HEIGHT / 2}H${WIDTH}`, class: "map-cross" }),
    );
    const labels = place(placed);
    labels.forEach(({ box, isFar }, at) => {
        if (isFar) {
            const [ax, ay, bx, by] = leaderOf(placed[at] as Spot, box);
            svg.append(shape("path", { d: `M${ax} ${ay}L${bx} ${by}`, class: "map-leader" }));
        }
    });
    for (const { x, y } of placed) {
        svg.append(shape("circle", { cx: x, cy: y, r: RADIUS, class: "map-dot" }));
    }
    for (const { text, box } of labels) {
        svg.append(shape("text", { x: (box.left + box.right) / 2, y: box.bottom - 4, class: "map-label" }, text));
    }
    svg.append(
        shape("text", { x: isRtl ? 0 : WIDTH, y: HEIGHT + 20, class: `map-axis ${isRtl ? "map-axis-start" : "map-axis-end"}` }, say(isRtl ? "axis_identity_rtl" : "axis_identity")),
        shape("text", { transform: "translate(-8 4) rotate(-90)", class: "map-axis map-axis-end" }, say("axis_control")),
    );
    const list = make(
        "ul",
        { class: "spoken" },
        ...dots.map(({ label, identity, control }) => make("li", {}, say("map_dot", { label, identity, control }))),
    );
    return make("div", { class: "map-place" }, svg as unknown as HTMLElement, list);
}
