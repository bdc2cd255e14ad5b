/* The settings file: the same names and checks as the command line. */
#include "options_file.h"
#include "setup.h"

#include <SDL2/SDL_keyboard.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/townline-conf-XXXXXX", path[64], data[64];

static void
write_file(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static bool
read_with(const char *first, const char *second, struct kiosk_options *out,
          struct error *err)
{
    static char program[] = "townline-kiosk", settings[] = "--settings", words[2][80];
    char *argv[] = {program, settings, path, words[0], words[1], NULL};
    snprintf(words[0], sizeof words[0], "%s", first ? first : "");
    snprintf(words[1], sizeof words[1], "%s", second ? second : "");
    return options_read(3 + (first != NULL) + (second != NULL), argv, out, err);
}

static void
the_file_says_what_the_command_line_would(void **state)
{
    (void)state;
    struct kiosk_options options;
    struct error err;
    write_file("# the library\n[kiosk]\npack = /srv/a b.townpack\ndata=/var/d\n"
               "name = Front desk ; by the door\nround = 2026\npanel = 7\n"
               "show-others = yes\nfullscreen = no\nkeyboard = actions\n"
               "stick_helper = /run/townline/stick\nupdate = rauc\n"
               "headset_keys = F15,F16\n");
    if (!read_with(NULL, NULL, &options, &err)) {
        fail_msg("%s", err.text);
    }
    assert_string_equal(options.pack_dir, "/srv/a b.townpack");
    assert_string_equal(options.data_dir, "/var/d");
    assert_string_equal(options.name, "Front desk");
    assert_string_equal(options.round, "2026");
    assert_int_equal(options.width_px, 800);
    assert_true(options.show_others);
    assert_false(options.fullscreen);
    assert_true(options.keys_only_act);
    assert_string_equal(SDL_GetKeyName(options.headset_keys[0]), "F15");
    assert_string_equal(SDL_GetKeyName(options.headset_keys[1]), "F16");
    assert_string_equal(options.stick_helper, "/run/townline/stick");
    assert_true(options.updates);
    assert_int_equal(options.sources[OPTION_MM], SOURCE_FILE);
    assert_int_equal(options.sources[OPTION_EVENT], SOURCE_DEFAULT);
    options_finish(&options);
}

static void
the_command_line_goes_before_the_file(void **state)
{
    (void)state;
    struct kiosk_options options;
    struct error err;
    write_file("pack = a\ndata = b\nname = Desk\n");
    assert_true(read_with("--name", "Fair", &options, &err));
    assert_string_equal(options.name, "Fair");
    assert_false(options.keys_only_act);
    assert_string_equal(options.pack_dir, "a");
    assert_int_equal(options.sources[OPTION_NAME], SOURCE_COMMAND_LINE);
    options_finish(&options);
}

static void
what_is_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } wrong[] = {
        {"pack = a\nwindow = big\n", "line 2: window takes a size such as 1280x800"},
        {"pak = a\n", "line 1: there is no setting pak"},
        {"script = a\n", "line 1: there is no setting script"},
        {"\n\nfullscreen = maybe\n", "line 3: fullscreen is yes or no"},
        {"keyboard = none\n", "line 1: keyboard takes typing or actions"},
        {"headset_keys = F15\n", "line 1: headset-keys takes two keys"},
        {"headset_keys = F15,F15\n", "line 1: headset-keys takes two keys"},
        {"headset_keys = a,b\n", "line 1: headset-keys takes two keys"},
        {"headset_keys = Left Shift,F16\n", "line 1: headset-keys takes two keys"},
        {"headset_keys = F15,CapsLock\n", "line 1: headset-keys takes two keys"},
        {"headset_keys = Keypad 1,Keypad 2\n", "line 1: headset-keys takes two keys"},
        {"headset_keys = F1,F16\n", "line 1: headset-keys takes two keys"},
        {"stick_help = a\n", "line 1: there is no setting stick_help"},
        {"pack = a\npanel = 8\n", "line 2: panel takes 7, 10.1, 15.6 or 21.5"},
        {"pack = a\n[other]\nname = x\n", "line 3: there is no section [other]"},
        {"pack = a\nwhat is this\n", "line 2: say \"name = value\""},
        {"name = "
         "01234567890123456789012345678901234567890123456789012345678901234567\n",
         "line 1: name takes at most"},
        {"pack = a\n", "--data DIR is missing"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct kiosk_options options;
        struct error err = {0};
        write_file(wrong[i].text);
        if (read_with(NULL, NULL, &options, &err) || !strstr(err.text, wrong[i].says)) {
            fail_msg("\"%s\" is not \"%s\"", err.text, wrong[i].says);
        }
    }
    struct kiosk_options options;
    struct error err = {0};
    char text[400] = "pack = a\nname = ";
    memset(text + strlen(text), 'x', 300);
    write_file(text);
    assert_false(read_with(NULL, NULL, &options, &err));
    assert_non_null(strstr(err.text, "line 2: it is longer than"));
    unlink(path);
    assert_false(read_with(NULL, NULL, &options, &err));
    assert_non_null(strstr(err.text, path));
}

static void
each_setting_says_where_it_came_from(void **state)
{
    (void)state;
    struct kiosk_options options;
    struct error err;
    struct setup setup;
    char text[200], *said = NULL;
    size_t size = 0;
    snprintf(text, sizeof text, "pack = /srv/a.townpack\ndata = %s\nname = Desk\n",
             data);
    write_file(text);
    assert_int_equal(mkdir(data, 0700), 0);
    setup_load(data, &setup);
    snprintf(setup.name, sizeof setup.name, "Main Library");
    assert_true(setup_save(data, &setup, &err));
    assert_true(read_with("--round", "2026", &options, &err));
    FILE *to = open_memstream(&said, &size);
    assert_non_null(to);
    assert_true(options_print_settings(&options, to, &err));
    assert_int_equal(fclose(to), 0);
    snprintf(text, sizeof text, "pack = /srv/a.townpack  (%s)\n", path);
    assert_non_null(strstr(said, text));
    assert_non_null(strstr(said, "round = 2026  (command line)\n"));
    assert_non_null(strstr(said, "window = 1280x800  (default)\n"));
    assert_non_null(strstr(said, "name = Main Library  (set by touch)\n"));
    free(said);
    options_finish(&options);
}

static int
start(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/kiosk.conf", folder);
    snprintf(data, sizeof data, "%s/data", folder);
    return 0;
}

static int
end(void **state)
{
    (void)state;
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_says_what_the_command_line_would),
        cmocka_unit_test(the_command_line_goes_before_the_file),
        cmocka_unit_test(what_is_wrong_is_told_with_its_line),
        cmocka_unit_test(each_setting_says_where_it_came_from),
    };
    return cmocka_run_group_tests(tests, start, end);
}
