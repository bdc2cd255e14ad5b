/* support_office: makes an office and signs the sample as its pack. */
#include "support_office.h"

#include "townline/file.h"
#include "townline/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FORM TESTS_DIR "/../assets/packs/sample/form.xml"

static const char drawing[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"48\" "
                              "height=\"48\"><circle r=\"9\"/></svg>";

void
office_make(struct office *office)
{
    struct recipient_secret recovery;
    keys_make("Larkmoor", seal_random(), &office->secret, &office->public, &recovery);
}

static bool
names_media(const char *xml, const char *name)
{
    return strstr(xml, name) != NULL;
}

/* The text in the place of the attribute's value; the form says it once. */
static void
set_version(struct buffer *xml, const char *version)
{
    char *at = strstr((char *)xml->data, "<data id=");
    struct buffer out;
    assert_non_null(at);
    at = strstr(at, " version=\"");
    assert_non_null(at);
    at += strlen(" version=\"");
    const char *end = strchr(at, '"');
    buffer_init(&out, FORM_MAX_BYTES);
    buffer_add(&out, xml->data, (size_t)((uint8_t *)at - xml->data));
    buffer_add(&out, version, strlen(version));
    buffer_add(&out, end, xml->size - (size_t)((const uint8_t *)end - xml->data));
    buffer_finish(xml);
    *xml = out;
}

/* The row of a county that names this address, and an event, after the services. */
static void
add_county(struct buffer *xml, const char *address)
{
    char *at = strstr((char *)xml->data, "<instance id=\"townline\">");
    char row[800];
    struct buffer out;
    assert_non_null(at);
    at = strstr(at, "</root>");
    assert_non_null(at);
    snprintf(row, sizeof row,
             "<county><name>Larkmoor</name><collect_address>%s</collect_address>"
             "</county><event><name>fair</name><label>Book fair</label></event>",
             address);
    buffer_init(&out, FORM_MAX_BYTES);
    buffer_add(&out, xml->data, (size_t)((uint8_t *)at - xml->data));
    buffer_add(&out, row, strlen(row));
    buffer_add(&out, at, xml->size - (size_t)((uint8_t *)at - xml->data));
    buffer_finish(xml);
    *xml = out;
}

/* What differs from the sample; NULL: nothing. */
struct changes {
    const char *version, *address;
};

static void
write_pack(const char *path, const struct office *office, uint64_t build,
           const struct changes *changes)
{
    static const char *const names[] = {"dispatch.svg", "inspection.svg",
                                        "libraries.svg", "payroll.svg"};
    struct pack_media media[4];
    size_t count = 0;
    struct buffer xml, archive;
    struct error err;
    buffer_init(&xml, FORM_MAX_BYTES);
    buffer_init(&archive, PACK_ARCHIVE_MAX_BYTES);
    assert_true(file_load(FORM, &xml, NULL));
    buffer_add_u8(&xml, 0);
    if (changes->version) {
        set_version(&xml, changes->version);
    }
    if (changes->address) {
        add_county(&xml, changes->address);
    }
    for (size_t i = 0; i < 4; i++) {
        if (names_media((const char *)xml.data, names[i])) {
            media[count++] = (struct pack_media){names[i], drawing, sizeof drawing - 1};
        }
    }
    const struct pack_content content = {.xml = xml.data,
                                         .xml_size = xml.size - 1,
                                         .media = media,
                                         .media_count = count,
                                         .round = "",
                                         .build = build,
                                         .office = &office->public};
    if (!pack_write(&content, &office->secret.sign, &archive, &err)) {
        fail_msg("%s", err.text);
    }
    const struct file_content file = {.data = archive.data,
                                      .size = archive.size,
                                      .mode = 0600,
                                      .existing = FILE_REPLACE};
    assert_true(file_save(path, &file, NULL));
    buffer_finish(&xml);
    buffer_finish(&archive);
}

void
office_write_pack_at(const char *path, const struct office *office, uint64_t build,
                     const char *version)
{
    write_pack(path, office, build, &(struct changes){.version = version});
}

static void
write_booth_pack(struct booth *booth, const struct office *office, uint64_t build,
                 const struct changes *changes)
{
    static char path[200];
    snprintf(path, sizeof path, "%s/new.townpack", booth->folder);
    write_pack(path, office, build, changes);
    booth->options.pack_dir = path;
}

void
office_write_pack(struct booth *booth, const struct office *office, uint64_t build)
{
    write_booth_pack(booth, office, build, &(struct changes){NULL, NULL});
}

void
office_write_county_pack(struct booth *booth, const struct office *office,
                         const char *address)
{
    write_booth_pack(booth, office, 1, &(struct changes){NULL, address});
}
