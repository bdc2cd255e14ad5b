/*
 * Input: an .xlsx; or, when it does not begin as an archive does, the XML of a sheet,
 * a form feed, and of the shared strings, put into an archive that is whole.
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
    for (size_t i = 0; i < workbook_sheet_count(workbook); i++) {
        const struct sheet *sheet = workbook_sheet(workbook, i);
        assert(sheet->row_count <= WORKBOOK_MAX_ROWS &&
               sheet->column_count <= WORKBOOK_MAX_COLUMNS);
        for (size_t row = 0; row < sheet->row_count && row < 50; row++) {
            for (size_t column = 0; column < sheet->column_count; column++)
                assert(strlen(sheet_text(sheet, row, column)) <=
                       WORKBOOK_CELL_MAX_BYTES);
        }
    }
}

static void
read_bytes(const void *data, size_t size)
{
    struct workbook *workbook = NULL;
    struct diagnostics *diagnostics = NULL;
    struct error err = {0};
    if (!diagnostics_create(&diagnostics, &err))
        return;
    if (workbook_read_xlsx(data, size, diagnostics, &workbook, &err))
        look(workbook);
    else
        assert(err.code != ERROR_NONE && err.text[0] != '\0' && workbook == NULL);
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
}

static void
read_parts(const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr(data, '\f', size) : NULL;
    size_t first = end == NULL ? size : (size_t)(end - data);
    const struct zip_file files[] = {
        {"xl/workbook.xml", (const uint8_t *)workbook_part, sizeof workbook_part - 1},
        {"xl/_rels/workbook.xml.rels", (const uint8_t *)relations,
         sizeof relations - 1},
        {"xl/u.xml", (const uint8_t *)styles, sizeof styles - 1},
        {"xl/s.xml", data, first},
        {"xl/t.xml", end == NULL ? data : end + 1, end == NULL ? 0 : size - first - 1},
    };
    struct buffer archive;
    struct error err = {0};
    buffer_init(&archive, (size_t)8 << 20);
    if (zip_files_write(files, sizeof files / sizeof *files, &archive, &err))
        read_bytes(archive.data, archive.size);
    buffer_finish(&archive);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    if (size > 1 && data[0] == 'P' && data[1] == 'K')
        read_bytes(data, size);
    else
        read_parts(data, size);
}
