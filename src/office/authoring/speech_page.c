/* Writes the page. */
#include "speech_page.h"

#include "townline/file.h"
#include "townline/voices.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_MAX_BYTES ((size_t)64 << 20)
#define TEXT_MAX_BYTES ((size_t)1 << 20)

static const char head[] =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "img-src 'self' file:; media-src 'self' file:; style-src 'unsafe-inline'\">\n"
    "<style>body{font:1rem/1.5 sans-serif;margin:2rem auto;max-width:70rem;"
    "padding:0 1rem;color:#111}section{display:grid;"
    "grid-template-columns:minmax(12rem,22rem) 1fr;gap:1.5rem;"
    "border-top:1px solid #999;padding:1rem 0}h3{grid-column:1/-1;margin:0}"
    "img{width:100%;border:1px solid #999}audio{width:100%}"
    "ol{margin:.5rem 0;padding-inline-start:2rem}</style>\n";

void
speech_page_finish(struct speech_page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        free(page->screens[i].name);
    }
    free(page->screens);
    *page = (struct speech_page){.screens = NULL};
}

bool
speech_page_add(struct speech_page *page, const char *name, double seconds)
{
    if ((page->count & (page->count - 1)) == 0) {
        size_t room = page->count == 0 ? 1 : 2 * page->count;
        struct spoken_screen *grown = realloc(page->screens, room * sizeof *grown);
        if (!grown) {
            return false;
        }
        page->screens = grown;
    }
    char *copy = strdup(name);
    if (copy) {
        page->screens[page->count++] = (struct spoken_screen){copy, seconds};
    }
    return copy != NULL;
}

/* How long SCREEN is in SCREEN.LANGUAGE.SIZE.COLORS. A question's name, and so the
 * screen's, may have points too. */
static size_t
screen_size(const char *name)
{
    size_t size = strlen(name);
    for (int points = 0; size > 0 && points < 3; points += name[size] == '.') {
        size--;
    }
    return size;
}

static bool
is_in(const struct spoken_screen *screen, const char *language)
{
    const char *rest = screen->name + screen_size(screen->name);
    size_t size = strlen(language);
    return *rest == '.' && strncmp(rest + 1, language, size) == 0 &&
           rest[1 + size] == '.';
}

double
speech_page_seconds(const struct speech_page *page, const char *language)
{
    double seconds = 0;
    for (size_t i = 0; i < page->count; i++) {
        seconds += is_in(&page->screens[i], language) ? page->screens[i].seconds : 0;
    }
    return seconds;
}

bool
speech_page_has(const struct speech_page *page, const char *language)
{
    for (size_t i = 0; i < page->count; i++) {
        if (is_in(&page->screens[i], language)) {
            return true;
        }
    }
    return false;
}

static void
add_escaped(struct buffer *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        const char *written = c == '&'   ? "&amp;"
                              : c == '<' ? "&lt;"
                              : c == '>' ? "&gt;"
                              : c == '"' ? "&quot;"
                                         : NULL;
        buffer_add(out, written ? written : &c, written ? strlen(written) : 1);
    }
}

/* Each line is "en: words". */
static void
add_lines(struct buffer *out, const char *text)
{
    buffer_add_format(out, "<ol>");
    for (const char *at = text, *end; *at != '\0'; at = end + (*end != '\0')) {
        end = at + strcspn(at, "\n");
        const char *colon = strstr(at, ": ");
        if (!colon || colon > end) {
            continue;
        }
        buffer_add_format(out, "<li lang=\"");
        add_escaped(out, at, (size_t)(colon - at));
        buffer_add_format(out, "\" dir=\"auto\">");
        add_escaped(out, colon + 2, (size_t)(end - colon - 2));
        buffer_add_format(out, "</li>\n");
    }
    buffer_add_format(out, "</ol>");
}

