/* townline comments: what residents wrote, and whether it may be shown. */
#include "archive_file.h"
#include "arguments.h"
#include "command.h"
#include "command_comments_review.h"
#include "console.h"
#include "counted.h"
#include "names.h"

#include <string.h>

struct deciding {
    const char *archive, *reason;
    enum comment_state state;
    char **ids;
    size_t count;
    bool json;
};

/* All ids are found before the first is decided about. */
static bool
decide_all(const struct deciding *deciding, struct archive *archive, json_t *told,
           struct error *err)
{
    const struct comment_filter all = {.all_states = true};
    const struct listed_comment *comment = NULL;
    struct comment_list list;
    char today[ARCHIVE_DAY_BYTES];
    names_today(today);
    bool ok = comment_list_load(archive, &all, &list, err);
    for (size_t i = 0; ok && i < deciding->count; i++) {
        ok = comment_list_find(&list, deciding->ids[i], &comment, err);
    }
    for (size_t i = 0; ok && i < deciding->count; i++) {
        ok = comment_list_find(&list, deciding->ids[i], &comment, err) &&
             archive_comment_set_state(archive, comment->id, deciding->state,
                                       deciding->reason, today, err);
        if (ok && told) {
            json_array_append_new(
                told, names_json_hex(comment->id, ARCHIVE_COMMENT_ID_BYTES));
        }
    }
    comment_list_finish(&list);
    return ok;
}

static int
comments_decide(const struct deciding *deciding)
{
    struct error err;
    struct archive *archive = NULL;
    json_t *told = deciding->json ? json_array() : NULL;
    const char *state = comment_states[deciding->state];
    bool ok = archive_file_open(deciding->archive, false, &archive, &err);
    if (ok && !decide_all(deciding, archive, told, &err)) {
        ok = archive_file_advise(deciding->archive, &err);
    }
    archive_close(archive);
    if (!ok) {
        json_decref(told);
        return command_fail("comments", &err);
    }
    if (told) {
        return console_json(json_pack("{s:s, s:o}", "state", state, "comments", told))
                   ? COMMAND_DONE
                   : COMMAND_SYSTEM;
    }
    console_say("%s %s", counted(deciding->count, "comment is", "comments are").text,
                state);
    return COMMAND_DONE;
}

struct telling {
    json_t *list; /* NULL: in words */
    size_t count;
};

static bool
on_decision(void *context, const struct archive_decision *decision)
{
    struct telling *telling = context;
    char hex[NAMES_HEX_BYTES];
    const char *state = comment_states[decision->state];
    telling->count++;
    if (telling->list) {
        json_array_append_new(
            telling->list,
            json_pack("{s:o, s:s, s:s, s:o}", "id",
                      names_json_hex(decision->id, ARCHIVE_COMMENT_ID_BYTES), "state",
                      state, "day", decision->day, "reason",
                      names_json_text(decision->reason)));
        return true;
    }
    names_hex(decision->id, COMMENT_ID_DIGITS / 2, hex);
    console_say("%s  %s  %s%s%s", decision->day, hex, state,
                decision->reason[0] ? ": " : "", decision->reason);
    return true;
}

static int
comments_log(const char *path, bool json)
{
    struct error err;
    struct archive *archive = NULL;
    struct telling telling = {.list = json ? json_array() : NULL};
    bool ok = archive_file_open(path, false, &archive, &err) &&
              archive_comment_log(archive, on_decision, &telling, &err);
    archive_close(archive);
    if (!ok) {
        json_decref(telling.list);
        return command_fail("comments", &err);
    }
    if (json) {
        return console_json(json_pack("{s:o}", "decisions", telling.list))
                   ? COMMAND_DONE
                   : COMMAND_SYSTEM;
    }
    if (telling.count == 0) {
        console_say("Nothing was decided yet.");
    }
    return COMMAND_DONE;
}

static bool
read_state(const char *word, struct comment_filter *filter, struct error *err)
{
    filter->all_states = strcmp(word, "all") == 0;
    for (int i = COMMENT_PENDING; i <= COMMENT_HIDDEN; i++) {
        if (strcmp(word, comment_states[i]) == 0) {
            filter->state = (enum comment_state)i;
            return true;
        }
    }
    return filter->all_states ||
           error_set(err, ERROR_INPUT,
                     "--state is pending, allowed, hidden or all, not \"%.40s\"", word);
}

/* Runs what argv[0] names; false with words for whoever typed them. */
static bool
run(struct comments_review *review, struct deciding *deciding, int *code_out,
    struct error *err)
{
    const char *part = deciding->count > 0 ? deciding->ids[0] : "";
    size_t ids = deciding->count > 0 ? deciding->count - 1 : 0;
    bool hides = strcmp(part, "hide") == 0, allows = strcmp(part, "allow") == 0;
    if (strcmp(part, "review") == 0 && ids == 0) {
        *code_out = command_comments_review(review);
        return true;
    }
    if (strcmp(part, "log") == 0 && ids == 0) {
        *code_out = comments_log(review->archive, review->json);
        return true;
    }
    if (hides && (!deciding->reason || !deciding->reason[0])) {
        return error_set(err, ERROR_INPUT,
                         "--reason is missing: what is hidden is hidden for a reason");
    }
    if ((hides || allows) && ids > 0) {
        deciding->ids++;
        deciding->count = ids;
        deciding->state = hides ? COMMENT_HIDDEN : COMMENT_ALLOWED;
        deciding->reason = deciding->reason ? deciding->reason : "";
        *code_out = comments_decide(deciding);
        return true;
    }
    return error_set(
        err, ERROR_INPUT,
        "say \"review\" or \"log\", or \"allow\" or \"hide\" and the ids of "
        "comments");
}

int
command_comments(int argc, char **argv)
{
    struct comments_review review = {.archive = NULL};
    struct deciding deciding = {.reason = NULL};
    const char *state = "pending";
    const struct option options[] = {
        {"--archive", OPTION_TEXT, true, &review.archive},
        {"--service", OPTION_TEXT, false, &review.filter.service},
        {"--question", OPTION_TEXT, false, &review.filter.question},
        {"--state", OPTION_TEXT, false, &state},
        {"--towns", OPTION_FLAG, false, &review.filter.towns},
        {"--one-by-one", OPTION_FLAG, false, &review.one_by_one},
        {"--list", OPTION_FLAG, false, &review.list},
        {"--reason", OPTION_TEXT, false, &deciding.reason},
        {"--json", OPTION_FLAG, false, &review.json},
    };
    struct error err;
    int code = COMMAND_DONE;
    if (!ARGUMENTS_READ(argc, argv, options, &deciding.count, &err) ||
        !read_state(state, &review.filter, &err)) {
        return command_usage("comments", &err);
    }
    deciding.archive = review.archive;
    deciding.ids = argv;
    deciding.json = review.json;
    return run(&review, &deciding, &code, &err) ? code
                                                : command_usage("comments", &err);
}
