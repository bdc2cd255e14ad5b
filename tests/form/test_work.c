/* How much is done for inputs that are made to be much work: counted in blocks of code
 * that are run and bytes that are looked at, so that it is the same on each machine.
 * Four times the input is about four times the work, or it is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pack/zip_files.h"

#include "townline/xlsform.h"

#include <stdio.h>
#include <string.h>

static uint64_t work;

/* The compiler has put a call of this before each block of what is measured. */
void __sanitizer_cov_trace_pc(void);
void
__sanitizer_cov_trace_pc(void)
{
    work++;
}

/* The linker puts these in place of the functions that look at any number of bytes. */
size_t __real_strlen(const char *text);
int __real_strcmp(const char *a, const char *b);
int __real_strncmp(const char *a, const char *b, size_t size);
char *__real_strchr(const char *text, int c);
char *__real_strstr(const char *text, const char *part);
void *__real_memcpy(void *to, const void *from, size_t size);
size_t __wrap_strlen(const char *text);
int __wrap_strcmp(const char *a, const char *b);
int __wrap_strncmp(const char *a, const char *b, size_t size);
char *__wrap_strchr(const char *text, int c);
char *__wrap_strstr(const char *text, const char *part);
void *__wrap_memcpy(void *to, const void *from, size_t size);

#define BYTES_A_BLOCK 8

size_t
__wrap_strlen(const char *text)
{
    size_t size = __real_strlen(text);
    work += size / BYTES_A_BLOCK;
    return size;
}

static size_t
same_bytes(const char *a, const char *b, size_t most)
{
    size_t size = 0;
    while (size < most && a[size] != '\0' && a[size] == b[size]) {
        size++;
    }
    return size;
}

int
__wrap_strcmp(const char *a, const char *b)
{
    work += same_bytes(a, b, SIZE_MAX) / BYTES_A_BLOCK;
    return __real_strcmp(a, b);
}

int
__wrap_strncmp(const char *a, const char *b, size_t size)
{
    work += same_bytes(a, b, size) / BYTES_A_BLOCK;
    return __real_strncmp(a, b, size);
}

char *
__wrap_strchr(const char *text, int c)
{
    char *found = __real_strchr(text, c);
    work += (!found ? __real_strlen(text) : (size_t)(found - text)) / BYTES_A_BLOCK;
    return found;
}

char *
__wrap_strstr(const char *text, const char *part)
{
    char *found = __real_strstr(text, part);
    work += (!found ? __real_strlen(text) : (size_t)(found - text)) / BYTES_A_BLOCK;
    return found;
}

void *
__wrap_memcpy(void *to, const void *from, size_t size)
{
    work += size / BYTES_A_BLOCK;
    return __real_memcpy(to, from, size);
}

/* ---- one input ---- */

enum { SHEETS_MAX = 4 };
struct input {
    const char *names[SHEETS_MAX]; /* of .csv sheets, or of the parts of an .xlsx */
    struct buffer texts[SHEETS_MAX];
};

static struct buffer *
sheet(struct input *input, const char *name)
{
    size_t i = 0;
    while (input->names[i]) {
        i++;
    }
    assert_true(i < SHEETS_MAX);
    input->names[i] = name;
    buffer_init(&input->texts[i], (size_t)64 << 20);
    return &input->texts[i];
}

static void
add(struct buffer *out, const char *text)
{
    buffer_add(out, text, strlen(text));
}

static void
add_many(struct buffer *out, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        add(out, text);
    }
}

/* Each with its number in place of %zu. */
static void
add_numbered(struct buffer *out, size_t count, const char *format)
{
    char text[400];
    for (size_t i = 0; i < count; i++) {
        const char *at = format;
        for (const char *mark; (mark = strstr(at, "#")); at = mark + 1) {
            buffer_add(out, at, (size_t)(mark - at));
            snprintf(text, sizeof text, "%zu", i);
            add(out, text);
        }
        add(out, at);
    }
}

static void
finish(struct input *input)
{
    for (size_t i = 0; i < SHEETS_MAX && input->names[i] != NULL; i++) {
        buffer_finish(&input->texts[i]);
    }
}

