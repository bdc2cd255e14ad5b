// words: all that the page says, by language. A {place} is filled in by the caller. Each language has
// every word: the compiler sees to it.
import { ar } from "./words/ar";
import { en } from "./words/en";
import type { Words } from "./words/en";
import { es } from "./words/es";
import { tl } from "./words/tl";
import { vi } from "./words/vi";
import { zh } from "./words/zh";

export type Word = keyof Words;

const catalogues = { en, es, zh, vi, tl, ar };
export type Language = keyof typeof catalogues;
/** Each in its own name. */
export const LANGUAGES: readonly [Language, string][] = [
    ["en", "English"],
    ["es", "Español"],
    ["zh", "中文"],
    ["vi", "Tiếng Việt"],
    ["tl", "Tagalog"],
    ["ar", "العربية"],
];
let language: Language = "en";

/** `wanted` is a tag such as "es-MX"; Filipino reads Tagalog. */
export function useLanguage(wanted: string): void {
    const code = wanted.toLowerCase().split("-")[0] ?? "";
    const known = code === "fil" ? "tl" : code;
    language = known in catalogues ? (known as Language) : "en";
    document.documentElement.lang = language;
    document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}
export const languageNow = (): Language => language;

/** Each {place} is filled in; what stands in the places may be of any direction. */
export function say(word: Word, places: Record<string, string | number> = {}): string {
    return catalogues[language][word].replace(/\{(\w+)\}/g, (_, name: string) =>
        String(places[name] ?? ""),
    );
}

export const count = (n: number): string => n.toLocaleString(language);
export const size = (bytes: number): string =>
    bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${count(Math.round(bytes / 1000))} kB` : `${count(Math.round(bytes / 1e5) / 10)} MB`;
/** Digits in groups and codes run from the left in Arabic, too. */
export const fromLeft = (text: string): string => `\u2066${text}\u2069`;
/** A name or reason that may be in a language of the other direction. */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
/** The first half of a fingerprint: enough to know a kiosk by, not to accept it. */
export const shortPrint = (print: string): string => fromLeft(print.split(" ").slice(0, 2).join(" "));
/** Ten digits as 4821 0937 56. */
export const digits = (code: string): string => code.replace(/^(\d{4})(\d{4})(\d{2})$/, "$1 $2 $3");

const dayOf = (time: Date): string => new Intl.DateTimeFormat("sv-SE").format(time);
/** "2026-11-20" as "Nov 20", with the year where it is another one. */
export function dayWords(day: string): string {
    const time = new Date(`${day}T12:00:00`);
    if (Number.isNaN(time.getTime())) {
        return fromLeft(day);
    }
    if (day === dayOf(new Date())) {
        return say("today");
    }
    const isThisYear = time.getFullYear() === new Date().getFullYear();
    return new Intl.DateTimeFormat(language, { month: "short", day: "numeric", ...(isThisYear ? {} : { year: "numeric" }) }).format(time);
}
/** "Today, 4:41 PM" */
export function timeWords(ms: number): string {
    const time = new Date(ms);
    const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" }).format(time);
    return say("day_time", { day: dayWords(dayOf(time)), time: clock });
}
