/* What is spoken of a pack that has words to speak for all that it shows, and
 * recordings. */
#include "support_booth.h"
#include "townline/xlsform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define EN "English (en)"
#define ES "Español (es)"

static const char survey[] =
    "type,name,label::" EN ",label::" ES ",say::" EN ",hint::" EN ",say_hint::" EN
    ",constraint,constraint_message::" EN ",say_constraint_message::" EN
    ",appearance,media::audio::" ES "\n"
    "select_one towns,town,Town 1,Pueblo,Town one,Hint 2,Hint two,. != 'a',Not 3,"
    "Not three,,pueblo.wav\n"
    "text,words,Words,Palabras,,Hint 4,Hint four,string-length(.) < 0,Not 5,Not "
    "five,,\n"
    "select_multiple services,services,Which?,¿Cuáles?,,,,,,,townline-services,\n";
static const char choices[] =
    "list_name,name,label::" EN ",label::" ES ",media::audio::" ES "\n"
    "towns,a,Ash,Fresno,fresno.wav\n"
    "towns,b,Birch,Abedul,\n"
    "services,lib,Libraries,Bibliotecas,\n"
    "services,fire,Fire crews,Bomberos,bomberos.wav\n";
static const char services[] =
    "name,label::" EN ",label::" ES ",summary::" EN ",summary::" ES ",say_summary::" EN
    ",audio::" ES "\n"
    "lib,Libraries,Bibliotecas,24 hours,24 horas,all day,lib.wav\n"
    "fire,Fire crews,Bomberos,put out fires,apagan,,\n";

static void
write_pack(const char *folder)
{
    const struct csv_file files[] = {
        {"survey.csv", survey, sizeof survey - 1},
        {"choices.csv", choices, sizeof choices - 1},
        {"services.csv", services, sizeof services - 1},
    };
    const struct xlsform_options options = {.name = "spoken"};
    struct diagnostics *diagnostics;
    struct workbook *workbook;
    struct buffer xml;
    struct error err;
    char path[128];
    assert_true(diagnostics_create(&diagnostics, &err));
    assert_true(workbook_read_csv(files, 3, diagnostics, &workbook, &err));
    buffer_init(&xml, FORM_MAX_BYTES);
    if (!xlsform_compile(workbook, &options, diagnostics, &xml, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(path, sizeof path, "%s/form.xml", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(xml.data, 1, xml.size, file), xml.size);
    assert_int_equal(fclose(file), 0);
    buffer_finish(&xml);
    workbook_close(workbook);
    diagnostics_destroy(diagnostics);
}

static int
start(void **state)
{
    static struct booth booth;
    static char pack[96];
    struct error err;
    booth_start(&booth);
    snprintf(pack, sizeof pack, "%s/pack", booth.folder);
    write_pack(pack);
    booth.options.pack_dir = pack;
    if (!booth_open(&booth, &err)) {
        fail_msg("%s", err.text);
    }
    *state = &booth;
    return 0;
}

/* The node that says these words, whatever stands before or behind them. */
static const struct node *
saying(const struct booth *booth, const char *words)
{
    const struct tree *tree = &booth->kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        if (strstr(tree->nodes[i].say, words)) {
            return &tree->nodes[i];
        }
    }
    return NULL;
}

static void
assert_said(const struct booth *booth, const char *words, const char *not_said)
{
    if (!saying(booth, words)) {
        fail_msg("nothing says \"%s\" on %s", words, booth->kiosk->screen);
    }
    if (saying(booth, not_said)) {
        fail_msg("\"%s\" is said on %s", not_said, booth->kiosk->screen);
    }
}

static const char *
recording(const struct booth *booth, const char *id)
{
    const struct tree *tree = &booth->kiosk->tree;
    int node = tree_find(tree, id);
    assert_true(node >= 0);
    const char *name = tree->nodes[node].recording;
    return name ? name : "";
}

static void
labels_hints_messages_and_cards_are_spoken_with_their_own_words(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "choose-pin 246810\ntouch language-en\ntouch next\n");
    assert_said(booth, "Town one", "Town 1");
    assert_said(booth, "Hint two", "Hint 2");
    booth_play(booth, "touch choice-a\ntouch next\nexpect node problem\n");
    assert_said(booth, "Not three", "Not 3");
    booth_play(booth, "touch choice-b\ntouch next\n");
    assert_said(booth, "Hint four", "Hint 4");
    booth_play(booth, "touch next\n");
    assert_said(booth, "Libraries: all day", "24 hours");
    assert_said(booth, "Fire crews: put out fires", "24 hours");
    assert_string_equal(recording(booth, "service-lib"), ""); /* it is Spanish */
}

static void
recordings_are_those_of_the_language(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "choose-pin 246810\ntouch language-es\ntouch next\n");
    const struct node *label = saying(booth, "Pueblo");
    assert_non_null(label);
    assert_string_equal(label->recording, "pueblo.wav");
    assert_string_equal(recording(booth, "choice-a"), "fresno.wav");
    assert_string_equal(recording(booth, "choice-b"), "");
    booth_play(booth, "touch choice-b\ntouch next\ntouch next\n");
    assert_string_equal(recording(booth, "service-lib"), "lib.wav");
    /* the choice's says the name alone, and the card has more */
    assert_string_equal(recording(booth, "service-fire"), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            labels_hints_messages_and_cards_are_spoken_with_their_own_words, start,
            booth_teardown),
        cmocka_unit_test_setup_teardown(recordings_are_those_of_the_language, start,
                                        booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
