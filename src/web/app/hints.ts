// hints: what to do differently, from what the decoders saw. One at a time, and none while pieces come.
import type { Seen } from "./messages";
import type { Word } from "./words";

export const QUIET_MS = 2000;

/** Readers need this many camera pixels for each dot of the code. */
const DOT_MIN_PX = 3.2;
const DARK = 45;
const BRIGHT = 225;
const FLAT = 40;
/** Of the picture's shorter side. A wider code loses its edges when the hand moves. */
const FILL_MAX = 0.95;

export function hintOf({ look }: Seen): Word {
    if (look.found === "bytes") {
        return "strange";
    }
    if (look.light < DARK) {
        return "dark";
    }
    if (look.light > BRIGHT) {
        return "bright";
    }
    if (look.found === "code" && look.fill > FILL_MAX) {
        return "farther";
    }
    if (look.found === "code") {
        return look.dot_px < DOT_MIN_PX ? "closer" : "still";
    }
    return look.range < FLAT ? "dark" : "aim";
}