static bool
read_input(const struct input *input, struct diagnostics *diagnostics,
           struct workbook **out, struct error *err)
{
    struct zip_file parts[SHEETS_MAX];
    struct csv_file files[SHEETS_MAX];
    size_t count = 0;
    for (; count < SHEETS_MAX && input->names[count] != NULL; count++) {
        const struct buffer *text = &input->texts[count];
        assert_false(text->failed);
        files[count] = (struct csv_file){input->names[count], text->data, text->size};
        parts[count] = (struct zip_file){input->names[count], text->data, text->size};
    }
    work = 0;
    if (!strstr(input->names[0], ".xml")) {
        return workbook_read_csv(files, count, diagnostics, out, err);
    }
    struct buffer archive;
    buffer_init(&archive, (size_t)64 << 20);
    assert_true(zip_files_write(parts, count, &archive, NULL));
    work = 0;
    bool ok = workbook_read_xlsx(archive.data, archive.size, diagnostics, out, err);
    buffer_finish(&archive);
    return ok;
}

typedef void make_input(struct input *input, size_t size);

static uint64_t
work_for(make_input *make, size_t size)
{
    struct input input = {{NULL}, {{NULL}}};
    struct workbook *workbook = NULL;
    struct diagnostics *diagnostics = NULL;
    struct error err = {ERROR_NONE, ""};
    struct buffer xml;
    make(&input, size);
    buffer_init(&xml, (size_t)16 << 20);
    assert_true(diagnostics_create(&diagnostics, &err));
    if (read_input(&input, diagnostics, &workbook, &err)) {
        (void)!xlsform_compile(workbook, &(struct xlsform_options){.name = "f"},
                               diagnostics, &xml, &err);
    }
    uint64_t done = work;
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
    buffer_finish(&xml);
    finish(&input);
    return done;
}

/* ---- workbooks ---- */

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define BOOK "<workbook xmlns:r=\"" TYPES "\"><sheets>"
#define RELATION                                                                       \
    "<Relationship Id=\"#\" Type=\"" TYPES "/worksheet\" Target=\"s.xml\"/>"

static void
sheets_of_one_name(struct input *input, size_t size)
{
    struct buffer *book = sheet(input, "xl/workbook.xml");
    add(book, BOOK);
    add_many(book, size, "<sheet name=\"s\" r:id=\"0\"/>");
    add(book, "</sheets></workbook>");
    struct buffer *relations = sheet(input, "xl/_rels/workbook.xml.rels");
    add(relations, "<Relationships>");
    add_numbered(relations, 1, RELATION);
    add(relations, "</Relationships>");
    struct buffer *cells = sheet(input, "xl/s.xml");
    add(cells, "<worksheet><sheetData>");
    add_many(cells, size, "<row><c><v>1</v></c></row>");
    add(cells, "</sheetData></worksheet>");
}

static void
sheets_and_relations(struct input *input, size_t size)
{
    struct buffer *book = sheet(input, "xl/workbook.xml");
    add(book, BOOK);
    add_numbered(book, size / 20, "<sheet name=\"s#\" r:id=\"none\"/>");
    add(book, "</sheets></workbook>");
    struct buffer *relations = sheet(input, "xl/_rels/workbook.xml.rels");
    add(relations, "<Relationships>");
    add_numbered(relations, size, RELATION);
    add(relations, "</Relationships>");
}

static void
formats_and_styles(struct input *input, size_t size)
{
    sheets_of_one_name(input, 1);
    struct buffer *relations = &input->texts[1];
    buffer_clear(relations);
    add(relations, "<Relationships><Relationship Id=\"0\" Type=\"" TYPES
                   "/styles\" Target=\"u.xml\"/></Relationships>");
    struct buffer *styles = sheet(input, "xl/u.xml");
    add(styles, "<styleSheet><numFmts>");
    add_numbered(styles, size, "<numFmt numFmtId=\"#\" formatCode=\"0\"/>");
    add(styles, "</numFmts><cellXfs>");
    add_many(styles, size, "<xf numFmtId=\"none\"/>");
    add(styles, "</cellXfs></styleSheet>");
}

