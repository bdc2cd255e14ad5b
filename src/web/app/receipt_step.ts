// receipt_step: the ten digits that staff type at the kiosk, and the same as a file. Both wait until the
// answers are in a file that was read back.
import type { App } from "./app";
import { reasonOf } from "./app";
import { button, make, rich } from "./dom";
import { isSafe } from "./rows";
import { download } from "./saving";
import { step } from "./steps";
import { digits, say } from "./words";

/** `number` of the step, or null where it is the only one. */
export function receiptStep(app: App, number: number | null, of: { key: string; store: string }): { card: HTMLElement; file: HTMLButtonElement } {
    const isReady = isSafe(app.state, of.key);
    const code = make("p", { class: `code ${isReady ? "" : "code-waits"}`, id: "receipt" }, isReady ? "…" : say("save_first"));
    const file = button(say("receipt_file"), () => undefined, "outline");
    file.disabled = true;
    if (isReady) {
        app.office.call("receipt", of.key, of.store).then(
            (receipt) => {
                code.textContent = digits(receipt.code);
                file.disabled = false;
                file.onclick = () => download(receipt.name, receipt.file, "text/plain");
            },
            (fault) => {
                code.textContent = say("not_yet");
                app.note(reasonOf(fault));
            },
        );
    }
    const where = make("p", {}, ...rich(say("type_receipt_where")));
    return { card: step(number, isReady ? "now" : "then", say("type_receipt"), where, code, make("p", {}, say("receipt_proves"))), file };
}
