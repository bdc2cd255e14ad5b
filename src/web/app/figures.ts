// figures: what the panel beside the kiosks tells, out of the report's figures (src/report/JSON.md). What
// the report does not tell is null there, and stays away here.
import type { Dot, Figures } from "./messages";

interface Statement {
    agree_percent: number | null;
}
interface Service {
    code: string;
    label: string | null;
    all: { identity: Statement | null; control: Statement | null };
}
interface Report {
    people: number | { from: number; to: number };
    rounds: { name?: string }[];
    services: Service[];
    comments: { written: number | { from: number; to: number } | null };
}

const told = (n: unknown): number => (typeof n === "number" ? n : 0);

function topOf(dots: Dot[], what: "identity" | "control"): string {
    const [first, second] = [...dots].sort((a, b) => b[what] - a[what]);
    return first && first[what] !== second?.[what] ? first.label : "";
}

export function figuresOf(json: unknown): Figures {
    const report = json as Report;
    const dots: Dot[] = [];
    for (const { code, label, all } of report.services) {
        const identity = all.identity?.agree_percent;
        const control = all.control?.agree_percent;
        if (typeof identity === "number" && typeof control === "number") {
            dots.push({ label: label ?? code, identity, control });
        }
    }
    return {
        people: told(report.people),
        round: report.rounds.at(-1)?.name ?? "",
        dots,
        hidden: report.services.length - dots.length,
        mostIdentity: topOf(dots, "identity"),
        mostControl: topOf(dots, "control"),
        comments: told(report.comments.written),
    };
}
