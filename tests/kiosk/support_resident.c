/* support_resident: plays a resident by sending events to a session. */
#include "support_resident.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FORM_PATH TESTS_DIR "/../assets/packs/sample/form.xml"
#define PACK_FORM_PATH TESTS_DIR "/kiosk/pack/form.xml"
#define STEPS_MAX 60

static void
replace(char *text, size_t max, const char *from, const char *to)
{
    char *at = strstr(text, from);
    assert_non_null(at);
    size_t rest = strlen(at + strlen(from)) + 1;
    assert_true(strlen(text) + strlen(to) < max);
    memmove(at + strlen(to), at + strlen(from), rest);
    memcpy(at, to, strlen(to));
}

static struct form *
load_form(const char *path, bool assigns)
{
    struct form *form;
    struct error err;
    static char bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    fclose(file);
    if (assigns) {
        replace(bytes, sizeof bytes, "<services/>", "<services/><services_assigned/>");
        replace(bytes, sizeof bytes, "<bind nodeset=\"/data/about/block\" relevant=\"",
                "<bind nodeset=\"/data/services_assigned\" type=\"string\"/>"
                "<bind nodeset=\"/data/about/block\" relevant=\""
                "selected(/data/services_assigned, ../service) or ");
    }
    if (!form_load(bytes, strlen(bytes), &form, &err)) {
        fail_msg("%s", err.text);
    }
    return form;
}

static void
start_with(struct resident *resident, struct form *form)
{
    struct error err;
    *resident = (struct resident){.order_state = 1, .id_state = 2, .form = form};
    assert_true(seal_start());
    resident->now = (struct session_now){.half_day = 41300, .clock_trusted = true};
    struct session_options options = {.form = resident->form,
                                      .round = "2026",
                                      .event = "",
                                      .ids = random_seeded(&resident->id_state),
                                      .order = random_seeded(&resident->order_state)};
    assert_true(session_init(&resident->session, &options, &err));
}

void
resident_start(struct resident *resident)
{
    start_with(resident, load_form(FORM_PATH, false));
}

void
resident_start_assigning(struct resident *resident)
{
    start_with(resident, load_form(FORM_PATH, true));
}

void
resident_start_pack(struct resident *resident)
{
    start_with(resident, load_form(PACK_FORM_PATH, false));
}

void
resident_finish(struct resident *resident)
{
    session_finish(&resident->session);
    form_close(resident->form);
}

int
resident_setup(void **state)
{
    static struct resident resident;
    resident_start(&resident);
    *state = &resident;
    return 0;
}

int
resident_teardown(void **state)
{
    resident_finish(*state);
    return 0;
}

static void
keep(struct resident *resident, const struct response *response)
{
    const struct descriptor *descriptor = form_descriptor(resident->form);
    size_t at = 0;
    resident->stored[0] = '\0';
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        const struct question *question = &descriptor->questions[answer->question];
        int size = snprintf(resident->stored + at, sizeof resident->stored - at,
                            question->repeat >= 0 ? "%s[%u]=%s\n" : "%s%.0u=%s\n",
                            question->path, answer->instance[0],
                            answer->state == ANSWER_VALUE ? answer->value : "");
        at += (size_t)size;
        assert_true(at < sizeof resident->stored);
    }
    resident->head = response->head;
    snprintf(resident->language, sizeof resident->language, "%s",
             response->head.language);
    resident->holds = true;
}

static bool
carry_out(struct resident *resident, enum session_effect effect,
          struct session_event *answer)
{
    struct response response;
    struct error err;
    switch (effect) {
    case EFFECT_NONE:
        return false;
    case EFFECT_SAVE:
        assert_true(
            session_response(&resident->session, &resident->now, &response, &err));
        if (!resident->refuses) {
            resident->saves++;
            keep(resident, &response);
        }
        break;
    case EFFECT_REMOVE:
        if (!resident->refuses) {
            resident->removes++;
            resident->holds = false;
        }
        break;
    case EFFECT_FINISHED:
        resident->finished++;
        return false;
    case EFFECT_TIMED_OUT:
        resident->timed_out++;
        return false;
    }
    answer->kind = resident->refuses ? SESSION_FAILED : SESSION_STORED;
    return true;
}

static void
send_event(struct resident *resident, const struct session_event *event)
{
    struct session_event next = *event;
    enum session_effect effect;
    do {
        effect = session_update(&resident->session, &next, &resident->now);
        next = (struct session_event){0};
    } while (carry_out(resident, effect, &next));
}

void
resident_send(struct resident *resident, enum session_event_kind kind)
{
    send_event(resident, &(struct session_event){.kind = kind});
}

void
resident_send_number(struct resident *resident, enum session_event_kind kind,
                     size_t number)
{
    send_event(resident, &(struct session_event){.kind = kind, .number = number});
}

void
resident_assign(struct resident *resident, const char *code)
{
    send_event(resident, &(struct session_event){.kind = SESSION_ASSIGN, .text = code});
}

void
resident_choose(struct resident *resident, const char *code)
{
    send_event(resident, &(struct session_event){.kind = SESSION_CHOOSE, .text = code});
}

void
resident_write(struct resident *resident, const char *text)
{
    send_event(resident, &(struct session_event){.kind = SESSION_WRITE, .text = text});
}

void
resident_wait(struct resident *resident, unsigned seconds)
{
    for (unsigned i = 0; i < seconds; i++) {
        resident->now.ms += 1000;
        resident_send(resident, SESSION_TICK);
    }
}

const char *
resident_path(const struct resident *resident)
{
    size_t control = resident->session.stop.place.control;
    return resident_is_at(resident, STOP_QUESTION)
               ? form_control(resident->form, control)->path
               : "";
}

const char *
resident_value(const struct resident *resident)
{
    return instance_value(resident->session.instance, &resident->session.stop.place);
}

bool
resident_is_at(const struct resident *resident, enum stop_kind kind)
{
    return resident->session.view == SESSION_AT_STOP &&
           resident->session.stop.kind == kind;
}

void
resident_go_to(struct resident *resident, const char *path)
{
    for (int i = 0; strcmp(resident_path(resident), path) != 0; i++) {
        if (i == STEPS_MAX) {
            fail_msg("%s was not reached", path);
        }
        resident_send(resident, SESSION_NEXT);
    }
}

void
resident_go_to_stop(struct resident *resident, enum stop_kind kind)
{
    for (int i = 0; !resident_is_at(resident, kind); i++) {
        if (i == STEPS_MAX) {
            fail_msg("stop %d was not reached", kind);
        }
        resident_send(resident, SESSION_NEXT);
    }
}

void
resident_begin(struct resident *resident)
{
    resident_send_number(resident, SESSION_BEGIN, 0);
    resident_go_to(resident, "services");
}

void
resident_answer_service(struct resident *resident, const char *service,
                        const char *identity, const char *control)
{
    resident_choose(resident, service);
    resident_go_to(resident, "about/block/map/identity");
    resident_choose(resident, identity);
    resident_go_to(resident, "about/block/map/control");
    resident_choose(resident, control);
    resident_go_to_stop(resident, STOP_RECORDED);
}

bool
resident_stored(const struct resident *resident, const char *answer)
{
    size_t size = strlen(answer);
    for (const char *at = resident->stored; resident->holds && at;) {
        if (strncmp(at, answer, size) == 0 && at[size] == '\n') {
            return true;
        }
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    return false;
}
