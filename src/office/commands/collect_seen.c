/* Tells what was seen in pictures and films. */
#include "collect_seen.h"

#include "console.h"
#include "counted.h"
#include "names.h"

#include <stdio.h>

/* A film's length is not exact; more than this before its end, it was cut off. */
#define CUT_MS 1500

void
collect_seen_finish(struct collect_seen *seen)
{
    json_decref(seen->films_told);
    json_decref(seen->unread_told);
}

void
collect_seen_picture(struct collect_seen *seen, size_t codes)
{
    seen->pictures++;
    seen->without_code += codes == 0;
}

static struct place_words
clock_words(uint64_t ms)
{
    struct place_words words;
    snprintf(words.text, sizeof words.text, "%llu:%02u",
             (unsigned long long)(ms / 60000), (unsigned)(ms / 1000 % 60));
    return words;
}

struct place_words
collect_seen_place(const struct film_seen *film)
{
    struct place_words words = clock_words(film->place.at_ms);
    if (film->place.long_ms > 0) {
        struct place_words whole = clock_words(film->place.long_ms);
        snprintf(words.text, sizeof words.text, "%s of %s",
                 clock_words(film->place.at_ms).text, whole.text);
    }
    return words;
}

static bool
is_cut(const struct film_seen *film)
{
    return !film->is_too_long && film->place.long_ms > film->place.at_ms + CUT_MS;
}

/* What there is to say about a film; NULL when all is well. */
static const char *
remark(const struct film_seen *film)
{
    if (film->place.pictures == 0) {
        return "no picture of it can be read: it is damaged; copy it from the phone "
               "again, or film the code again";
    }
    if (film->is_too_long) {
        return "it is too long, and its rest was not looked at; film each kiosk by "
               "itself";
    }
    if (is_cut(film)) {
        return "it ends early: it was cut off or is damaged; what could be read of it "
               "was used";
    }
    if (film->codes == 0) {
        return "no code can be read in it; let the code fill the picture, hold the "
               "phone still, and film again";
    }
    if (film->place.damaged > 0) {
        return "parts of it are damaged; what could be read of it was used";
    }
    return NULL;
}

bool
collect_seen_film(struct collect_seen *seen, const char *path,
                  const struct film_seen *film)
{
    const char *said = remark(film);
    seen->films++;
    seen->film_pictures += film->place.pictures;
    seen->films_without_code += film->codes == 0;
    if (seen->films_told) {
        json_t *object =
            json_pack("{s:o, s:I, s:I, s:I, s:I}", "source", names_json_text(path),
                      "pictures", (json_int_t)film->place.pictures, "codes",
                      (json_int_t)film->codes, "read_ms", (json_int_t)film->place.at_ms,
                      "damaged", (json_int_t)film->place.damaged);
        if (said) {
            json_object_set_new(object, "remark", json_string(said));
        }
        json_array_append_new(seen->films_told, object);
    } else if (said && film->place.pictures > 0 && is_cut(film)) {
        console_tell("collect", "%s: after %s %s", path, collect_seen_place(film).text,
                     said);
    } else if (said) {
        console_tell("collect", "%s: %s", path, said);
    }
    return film->codes > 0 || (film->place.pictures > 0 && !is_cut(film));
}

void
collect_seen_unread(struct collect_seen *seen, const char *path, enum source_kind kind)
{
    const char *advice = source_kind_advice(kind);
    seen->unread++;
    if (seen->unread_told) {
        json_array_append_new(
            seen->unread_told,
            json_pack("{s:o, s:s}", "source", names_json_text(path), "reason", advice));
    } else if (!seen->is_told[kind]) {
        console_tell("collect", "%s: %s", path, advice);
    }
    seen->is_told[kind] = true;
}

void
collect_seen_tell(const struct collect_seen *seen)
{
    if (seen->pictures > 0) {
        console_say("%s read, %zu of them without a code",
                    counted(seen->pictures, "picture", "pictures").text,
                    seen->without_code);
    }
    if (seen->films > 0) {
        console_say("%s read with %s, %zu of them without a code",
                    counted(seen->films, "film", "films").text,
                    counted(seen->film_pictures, "picture", "pictures").text,
                    seen->films_without_code);
    }
    if (seen->foreign > 0) {
        console_tell("collect", "%s not ours or damaged, and passed over",
                     counted(seen->foreign, "code was", "codes were").text);
    }
    if (seen->forged > 0) {
        console_tell("collect",
                     "%s a picture did not belong to the bundle it named; what "
                     "was suspect was put aside",
                     counted(seen->forged, "time", "times").text);
    }
    if (seen->crowded > 0) {
        console_tell("collect",
                     "%s left out, since more than four bundles are shown at once; "
                     "collect the folders one by one",
                     counted(seen->crowded, "picture was", "pictures were").text);
    }
}

void
collect_seen_json(const struct collect_seen *seen, json_t *object)
{
    json_object_set_new(object, "pictures",
                        json_pack("{s:i, s:i, s:i, s:i, s:i}", "read",
                                  (int)seen->pictures, "without_code",
                                  (int)seen->without_code, "not_ours",
                                  (int)seen->foreign, "forged", (int)seen->forged,
                                  "left_out", (int)seen->crowded));
    json_object_set(object, "films", seen->films_told);
    json_object_set(object, "unread", seen->unread_told);
}
