/* staff_station: open, resting or closed, kept as a word in a file of the data folder.
 */
#include "staff_station.h"

#include "staff_collect.h"
#include "townline/file.h"
#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK_NAME "closed" /* the file that earlier versions left empty */
#define PATH_BYTES 1200
#define WORD_BYTES 16

static bool
mark_path(const struct staff *staff, char out[PATH_BYTES])
{
    const char *dir = staff->options.data_dir;
    return dir && snprintf(out, PATH_BYTES, "%s/" MARK_NAME, dir) < PATH_BYTES;
}

enum staff_station
staff_read_station(const struct staff *staff)
{
    char path[PATH_BYTES];
    struct buffer word;
    struct error err;
    enum staff_station station = STATION_OPEN;
    if (!mark_path(staff, path) || !file_exists(path)) {
        return station;
    }
    buffer_init(&word, WORD_BYTES);
    station = STATION_CLOSED;
    if (file_load(path, &word, &err) && word.size == 7 &&
        memcmp(word.data, "resting", 7) == 0) {
        station = STATION_RESTING;
    }
    buffer_finish(&word);
    return station;
}

void
staff_set_station(struct staff *staff, enum staff_station station)
{
    static const char *const words[] = {"", "resting", "closed"};
    char path[PATH_BYTES];
    struct error err;
    bool ok = mark_path(staff, path);
    if (ok && station != STATION_OPEN) {
        struct file_content content = {
            .data = words[station], .size = strlen(words[station]), .mode = 0644};
        ok = file_save(path, &content, &err);
    } else if (ok) {
        ok = unlink(path) == 0 || errno == ENOENT;
    }
    if (station != staff->station) {
        staff_note(staff, AUDIT_STATION, station);
    }
    staff->station = station;
    if (!ok) {
        staff_say(staff, true,
                  "This holds until the power goes: the card cannot be written.");
    }
}
