/* Works out the columns of a table of responses. */
#include "columns.h"

#include <stdlib.h>
#include <string.h>

/* The repeats around a question from the outermost; returns how many. */
static size_t
repeats_around(const struct descriptor *descriptor, size_t question,
               size_t out[DESCRIPTOR_MAX_DEPTH])
{
    size_t depth = descriptor_depth(descriptor, question);
    int repeat = descriptor->questions[question].repeat;
    for (size_t level = depth; level-- > 0;) {
        out[level] = (size_t)repeat;
        repeat = descriptor->repeats[repeat].parent;
    }
    return depth;
}

static void
add_instance(const struct repeat *repeat, uint16_t instance, struct buffer *out)
{
    if (repeat->keys && instance < repeat->key_count) {
        buffer_add_format(out, "%s", repeat->keys[instance]);
    } else {
        buffer_add_format(out, "%u", instance + 1u);
    }
}

void
column_name(const struct descriptor *descriptor, size_t question,
            const uint16_t instance[DESCRIPTOR_MAX_DEPTH], struct buffer *out)
{
    size_t repeats[DESCRIPTOR_MAX_DEPTH];
    size_t depth = repeats_around(descriptor, question, repeats);
    buffer_add_format(out, "%s", descriptor->questions[question].path);
    for (size_t level = 0; level < depth; level++) {
        buffer_add(out, "[", 1);
        add_instance(&descriptor->repeats[repeats[level]], instance[level], out);
        buffer_add(out, "]", 1);
    }
}

void
column_instance(const struct descriptor *descriptor, size_t question,
                const uint16_t instance[DESCRIPTOR_MAX_DEPTH], struct buffer *out)
{
    size_t repeats[DESCRIPTOR_MAX_DEPTH];
    size_t depth = repeats_around(descriptor, question, repeats);
    for (size_t level = 0; level < depth; level++) {
        if (level > 0) {
            buffer_add(out, "/", 1);
        }
        add_instance(&descriptor->repeats[repeats[level]], instance[level], out);
    }
}

/* How many instances each repeat has: its keys, or the most that anybody filled in. */
struct extent {
    const struct descriptor *descriptor;
    uint32_t instances[DESCRIPTOR_MAX_REPEATS];
};

static bool
widen(void *context, const struct archive_response *response)
{
    struct extent *extent = context;
    for (size_t i = 0; i < response->response.answer_count; i++) {
        const struct answer *answer = &response->response.answers[i];
        size_t repeats[DESCRIPTOR_MAX_DEPTH];
        size_t depth = repeats_around(extent->descriptor, answer->question, repeats);
        for (size_t level = 0; level < depth; level++) {
            if (answer->instance[level] >= extent->instances[repeats[level]]) {
                extent->instances[repeats[level]] = answer->instance[level] + 1u;
            }
        }
    }
    return true;
}

static int
compare_columns(const void *a, const void *b)
{
    const struct csv_column *left = a, *right = b;
    return answer_compare(left->descriptor, &left->at, &right->at);
}

/* Goes on to the next combination of instances: the innermost number is raised, and one
 * that was at its end begins again and raises the number before it. False after the
 * last combination. */
static bool
next_instance(uint16_t instance[DESCRIPTOR_MAX_DEPTH], const uint32_t *limits,
              size_t depth)
{
    for (size_t level = depth; level-- > 0;) {
        if (instance[level] + 1u < limits[level]) {
            instance[level]++;
            return true;
        }
        instance[level] = 0;
    }
    return false;
}

static bool
add_question(struct columns *columns, const struct extent *extent, size_t question,
             struct error *err)
{
    size_t repeats[DESCRIPTOR_MAX_DEPTH];
    size_t depth = repeats_around(extent->descriptor, question, repeats);
    uint32_t limits[DESCRIPTOR_MAX_DEPTH];
    size_t count = 1;
    for (size_t level = 0; level < depth; level++) {
        limits[level] = extent->instances[repeats[level]];
        if (count <= COLUMNS_MAX) { /* larger ones are refused below */
            count *= limits[level];
        }
    }
    if (count == 0) {
        return true;
    }
    if (count > COLUMNS_MAX - columns->count) {
        return error_set(err, ERROR_FULL,
                         "the responses need more than %d columns, which no "
                         "spreadsheet holds",
                         COLUMNS_MAX);
    }
    struct csv_column *list =
        realloc(columns->list, (columns->count + count) * sizeof *list);
    if (!list) {
        return error_no_memory(err);
    }
    columns->list = list;
    struct csv_column column = {.descriptor = extent->descriptor,
                                .at = {.question = question}};
    do {
        columns->list[columns->count++] = column;
    } while (next_instance(column.at.instance, limits, depth));
    return true;
}

bool
columns_init(struct columns *columns, struct archive *archive,
             const struct archive_form *form, struct error *err)
{
    const struct descriptor *descriptor = form->descriptor;
    *columns = (struct columns){0};
    struct extent extent = {.descriptor = descriptor};
    bool all_keyed = true;
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        extent.instances[i] = (uint32_t)descriptor->repeats[i].key_count;
        all_keyed = all_keyed && descriptor->repeats[i].keys != NULL;
    }
    struct archive_each each = {.form = form, .texts = TEXTS_NONE};
    if (!all_keyed && !archive_each_response(archive, &each, widen, &extent, err)) {
        return false;
    }
    for (size_t i = 0; i < descriptor->question_count; i++) {
        if (descriptor->questions[i].type == QUESTION_TEXT) {
            continue;
        }
        if (!add_question(columns, &extent, i, err)) {
            columns_finish(columns);
            return false;
        }
    }
    if (columns->count > 0) {
        qsort(columns->list, columns->count, sizeof *columns->list, compare_columns);
    }
    return true;
}

void
columns_finish(struct columns *columns)
{
    free(columns->list);
    *columns = (struct columns){0};
}
