/* townline comments review: lists comments, or asks about one after the other. */
#include "command_comments_review.h"

#include "archive_file.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "names.h"
#include "prompt.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
say_comment(const struct comment_list *list, const struct listed_comment *comment)
{
    char hex[NAMES_HEX_BYTES];
    names_hex(comment->id, COMMENT_ID_DIGITS / 2, hex);
    console_say("%s  %-7s  %s%s%s", hex, comment_states[comment->state],
                comment_subject(list, comment).text,
                comment->reason[0] ? "; because: " : "", comment->reason);
    char *text = strdup(comment->text);
    for (char *line = text ? strtok(text, "\r\n") : NULL; line;
         line = strtok(NULL, "\r\n")) {
        console_say("    %s", line);
    }
    free(text);
}

static int
list_all(const struct comment_list *list, const struct comments_review *review)
{
    if (review->json) {
        json_t *array = json_array();
        for (size_t i = 0; i < list->count; i++) {
            json_array_append_new(array, comment_json(list, &list->comments[i]));
        }
        return console_json(json_pack("{s:o}", "comments", array)) ? COMMAND_DONE
                                                                   : COMMAND_SYSTEM;
    }
    for (size_t i = 0; i < list->count; i++) {
        say_comment(list, &list->comments[i]);
    }
    console_say("%s%s%s", counted(list->count, "comment", "comments").text,
                review->filter.all_states ? "" : " ",
                review->filter.all_states ? "" : comment_states[review->filter.state]);
    return COMMAND_DONE;
}

/* What was decided so far. */
struct walk {
    size_t allowed, hidden, left;
    bool quit;
};

/* Asks until the answer is one of those that there are. */
static bool
decide(struct archive *archive, const struct listed_comment *comment, struct walk *walk,
       struct error *err)
{
    char answer[PROMPT_ANSWER_BYTES], today[ARCHIVE_DAY_BYTES];
    names_today(today);
    for (;;) {
        if (!prompt_ask("(a)llow, (h)ide, (s)kip or (q)uit?", answer) ||
            strcmp(answer, "q") == 0) {
            walk->quit = true;
            return true;
        }
        if (strcmp(answer, "s") == 0) {
            walk->left++;
            return true;
        }
        if (strcmp(answer, "a") == 0) {
            walk->allowed++;
            return archive_comment_set_state(archive, comment->id, COMMENT_ALLOWED, "",
                                             today, err);
        }
        if (strcmp(answer, "h") == 0 &&
            prompt_ask("Why? It is kept in the log:", answer) && answer[0]) {
            walk->hidden++;
            return archive_comment_set_state(archive, comment->id, COMMENT_HIDDEN,
                                             answer, today, err);
        }
    }
}

static bool
ask_all(struct archive *archive, const struct comment_list *list, struct error *err)
{
    struct walk walk = {.allowed = 0};
    bool ok = true;
    size_t i = 0;
    for (; ok && i < list->count && !walk.quit; i++) {
        console_say("%zu of %zu", i + 1, list->count);
        say_comment(list, &list->comments[i]);
        ok = decide(archive, &list->comments[i], &walk, err);
    }
    walk.left += walk.quit ? list->count - i + 1 : list->count - i;
    console_say("%zu allowed, %zu hidden, %zu left as they were", walk.allowed,
                walk.hidden, walk.left);
    return ok;
}

int
command_comments_review(const struct comments_review *review)
{
    struct error err;
    struct archive *archive = NULL;
    struct comment_list list = {.count = 0};
    bool walks = review->one_by_one || (!review->list && !review->json &&
                                        isatty(STDIN_FILENO) && isatty(STDOUT_FILENO));
    int code = COMMAND_DONE;
    bool ok = archive_file_open(review->archive, false, &archive, &err) &&
              comment_list_load(archive, &review->filter, &list, &err);
    if (ok && walks && list.count > 0) {
        ok = ask_all(archive, &list, &err);
    } else if (ok) {
        code = list_all(&list, review);
    }
    comment_list_finish(&list);
    archive_close(archive);
    return ok ? code : command_fail("comments", &err);
}