static void
one_long_string_in_many_cells(struct input *input, size_t size)
{
    sheets_of_one_name(input, 1);
    struct buffer *relations = &input->texts[1];
    buffer_clear(relations);
    add(relations, "<Relationships>");
    add_numbered(relations, 1, RELATION);
    add(relations, "<Relationship Id=\"b\" Type=\"" TYPES
                   "/sharedStrings\" Target=\"t.xml\"/></Relationships>");
    struct buffer *strings = sheet(input, "xl/t.xml");
    add(strings, "<sst><si><t>");
    add_many(strings, size * 40, "long ");
    add(strings, "</t></si></sst>");
    buffer_clear(&input->texts[2]);
    add(&input->texts[2], "<worksheet><sheetData><row>");
    add_many(&input->texts[2], size, "<c t=\"s\"><v>0</v></c>");
    add(&input->texts[2], "</row></sheetData></worksheet>");
}

/* ---- surveys ---- */

static void
questions_and_references(struct input *input, size_t size)
{
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label,relevant\n");
    add_numbered(survey, size, "text,q#,Question after ${q0},${q0} != 'a'\n");
}

static void
questions_of_one_name(struct input *input, size_t size)
{
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label\n");
    add_many(survey, size, "text,q,Question\n");
}

static void
references_to_nothing(struct input *input, size_t size)
{
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label,relevant\n");
    add_numbered(survey, size, "text,question_number_#,Q,${question_nvmver_#}\n");
}

static void
choices_and_lists(struct input *input, size_t size)
{
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label,default\n");
    add_numbered(survey, size / 4, "select_multiple l0,q#,Q,c# d#\n");
    add_numbered(survey, size / 4, "select_one l#,s# or_other,Q,c#\n");
    struct buffer *choices = sheet(input, "choices.csv");
    add(choices, "list_name,name,label\n");
    add_numbered(choices, size, "l0,c#,Choice #\n");
    add_numbered(choices, size, "l#,d#,Choice #\n");
}

static void
columns_and_rows(struct input *input, size_t size)
{
    size_t side = 0;
    while (side * side < size) {
        side++;
    }
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label");
    add_numbered(survey, side * 4, ",bind::own#");
    add(survey, "\n");
    add_numbered(survey, side * 8, "text,q#,Q\n");
    struct buffer *choices = sheet(input, "choices.csv");
    add(choices, "list_name,name,label");
    add_numbered(choices, side * 4, ",extra#");
    add(choices, "\n");
    add_numbered(choices, side * 8, "l,c#,C\n");
}

static void
references_in_one_cell(struct input *input, size_t size)
{
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label,calculation\ntext,a,A,\ncalculate,b,,\"'");
    add_many(survey, size, "${a} ");
    add(survey, "'\"\nnote,c,\"");
    add_many(survey, size, "${a} ");
    add(survey, "\",\n");
}

static void
references_that_never_end(struct input *input, size_t size)
{
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label,relevant\ntext,a,\"");
    add_many(survey, size, "${");
    add(survey, "\",\ntext,b,\"");
    add_many(survey, size / 2, "instance(");
    add(survey, ")/\",\ntext,c,C,\"");
    add_many(survey, size / 4, "selected-at(");
    add(survey, "1\"\n");
}

static void
marks_in_one_cell(struct input *input, size_t size)
{
    static const char *const marks[] = {"*",   "**", "_",       "[",     "[a](", "<",
                                        "<b>", "#",  "<span ",  "\\",    "`",    "![",
                                        "*a ", "](", "</span>", "<br/><"};
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label\n");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        add(survey, "text,q");
        add_numbered(survey, 1, "#");
        add_many(survey, i, "a");
        add(survey, ",\"");
        add_many(survey, size, marks[i]);
        add(survey, "\"\n");
    }
}

