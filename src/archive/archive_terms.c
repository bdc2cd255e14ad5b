/* Numbers texts, and finds them by their numbers. */
#include "archive_terms.h"

#include "archive_schema.h"

#include <stdio.h>
#include <string.h>

void
terms_init(struct terms *terms, struct archive *archive)
{
    *terms = (struct terms){.archive = archive};
}

static void
keep(struct terms *terms, const char *text, int64_t term)
{
    size_t at = terms->next;
    if (strlen(text) < sizeof terms->kept[at].text) {
        snprintf(terms->kept[at].text, sizeof terms->kept[at].text, "%s", text);
        terms->kept[at].term = term;
        terms->next = (at + 1) % TERMS_KEPT;
    }
}

bool
term_find(struct archive *archive, const char *text, int64_t *out, struct error *err)
{
    struct statement *row =
        database_borrow(&archive->database, err,
                        "SELECT term FROM term WHERE office = $1 AND text = $2", "it",
                        ARCHIVE_OFFICE, text);
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    *out = result == STATEMENT_ROW ? statement_int64(row, 0) : 0;
    statement_finish(row);
    return result != STATEMENT_FAILED;
}

bool
term_number(struct terms *terms, const char *text, int64_t *out, struct error *err)
{
    for (size_t i = 0; i < TERMS_KEPT; i++) {
        if (terms->kept[i].term != 0 && strcmp(terms->kept[i].text, text) == 0) {
            *out = terms->kept[i].term;
            return true;
        }
    }
    struct archive *archive = terms->archive;
    if (!term_find(archive, text, out, err)) {
        return false;
    }
    if (*out == 0 &&
        (!database_number(&archive->database, 1, out, err,
                          "SELECT coalesce(max(term), 0) + 1 FROM term"
                          " WHERE office = $1",
                          "i", ARCHIVE_OFFICE) ||
         !database_run(&archive->database, err,
                       "INSERT INTO term (office, text, term) VALUES ($1, $2, $3)",
                       "iti", ARCHIVE_OFFICE, text, *out))) {
        return false;
    }
    keep(terms, text, *out);
    return true;
}

bool
term_name(struct terms *terms, int64_t term, const char **out, struct error *err)
{
    for (size_t i = 0; i < TERMS_KEPT; i++) {
        if (terms->kept[i].term == term && term != 0) {
            *out = terms->kept[i].text;
            return true;
        }
    }
    struct statement *row =
        database_borrow(&terms->archive->database, err,
                        "SELECT text FROM term WHERE office = $1 AND term = $2", "ii",
                        ARCHIVE_OFFICE, term);
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    size_t at = terms->next;
    bool ok = result != STATEMENT_FAILED &&
              ((result == STATEMENT_ROW &&
                statement_size(row, 0) < sizeof terms->kept[at].text) ||
               error_set(err, ERROR_INPUT, "the file is damaged: a name is gone"));
    if (ok) {
        keep(terms, statement_text(row, 0), term);
        *out = terms->kept[at].text;
    }
    statement_finish(row);
    return ok;
}
