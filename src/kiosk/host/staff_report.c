/* staff_report: writes the page about the checks as HTML, which an office reads before
 * it sends a kiosk out. It has versions and findings, and nothing about people. */
#include "staff_findings.h"

#include "townline/calendar.h"
#include "townline/manifest.h"
#include "words.h"

#include <string.h>

static void
add(struct buffer *out, const char *text)
{
    buffer_add(out, text, strlen(text));
}

static void
add_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        const char *as = *text == '<'   ? "&lt;"
                         : *text == '>' ? "&gt;"
                         : *text == '&' ? "&amp;"
                         : *text == '"' ? "&quot;"
                                        : NULL;
        if (as) {
            add(out, as);
        } else {
            buffer_add(out, text, 1);
        }
    }
}

static void
add_row(struct buffer *out, const char *name, const char *value, const char *third)
{
    add(out, "<tr><th scope=\"row\">");
    add_escaped(out, name);
    add(out, "</th><td>");
    add_escaped(out, value);
    add(out, "</td><td>");
    add_escaped(out, third);
    add(out, "</td></tr>\n");
}

static void
add_findings(const struct kiosk *kiosk, struct buffer *out)
{
    const char *const results[] = {tr("Not done yet"), tr("Good"), tr("Look at this")};
    for (int kind = 0; kind < CHECKED_KINDS; kind++) {
        struct check_finding finding;
        char words[420], day[CALENDAR_TEXT_BYTES] = "";
        check_find(kiosk, (enum check_kind)kind, &finding);
        if (finding.half_day > 0) {
            calendar_write(finding.half_day / 2, false, day);
        }
        snprintf(words, sizeof words, "%s%s%s", finding.words, *day ? ", " : "", day);
        add_row(out, check_name((enum check_kind)kind), words, results[finding.result]);
    }
}

static void
add_versions(const struct kiosk *kiosk, struct buffer *out)
{
    const struct manifest *manifest = kiosk->pack->manifest;
    struct sign_public key;
    uint8_t store_id[STORE_ID_BYTES];
    char fingerprint[KEYS_FINGERPRINT_BYTES];
    add_row(out, tr("Program"), "Townline " TOWNLINE_VERSION, "");
    add_row(out, tr("Questions"), form_title(kiosk->pack->form),
            manifest ? manifest->form_version : "");
    keys_fingerprint(&kiosk->office.sign, fingerprint);
    add_row(out, tr("Office"), kiosk->office.name, fingerprint);
    store_identity(kiosk->store, &key, store_id);
    keys_fingerprint(&key, fingerprint);
    add_row(out, tr("This kiosk's key"), "", fingerprint);
}

void
check_report(struct kiosk *kiosk, struct buffer *out)
{
    struct kiosk_language language = kiosk_language(kiosk);
    char day[CALENDAR_TEXT_BYTES];
    words_use(language.code);
    calendar_write(clock_half_day(kiosk->clock) / 2, false, day);
    add(out, "<!DOCTYPE html>\n<html lang=\"");
    add(out, language.code);
    add(out, language.right_to_left ? "\" dir=\"rtl\">\n" : "\">\n");
    add(out, "<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
             "content=\"width=device-width\"><title>");
    add_escaped(out, tr("Checks"));
    add(out, "</title><style>body{font:16px/1.5 sans-serif;max-width:45em;margin:2em "
             "auto;padding:0 1em;color:#16263a}table{border-collapse:collapse;width:"
             "100%}th,td{text-align:start;padding:.4em .6em;border-bottom:1px solid "
             "#cfc6b6}</style></head>\n<body><h1>");
    add_escaped(out, *kiosk_name(kiosk) ? kiosk_name(kiosk) : tr("Kiosk"));
    add(out, "</h1>\n<h2>");
    add_escaped(out, tr("Checks"));
    add(out, ", ");
    add(out, day);
    add(out, "</h2>\n<table>\n");
    add_findings(kiosk, out);
    add(out, "</table>\n<h2>");
    add_escaped(out, tr("Versions and keys"));
    add(out, "</h2>\n<table>\n");
    add_versions(kiosk, out);
    add(out, "</table></body></html>\n");
}
