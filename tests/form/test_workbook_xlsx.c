#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pack/zip_files.h"

#include "townline/workbook.h"

#include <stdio.h>
#include <string.h>

#define SPACE "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
#define RELATION_SPACE                                                                 \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* The parts of an .xlsx; NULL: as most programs write it. */
struct parts {
    const char *root_relations, *workbook, *relations, *strings, *styles, *sheet,
        *second;
};

static const struct parts usual = {
    "<Relationships><Relationship Id=\"rId1\" Type=\"" TYPES
    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    "<workbook " SPACE RELATION_SPACE "><workbookPr/><sheets>"
    "<sheet name=\"survey\" sheetId=\"1\" r:id=\"rId7\"/>"
    "<sheet name=\"Notes\" sheetId=\"2\" state=\"hidden\" r:id=\"rId8\"/>"
    "</sheets></workbook>",
    "<Relationships>"
    "<Relationship Id=\"rId7\" Type=\"" TYPES "/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId8\" Type=\"" TYPES "/worksheet\" "
    "Target=\"/xl/worksheets/sheet2.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" TYPES "/sharedStrings\" "
    "Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"rId4\" Type=\"" TYPES "/styles\" Target=\"./styles.xml\"/>"
    "</Relationships>",
    "<sst " SPACE "><si><t>type</t></si><si><r><t xml:space=\"preserve\">two </t></r>"
    "<r><rPr><b/></rPr><t>runs</t></r><rPh><t>no</t></rPh></si>"
    "<si><t xml:space=\"preserve\">  spaced_x000D_\nline &amp; more </t></si></sst>",
    "<styleSheet " SPACE "><numFmts>"
    "<numFmt numFmtId=\"164\" formatCode=\"d. mmm yyyy\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"yyyy-mm-dd hh:mm\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"[Red]0.00&quot;days&quot;\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"[h]:mm\"/></numFmts>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
    "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"20\"/>"
    "<xf numFmtId=\"167\"/></cellXfs></styleSheet>",
    "<worksheet " SPACE "><sheetData/></worksheet>",
    "<worksheet " SPACE "><sheetData><row><c t=\"inlineStr\"><is><t>in</t></is></c>"
    "<c><v>2</v></c></row></sheetData></worksheet>",
};

static const char *
either(const char *part, const char *other)
{
    return part ? part : other;
}

static void
write_archive(const struct parts *parts, struct buffer *out)
{
    const struct {
        const char *name, *text;
    } texts[] = {
        {"_rels/.rels", either(parts->root_relations, usual.root_relations)},
        {"xl/workbook.xml", either(parts->workbook, usual.workbook)},
        {"xl/_rels/workbook.xml.rels", either(parts->relations, usual.relations)},
        {"xl/sharedStrings.xml", either(parts->strings, usual.strings)},
        {"xl/styles.xml", either(parts->styles, usual.styles)},
        {"xl/worksheets/sheet1.xml", either(parts->sheet, usual.sheet)},
        {"xl/worksheets/sheet2.xml", either(parts->second, usual.second)},
    };
    struct zip_file files[7];
    for (size_t i = 0; i < 7; i++) {
        files[i] = (struct zip_file){texts[i].name, (const uint8_t *)texts[i].text,
                                     strlen(texts[i].text)};
    }
    buffer_init(out, (size_t)4 << 20);
    assert_true(zip_files_write(files, 7, out, NULL));
}

struct read {
    struct workbook *workbook;
    struct diagnostics *diagnostics;
    struct error err;
};

static bool
read_parts(const struct parts *parts, struct read *read)
{
    struct buffer archive;
    *read = (struct read){NULL};
    write_archive(parts, &archive);
    assert_true(diagnostics_create(&read->diagnostics, NULL));
    bool ok = workbook_read_xlsx(archive.data, archive.size, read->diagnostics,
                                 &read->workbook, &read->err);
    buffer_finish(&archive);
    return ok;
}

