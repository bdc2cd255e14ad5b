/* Makes an archive of very many responses. */
#include "bench_million.h"

#include "bench_import.h"
#include "townline/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many residents are asked: enough that each service has some. */
enum { ASKED = 3 * BENCH_MILLION_BUNDLE };

/* The answers about one service, of a resident who was asked about it. */
struct block {
    const struct answer *answers;
    size_t count;
};
struct blocks {
    struct block *list; /* owned; of all services, one after the other */
    size_t *counts;     /* owned; of each service */
    size_t services;
    int repeat;
};

static void
find_blocks(struct blocks *blocks, const struct descriptor *descriptor,
            const struct response *response)
{
    for (size_t i = 0; i < response->answer_count;) {
        const struct answer *first = &response->answers[i];
        size_t count = 1;
        if (descriptor->questions[first->question].repeat != blocks->repeat) {
            i++;
            continue;
        }
        while (i + count < response->answer_count &&
               descriptor->questions[first[count].question].repeat == blocks->repeat &&
               first[count].instance[0] == first->instance[0]) {
            count++;
        }
        size_t service = first->instance[0], at = blocks->counts[service]++;
        blocks->list[service * ASKED + at] = (struct block){first, count};
        i += count;
    }
}

/* The resident's own answers, and about each service those of somebody. */
static bool
add_whole(struct response_set *out, const struct descriptor *descriptor,
          const struct blocks *blocks, const struct response *response, size_t number,
          struct error *err)
{
    size_t most = response->answer_count, count = 0;
    for (size_t s = 0; s < blocks->services; s++) {
        most += descriptor->question_count;
    }
    struct answer *answers = calloc(most + 1, sizeof *answers);
    if (!answers) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        if (descriptor->questions[answer->question].repeat != blocks->repeat) {
            answers[count++] = *answer;
        }
    }
    for (size_t s = 0; s < blocks->services; s++) {
        if (blocks->counts[s] > 0) {
            const struct block *block =
                &blocks->list[s * ASKED + number % blocks->counts[s]];
            memcpy(answers + count, block->answers, block->count * sizeof *answers);
            count += block->count;
        }
    }
    const struct response whole = {
        .head = response->head, .answers = answers, .answer_count = count};
    bool ok = response_set_add(out, descriptor, &whole, err);
    free(answers);
    return ok;
}

/* Puts responses about all services in the place of the round's own, and seals again.
 */
static bool
make_whole(struct bench_round *round, struct error *err)
{
    struct simulation *simulation = &round->simulation;
    const struct descriptor *descriptor = form_descriptor(round->pack->form);
    int identity = descriptor_find_role(descriptor, ROLE_IDENTITY);
    struct blocks blocks = {
        .repeat = identity < 0 ? -1 : descriptor->questions[identity].repeat};
    struct response_set whole = {.count = 0};
    if (blocks.repeat < 0) {
        return error_set(err, ERROR_INPUT, "the pack has no services");
    }
    blocks.services = descriptor->repeats[blocks.repeat].key_count;
    blocks.list = calloc(blocks.services * ASKED + 1, sizeof *blocks.list);
    blocks.counts = calloc(blocks.services + 1, sizeof *blocks.counts);
    bool ok = (blocks.list && blocks.counts) || error_no_memory(err);
    for (size_t i = 0; ok && i < simulation->set.count; i++) {
        find_blocks(&blocks, descriptor, &simulation->set.responses[i]);
    }
    for (size_t i = 0; ok && i < BENCH_MILLION_BUNDLE; i++) {
        ok = add_whole(&whole, descriptor, &blocks, &simulation->set.responses[i], i,
                       err);
    }
    simulation->content.responses = whole;
    buffer_clear(&simulation->sealed);
    ok = ok &&
         bundle_seal(&simulation->header, &simulation->content, &round->kiosk.secret,
                     round->office.recipients, round->office.recipient_count,
                     random_seeded(&round->kiosk.random), &simulation->sealed, err);
    response_set_finish(&whole);
    free(blocks.list);
    free(blocks.counts);
    return ok;
}

/* What the shell is to write for itself: for each table, the statement that copies the
 * rows of the bundles 1 to `copied` as those of `made` + 1 and so on. */
static void
add_copies(struct buffer *script, size_t made, size_t copied)
{
    static const char *const tables[] = {"bundle", "sealed", "answers_1",
                                         "answers_1_repeat_1"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        buffer_add_format(
            script,
            "SELECT 'INSERT INTO %s SELECT ' || group_concat(CASE name"
            " WHEN 'bundle' THEN 'bundle + %zu' WHEN 'number' THEN 'number + %zu'"
            " WHEN 'id' THEN 'randomblob(32)' ELSE '\"' || name || '\"' END, ', ')"
            " || ' FROM %s WHERE bundle <= %zu;' FROM pragma_table_info('%s');\n",
            tables[i], made, made, tables[i], copied, tables[i]);
    }
}

static bool
repeat(const struct bench *bench, const char *path, size_t bundles, struct error *err)
{
    struct buffer script;
    char script_path[BENCH_PATH_MAX_BYTES], line[3 * BENCH_PATH_MAX_BYTES];
    buffer_init(&script, (size_t)1 << 20);
    buffer_add_format(&script,
                      ".mode list\n.output million-run.sql\n"
                      "SELECT 'PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                      " INSERT INTO tally (part, digest) VALUES (''new'', x'''');';\n");
    for (size_t made = 1; made < bundles; made *= 2) {
        add_copies(&script, made, 2 * made <= bundles ? made : bundles - made);
    }
    const struct file_content content = {.data = script.data,
                                         .size = script.size,
                                         .mode = 0600,
                                         .existing = FILE_REPLACE};
    bench_path(bench, "million-script.sql", script_path);
    snprintf(line, sizeof line,
             "sqlite3 '%s' < million-script.sql && sqlite3 '%s' < million-run.sql",
             path, path);
    bool ok =
        !script.failed && file_save(script_path, &content, err) &&
        (bench_shell(bench, line) ||
         error_set(err, ERROR_MISSING,
                   "the sqlite3 shell did not repeat the rows; is it installed?"));
    buffer_finish(&script);
    return ok;
}

bool
bench_million_make(const struct bench *bench, const char *name, size_t bundles,
                   struct error *err)
{
    struct bench_round round;
    struct archive *archive = NULL;
    struct merge_result merged;
    char path[BENCH_PATH_MAX_BYTES];
    const struct bench_round_options options = {.responses = ASKED};
    bench_path(bench, name, path);
    bool ok = bench_round_make(bench, &options, &round, err) &&
              make_whole(&round, err) &&
              bench_round_archive(bench, &round, name, &archive, err) &&
              bench_round_merge(&round, archive, &merged, err);
    archive_close(archive);
    bench_round_finish(&round);
    return ok && repeat(bench, path, bundles, err);
}
