/* county_checks: checks the sheet county: its color, the day of the next meeting, and
 * addresses. */
#include "extra_sheets.h"
#include "townline/calendar.h"
#include "townline/color.h"

#include <string.h>

#define ADDRESS_LETTERS 80 /* of one that residents read and type */

static void
check_color(struct compiler *compiler, const struct extra_row *row)
{
    const char *text = extra_row_words(row, "accent_color", 0);
    struct cell_place place = extra_row_place(row, "accent_color", 0);
    struct color color;
    if (text[0] == '\0') {
        return;
    }
    if (!color_parse(text, &color)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Write # and six digits, as in #0b3c49.", "\"%s\" is no color.",
                        text);
    } else if (!color_is_accent(color)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Take a darker one: #0b3c49 has 11.3:1 and 12.0:1.",
                        "%s is too pale for words: its contrast is %.1f:1 on the "
                        "screen's paper and %.1f:1 under white words, and both must be "
                        "at least 10:1.",
                        text, color_on_paper(color), color_with_white(color));
    }
}

static void
check_moment(struct compiler *compiler, const struct extra_row *row)
{
    const char *text = extra_row_words(row, "next_date", 0);
    double days;
    if (text[0] != '\0' && !calendar_parse(text, &days, NULL)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        extra_row_place(row, "next_date", 0),
                        "Write 2027-01-19, or with its time 2027-01-19T18:30.",
                        "\"%s\" is no date.", text);
    }
}

static void
check_address(struct compiler *compiler, const struct extra_row *row,
              const char *column)
{
    const char *text = extra_row_words(row, column, 0);
    bool is_address =
        strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;
    if (text[0] != '\0' && (!is_address || strpbrk(text, " \n\"<>"))) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        extra_row_place(row, column, 0),
                        "Write it whole, as in https://www.example.org/sharing.",
                        "\"%s\" is no address of a page.", text);
    }
}

/* Residents read it at the end, and type it at home. */
static void
check_room(struct compiler *compiler, const struct extra_row *row)
{
    size_t letters = strlen(extra_row_words(row, "results_address", 0));
    if (letters > ADDRESS_LETTERS) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        extra_row_place(row, "results_address", 0),
                        "Take a short address that leads there.",
                        "%zu letters do not fit; there is room for %d.", letters,
                        ADDRESS_LETTERS);
    }
}

void
county_check(struct compiler *compiler, const struct rows *county)
{
    for (size_t i = 0; i < county->count; i++) {
        const struct extra_row *row = &county->list[i];
        check_color(compiler, row);
        check_moment(compiler, row);
        check_address(compiler, row, "results_address");
        check_address(compiler, row, "collect_address");
        check_room(compiler, row);
    }
}