static bool
add_screen(struct buffer *out, const struct spoken_screen *screen, const char *folder,
           struct error *err)
{
    char path[PATH_MAX];
    struct buffer text;
    snprintf(path, sizeof path, "%s/%s.txt", folder, screen->name);
    buffer_init(&text, TEXT_MAX_BYTES);
    if (!file_load(path, &text, err)) {
        buffer_finish(&text);
        return error_prefix(err, "%s", path);
    }
    buffer_add_u8(&text, 0);
    buffer_add_format(out, "<section><h3>");
    add_escaped(out, screen->name, screen_size(screen->name));
    buffer_add_format(out, "</h3><img loading=\"lazy\" alt=\"\" src=\"");
    add_escaped(out, screen->name, strlen(screen->name));
    buffer_add_format(out, ".png\"><div>");
    if (screen->seconds > 0) {
        buffer_add_format(out, "<audio controls preload=\"none\" aria-label=\"");
        add_escaped(out, screen->name, screen_size(screen->name));
        buffer_add_format(out, "\" src=\"");
        add_escaped(out, screen->name, strlen(screen->name));
        buffer_add_format(out, ".wav\"></audio>");
    }
    if (!text.failed) {
        add_lines(out, (const char *)text.data);
    }
    buffer_add_format(out, "</div></section>\n");
    buffer_finish(&text);
    return true;
}

static bool
add_language(const struct speech_page *page, struct buffer *out, const char *folder,
             const struct form_language *language, struct error *err)
{
    double seconds = speech_page_seconds(page, language->id);
    if (!speech_page_has(page, language->id)) {
        return true;
    }
    buffer_add_format(out, "<h2 id=\"%s\">", language->id);
    add_escaped(out, language->name, strlen(language->name));
    buffer_add_format(out, "</h2>\n");
    if (voice_find(language->code)) {
        buffer_add_format(out, "<p>%.0f minutes</p>\n", ceil(seconds / 60));
    } else {
        buffer_add_format(out, "<p>This language has no voice: it is text only. "
                               "Recordings in the workbook would be heard.</p>\n");
    }
    bool ok = true;
    for (size_t i = 0; ok && i < page->count; i++) {
        if (is_in(&page->screens[i], language->id)) {
            ok = add_screen(out, &page->screens[i], folder, err);
        }
    }
    return ok;
}

bool
speech_page_save(const struct speech_page *page, const char *folder,
                 const struct form *form, struct error *err)
{
    char path[PATH_MAX];
    struct buffer out;
    bool ok = true;
    buffer_init(&out, PAGE_MAX_BYTES);
    buffer_add(&out, head, sizeof head - 1);
    buffer_add_format(&out, "<title>");
    add_escaped(&out, form_title(form), strlen(form_title(form)));
    buffer_add_format(&out, "</title></head><body><main>\n<h1>");
    add_escaped(&out, form_title(form), strlen(form_title(form)));
    buffer_add_format(&out,
                      "</h1>\n<p>What residents hear who listen: first the screen, "
                      "then each thing that can be chosen.</p>\n<nav>");
    for (size_t i = 0; i < form_language_count(form); i++) {
        const struct form_language *language = form_language(form, i);
        if (speech_page_has(page, language->id)) {
            buffer_add_format(&out, "<a href=\"#%s\">", language->id);
            add_escaped(&out, language->name, strlen(language->name));
            buffer_add_format(&out, "</a> \n");
        }
    }
    buffer_add_format(&out, "</nav>\n");
    for (size_t i = 0; ok && i < form_language_count(form); i++) {
        ok = add_language(page, &out, folder, form_language(form, i), err);
    }
    buffer_add_format(&out, "</main></body></html>\n");
    snprintf(path, sizeof path, "%s/index.html", folder);
    const struct file_content content = {
        .data = out.data, .size = out.size, .mode = 0644, .existing = FILE_KEEP};
    ok = ok &&
         (out.failed ? error_no_memory(err)
                     : file_save(path, &content, err) || error_prefix(err, "%s", path));
    buffer_finish(&out);
    return ok;
}