static void
finish(struct read *read)
{
    workbook_close(read->workbook);
    diagnostics_destroy(read->diagnostics);
}

/* One sheet of rows, and what its first row then holds. */
static void
assert_row(const char *cells, const char *const *expected, size_t count)
{
    char sheet[4096];
    struct read read;
    snprintf(sheet, sizeof sheet,
             "<worksheet " SPACE "><sheetData><row r=\"1\">%s</row></sheetData>"
             "</worksheet>",
             cells);
    assert_true(read_parts(&(struct parts){.sheet = sheet}, &read));
    const struct sheet *survey = workbook_find_sheet(read.workbook, "survey");
    assert_non_null(survey);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(sheet_text(survey, 0, i), expected[i]);
    }
    finish(&read);
}

#define ASSERT_ROW(cells, ...)                                                         \
    assert_row(cells, (const char *const[]){__VA_ARGS__},                              \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void
strings_are_shared_or_in_their_cell(void **state)
{
    (void)state;
    ASSERT_ROW("<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
               "<c r=\"C1\" t=\"s\"><v>2</v></c>"
               "<c r=\"D1\" t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c>"
               "<c r=\"E1\" t=\"str\"><f>A1</f><v>given</v></c>"
               "<c r=\"F1\" t=\"s\"><v>99</v></c><c r=\"G1\"/>",
               "type", "two runs", "spaced\nline & more", "ab", "given", "", "");
}

static void
numbers_and_truths_are_what_a_spreadsheet_shows(void **state)
{
    (void)state;
    ASSERT_ROW("<c><v>12</v></c><c><v>0.10000000000000001</v></c>"
               "<c><v>0.30000000000000004</v></c><c><v>-1.5</v></c>"
               "<c><v>1E-3</v></c><c><v>12345678901</v></c>"
               "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
               "<c s=\"4\"><v>2.5</v></c><c t=\"n\"><v>3.0</v></c>",
               "12", "0.1", "0.3", "-1.5", "0.001", "12345678901", "TRUE", "FALSE",
               "2.5", "3");
    /* Shown as 1E+21, which no expression can read. */
    ASSERT_ROW("<c><v>1E21</v></c><c><v>2.5E-7</v></c>", "1000000000000000000000",
               "0.00000025");
}

static void
dates_and_times_are_written_as_iso_8601(void **state)
{
    (void)state;
    ASSERT_ROW("<c s=\"1\"><v>46154</v></c><c s=\"2\"><v>46154</v></c>"
               "<c s=\"3\"><v>46154.4375</v></c><c s=\"5\"><v>0.4375</v></c>"
               "<c s=\"1\"><v>59</v></c><c s=\"1\"><v>61</v></c>"
               "<c s=\"6\"><v>0.5</v></c><c t=\"d\"><v>2026-05-12</v></c>",
               "2026-05-12", "2026-05-12", "2026-05-12T10:30:00", "10:30:00",
               "1900-02-28", "1900-03-01", "12:00:00", "2026-05-12");
    struct read read;
    assert_true(read_parts(
        &(struct parts){
            .workbook = "<workbook " SPACE RELATION_SPACE
                        "><workbookPr date1904=\"1\"/><sheets>"
                        "<sheet name=\"survey\" r:id=\"rId7\"/></sheets></workbook>",
            .sheet = "<worksheet " SPACE "><sheetData><row><c s=\"1\"><v>44692</v></c>"
                     "<c s=\"1\"><v>-1</v></c><c s=\"3\"><v>-1461.5</v></c>"
                     "<c s=\"1\"><v>-700000</v></c></row></sheetData></worksheet>"},
        &read));
    const struct sheet *survey = workbook_find_sheet(read.workbook, "survey");
    assert_string_equal(sheet_text(survey, 0, 0), "2026-05-12");
    assert_string_equal(sheet_text(survey, 0, 1), "1903-12-31");
    assert_string_equal(sheet_text(survey, 0, 2), "1899-12-30T12:00:00");
    assert_string_equal(sheet_text(survey, 0, 3), "-700000"); /* before the year 1 */
    finish(&read);
}

/* What lies in the XML of a sheet is more than the tree of a form may have. */
static void
a_sheet_of_many_cells_is_read(void **state)
{
    (void)state;
    enum { ROWS = 6000, COLUMNS = 20 };
    struct buffer sheet;
    struct read read;
    buffer_init(&sheet, (size_t)16 << 20);
    buffer_add_format(&sheet, "<worksheet " SPACE "><sheetData>");
    for (int i = 0; i < ROWS; i++) {
        buffer_add_format(&sheet, "<row>");
        for (int j = 0; j < COLUMNS; j++) {
            buffer_add_format(&sheet, "<c><v>%d</v></c>", i * COLUMNS + j);
        }
        buffer_add_format(&sheet, "</row>");
    }
    buffer_add_format(&sheet, "</sheetData></worksheet>");
    buffer_add_u8(&sheet, 0);
    assert_false(sheet.failed);
    assert_true(read_parts(&(struct parts){.sheet = (const char *)sheet.data}, &read));
    const struct sheet *survey = workbook_find_sheet(read.workbook, "survey");
    assert_int_equal(survey->row_count, ROWS);
    assert_string_equal(sheet_text(survey, ROWS - 1, COLUMNS - 1), "119999");
    finish(&read);
    buffer_finish(&sheet);
}

static void
rows_keep_their_numbers_and_cells_their_columns(void **state)
{
    (void)state;
    struct read read;
    assert_true(read_parts(
        &(struct parts){.sheet =
                            "<worksheet " SPACE "><sheetData>"
                            "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c><v>2</v></c></row>"
                            "<row><c><v>3</v></c></row>"
                            "<row r=\"9\"><c r=\"AA9\"><v>4</v></c></row>"
                            "</sheetData></worksheet>"},
        &read));
    const struct sheet *survey = workbook_find_sheet(read.workbook, " SURVEY ");
    assert_int_equal(survey->row_count, 9);
    assert_string_equal(sheet_text(survey, 2, 1), "1");
    assert_string_equal(sheet_text(survey, 2, 2), "2");
    assert_string_equal(sheet_text(survey, 3, 0), "3");
    assert_string_equal(sheet_text(survey, 8, 26), "4");
    finish(&read);
}

static void
hidden_sheets_are_read_and_known(void **state)
{
    (void)state;
    struct read read;
    assert_true(read_parts(&(struct parts){NULL}, &read));
    assert_int_equal(workbook_sheet_count(read.workbook), 2);
    const struct sheet *notes = workbook_find_sheet(read.workbook, "notes");
    assert_true(notes->is_hidden);
    assert_false(workbook_find_sheet(read.workbook, "survey")->is_hidden);
    assert_string_equal(sheet_text(notes, 0, 0), "in");
    assert_string_equal(sheet_text(notes, 0, 1), "2");
    finish(&read);
}

static void
an_error_value_is_listed_with_its_cell(void **state)
{
    (void)state;
    struct read read;
    assert_true(read_parts(
        &(struct parts){.sheet = "<worksheet " SPACE "><sheetData><row r=\"2\">"
                                 "<c r=\"C2\" t=\"e\"><f>X</f><v>#REF!</v></c>"
                                 "</row></sheetData></worksheet>"},
        &read));
    assert_int_equal(diagnostics_count(read.diagnostics), 0);
    assert_int_equal(workbook_error_count(read.workbook), 1);
    const struct cell_error *error = workbook_error(read.workbook, 0);
    assert_string_equal(error->sheet->name, "survey");
    assert_int_equal(error->row, 1);
    assert_int_equal(error->column, 2);
    assert_string_equal(error->text, "#REF!");
    finish(&read);
}

static void
assert_kind(const char *bytes, size_t size, const char *expected)
{
    char file[512] = "";
    struct read read = {NULL};
    memcpy(file, bytes, size);
    assert_true(diagnostics_create(&read.diagnostics, NULL));
    assert_false(workbook_read_xlsx(file, size == 0 ? 0 : sizeof file, read.diagnostics,
                                    &read.workbook, &read.err));
    assert_non_null(strstr(read.err.text, expected));
    finish(&read);
}

static void
other_kinds_of_workbooks_are_named(void **state)
{
    (void)state;
    static const char old[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 B\0o\0o\0k\0\0";
    static const char locked[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 "
                                 "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    static const char either[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    static const char open_document[] =
        "PK\3\4                          mimetypeapplication/vnd.oasis.opendocument."
        "spreadsheet";
    assert_kind(old, sizeof old, "save it as .xlsx");
    assert_kind(locked, sizeof locked, "password");
    assert_kind(either, sizeof either, "password");
    assert_kind(either, sizeof either, "save it as .xlsx");
    assert_kind(open_document, sizeof open_document, "save it as .xlsx");
    assert_kind("", 0, "is empty");
}

static void
what_is_no_workbook_is_refused(void **state)
{
    (void)state;
    static const struct parts wrong[] = {
        {.workbook = "<workbook"},
        {.workbook = "<workbook " SPACE "/>"},
        {.strings = "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst/>"},
        {.sheet = "<worksheet><sheetData><row>"},
        {.root_relations = "<Relationships><Relationship Id=\"r\" Type=\"" TYPES
                           "/officeDocument\" Target=\"word/document.xml\"/>"
                           "</Relationships>"},
        {.root_relations = "<Relationships><Relationship Id=\"r\" Type=\"" TYPES
                           "/officeDocument\" Target=\"../../etc/passwd\"/>"
                           "</Relationships>"},
    };
    struct read read;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(read_parts(&wrong[i], &read));
        assert_int_equal(read.err.code, ERROR_INPUT);
        assert_null(read.workbook);
        finish(&read);
    }
    assert_true(diagnostics_create(&read.diagnostics, NULL));
    assert_false(workbook_read_xlsx("type,name", 9, read.diagnostics, &read.workbook,
                                    &read.err));
    assert_non_null(strstr(read.err.text, "this is no .xlsx workbook"));
    diagnostics_destroy(read.diagnostics);
}

static void
a_truncated_or_changed_archive_is_refused_or_read_whole(void **state)
{
    (void)state;
    struct buffer archive;
    write_archive(&(struct parts){NULL}, &archive);
    for (size_t i = 0; i < archive.size; i += 7) {
        struct read read = {NULL};
        assert_true(diagnostics_create(&read.diagnostics, NULL));
        assert_false(workbook_read_xlsx(archive.data, i, read.diagnostics,
                                        &read.workbook, &read.err));
        archive.data[i] ^= 0x10;
        if (!workbook_read_xlsx(archive.data, archive.size, read.diagnostics,
                                &read.workbook, &read.err)) {
            assert_int_not_equal(read.err.code, ERROR_NONE);
        }
        archive.data[i] ^= 0x10;
        finish(&read);
    }
    buffer_finish(&archive);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_shared_or_in_their_cell),
        cmocka_unit_test(numbers_and_truths_are_what_a_spreadsheet_shows),
        cmocka_unit_test(dates_and_times_are_written_as_iso_8601),
        cmocka_unit_test(a_sheet_of_many_cells_is_read),
        cmocka_unit_test(rows_keep_their_numbers_and_cells_their_columns),
        cmocka_unit_test(hidden_sheets_are_read_and_known),
        cmocka_unit_test(an_error_value_is_listed_with_its_cell),
        cmocka_unit_test(other_kinds_of_workbooks_are_named),
        cmocka_unit_test(what_is_no_workbook_is_refused),
        cmocka_unit_test(a_truncated_or_changed_archive_is_refused_or_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