static void
many_shared_strings(struct input *input, size_t size)
{
    one_long_string_in_many_cells(input, 1);
    struct buffer *strings = &input->texts[3];
    buffer_clear(strings);
    add(strings, "<sst>");
    add_numbered(strings, size, "<si><r><t>a</t></r><r><t>#</t></r></si>");
    add(strings, "</sst>");
    buffer_clear(&input->texts[2]);
    add(&input->texts[2], "<worksheet><sheetData>");
    add_numbered(&input->texts[2], size, "<row><c t=\"s\"><v>#</v></c></row>");
    add(&input->texts[2], "</sheetData></worksheet>");
}

static void
groups_and_repeats(struct input *input, size_t size)
{
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label,repeat_count\n");
    for (size_t i = 0; i < size / 20; i++) {
        add_numbered(survey, 9, "begin_group,g#,G,\n");
        add(survey, "begin_repeat,r");
        for (size_t j = i; j > 0; j /= 10) {
            buffer_add_u8(survey, (uint8_t)('a' + j % 10));
        }
        add(survey, ",R,2 + 1\ntext,q,Q,\nend_repeat,,,\n");
        add_many(survey, 9, "end_group,,,\n");
    }
}

static void
services_and_groups(struct input *input, size_t size)
{
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name,label,appearance\n"
                "select_multiple s,q,Q,townline-services\n");
    struct buffer *choices = sheet(input, "choices.csv");
    add(choices, "list_name,name,label\n");
    add_numbered(choices, size, "s,s#,S\np,p#,P\n");
    struct buffer *services = sheet(input, "services.csv");
    add(services, "name,label,group,partners\n");
    add_numbered(services, size, "s#,S,group#,p# p0\n");
    struct buffer *stories = sheet(input, "stories.csv");
    add(stories, "title,service,text\n");
    add_numbered(stories, size, "T,s#,text\n");
}

static void
texts_in_many_languages(struct input *input, size_t size)
{
    struct buffer *survey = sheet(input, "survey.csv");
    add(survey, "type,name");
    add_numbered(survey, 30, ",label::Language # (l#),hint::Language # (l#)");
    add(survey, "\n");
    add_numbered(survey, size, "text,q#");
    add(survey, "\n");
    add_numbered(survey, size, "text,q#,A,B,C,D,E,F\n");
}

/* Twice the work for twice the input; a little more where names are sorted. */
static void
assert_linear(make_input *make, size_t size)
{
    uint64_t less = work_for(make, size), more = work_for(make, size * 4);
    if (more > less * 6) {
        fail_msg("4 times the input is %.1f times the work (%llu, then %llu)",
                 (double)more / (double)less, (unsigned long long)less,
                 (unsigned long long)more);
    }
}

static void
the_parts_of_a_workbook_are_read_once(void **state)
{
    (void)state;
    assert_linear(sheets_of_one_name, 250);
    assert_linear(sheets_and_relations, 300);
    assert_linear(formats_and_styles, 500);
    assert_linear(one_long_string_in_many_cells, 500);
    assert_linear(many_shared_strings, 1000);
}

static void
names_are_found_in_few_steps(void **state)
{
    (void)state;
    assert_linear(questions_and_references, 250);
    assert_linear(questions_of_one_name, 250);
    assert_linear(choices_and_lists, 400);
    assert_linear(columns_and_rows, 2500);
    assert_linear(services_and_groups, 400);
    assert_linear(groups_and_repeats, 900);
    assert_linear(texts_in_many_languages, 200);
}

static void
a_cell_is_read_once(void **state)
{
    (void)state;
    assert_linear(references_in_one_cell, 1500);
    assert_linear(references_that_never_end, 4000);
    assert_linear(marks_in_one_cell, 800);
}

/* Beyond a number of faults no more names are guessed. */
static void
guesses_have_an_end(void **state)
{
    (void)state;
    assert_true(work_for(references_to_nothing, 3900) < 300000000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_of_a_workbook_are_read_once),
        cmocka_unit_test(names_are_found_in_few_steps),
        cmocka_unit_test(a_cell_is_read_once),
        cmocka_unit_test(guesses_have_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
