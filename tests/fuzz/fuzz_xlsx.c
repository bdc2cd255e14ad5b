/*
 * Input: an .xlsx; or, when it does not begin as an archive does, the XML of a sheet,
 * of the shared strings, the styles, the workbook, its relationships and of a second
 * sheet, with form feeds between them, put into an archive that is whole.
 */
#include "fuzz.h"

#include "pack/zip_files.h"

#include "townline/workbook.h"

#include <stdbool.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)256 << 20;

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
static const char workbook_part[] =
    "<workbook xmlns:r=\"" TYPES "\"><sheets><sheet name=\"s\" r:id=\"a\"/></sheets>"
    "</workbook>";
static const char relations[] =
    "<Relationships><Relationship Id=\"a\" Type=\"" TYPES "/worksheet\" "
    "Target=\"s.xml\"/><Relationship Id=\"b\" Type=\"" TYPES "/sharedStrings\" "
    "Target=\"t.xml\"/><Relationship Id=\"c\" Type=\"" TYPES "/styles\" "
    "Target=\"u.xml\"/></Relationships>";
static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"d/m/yy "
    "h:mm\"/></numFmts>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf "
    "numFmtId=\"20\"/></cellXfs></styleSheet>";

static void
look(const struct workbook *workbook)
{
    for (size_t i = 0; i < workbook_error_count(workbook); i++) {
        const struct cell_error *error = workbook_error(workbook, i);
        assert(error->sheet->name && error->text);
    }
    for (size_t i = 0; i < workbook_sheet_count(workbook); i++) {
        const struct sheet *sheet = workbook_sheet(workbook, i);
        assert(sheet->cells && sheet->row_count <= WORKBOOK_MAX_ROWS &&
               sheet->column_count <= WORKBOOK_MAX_COLUMNS);
        for (size_t row = 0; row < sheet->row_count && row < 50; row++) {
            for (size_t column = 0; column < sheet->column_count; column++) {
                assert(strlen(sheet_text(sheet, row, column)) <=
                       WORKBOOK_CELL_MAX_BYTES);
            }
        }
    }
}

static void
read_bytes(const void *data, size_t size)
{
    struct workbook *workbook = NULL;
    struct diagnostics *diagnostics = NULL;
    struct error err = {0};
    if (!diagnostics_create(&diagnostics, &err)) {
        return;
    }
    if (workbook_read_xlsx(data, size, diagnostics, &workbook, &err)) {
        look(workbook);
    } else {
        assert(err.code != ERROR_NONE && err.text[0] != '\0' && !workbook);
    }
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
}

/* The parts of an archive, each up to a form feed. Those that are left out, or empty,
 * are what most workbooks have there. */
static const struct {
    const char *name, *usual;
} parts[] = {
    {"xl/s.xml", ""},
    {"xl/t.xml", ""},
    {"xl/u.xml", styles},
    {"xl/workbook.xml", workbook_part},
    {"xl/_rels/workbook.xml.rels", relations},
    {"xl/v.xml", ""},
};
enum { PART_COUNT = sizeof parts / sizeof *parts };

static void
read_parts(const uint8_t *data, size_t size)
{
    struct zip_file files[PART_COUNT];
    for (size_t i = 0; i < PART_COUNT; i++) {
        const uint8_t *end = size > 0 ? memchr(data, '\f', size) : NULL;
        size_t length = !end ? size : (size_t)(end - data);
        bool is_usual = length == 0 && parts[i].usual[0] != '\0';
        files[i] = (struct zip_file){parts[i].name,
                                     is_usual ? (const uint8_t *)parts[i].usual : data,
                                     is_usual ? strlen(parts[i].usual) : length};
        size = !end ? 0 : size - length - 1;
        data = !end ? data : end + 1;
    }
    struct buffer archive;
    struct error err = {0};
    buffer_init(&archive, (size_t)8 << 20);
    if (zip_files_write(files, PART_COUNT, &archive, &err)) {
        read_bytes(archive.data, archive.size);
    }
    buffer_finish(&archive);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    if (size > 1 && data[0] == 'P' && data[1] == 'K') {
        read_bytes(data, size);
    } else {
        read_parts(data, size);
    }
}
