#include "support_form.h"

static void
the_sample_has_four_services_in_two_languages(void **state)
{
    (void)state;
    struct form *form = load_sample();
    assert_string_equal(form_title(form), "Larkmoor County: sharing services");
    assert_int_equal(form_language_count(form), 2);
    assert_string_equal(form_language(form, 0)->code, "en");
    assert_string_equal(form_language(form, 1)->code, "es");
    assert_int_equal(form_service_count(form), 4);
    int libraries = form_find_service(form, "libraries");
    assert_int_equal(libraries, 2);
    assert_string_equal(form_service_text(form, 2, "today", 0, TEXT_SHOWN),
                        "Each town runs its own library.");
    assert_string_equal(form_service_text(form, 2, "jobs", 1, TEXT_SHOWN),
                        "Sin despidos. Dos puestos se mudarían.");
    assert_string_equal(form_service_text(form, 2, "savings_low", 1, TEXT_SHOWN),
                        "60000");
    assert_string_equal(form_service_text(form, 2, "image", 0, TEXT_SHOWN),
                        "libraries.svg");
    assert_string_equal(form_service_text(form, 0, "summary", 0, TEXT_SAY),
                        "answers nine one one calls");
    assert_string_equal(form_service_text(form, 2, "summary", 1, TEXT_SAY),
                        form_service_text(form, 2, "summary", 1, TEXT_SHOWN));
    assert_null(form_service_text(form, 2, "no such column", 0, TEXT_SHOWN));
    form_close(form);
}

static void
questions_and_choices_are_called_by_their_labels(void **state)
{
    (void)state;
    struct form *form = load_sample();
    int found = form_find_control(form, "community");
    assert_true(found >= 0);
    size_t community = (size_t)found;
    assert_int_equal(form_choice_count(form, community), 4);
    assert_string_equal(form_choice_code(form, community, 1), "oakhollow");
    assert_string_equal(form_choice_label(form, community, 1, 0), "Oakhollow");
    assert_non_null(form_control_label(form, community, 1));
    assert_string_not_equal(form_control_label(form, community, 0),
                            form_control_label(form, community, 1));
    assert_null(form_choice_code(form, community, 4));
    assert_null(form_choice_label(form, community, 4, 0));
    assert_null(form_control_label(form, form_control_count(form), 0));
    assert_int_equal(form_find_control(form, "about"), -1);
    assert_int_equal(form_find_control(form, "no such question"), -1);
    form_close(form);
}

static void
the_descriptor_has_a_keyed_repeat_and_the_roles(void **state)
{
    (void)state;
    struct form *form = load_sample();
    const struct descriptor *descriptor = form_descriptor(form);
    static const char *const paths[] = {
        "community",
        "services",
        "about/block/map/identity",
        "about/block/map/control",
        "about/block/concerns",
        "about/block/mind",
        "about/block/sharing/share",
        "about/block/sharing/partners",
        "comment",
        "you/first_time",
        "you/helped",
        "you/age",
    };
    assert_int_equal(descriptor->question_count, 12);
    for (size_t i = 0; i < 12; i++) {
        assert_string_equal(descriptor->questions[i].path, paths[i]);
    }
    assert_int_equal(descriptor_find_role(descriptor, ROLE_SERVICES), 1);
    assert_int_equal(descriptor_find_role(descriptor, ROLE_IDENTITY), 2);
    assert_int_equal(descriptor_find_role(descriptor, ROLE_CONTROL), 3);
    assert_int_equal(descriptor->questions[2].choice_count, 6);
    assert_string_equal(descriptor->questions[2].choices[0], "5");
    assert_int_equal(descriptor->questions[5].type, QUESTION_TEXT);
    assert_int_equal(descriptor->repeat_count, 1);
    assert_string_equal(descriptor->repeats[0].path, "about");
    assert_int_equal(descriptor->repeats[0].key_count, 4);
    assert_string_equal(descriptor->repeats[0].keys[3], "payroll");
    assert_int_equal(descriptor->questions[8].repeat, -1);
    form_close(form);
}

static void
expect_steps(struct instance *instance, const struct form *form,
             const char *const *paths, const unsigned *services)
{
    struct place place, back;
    size_t count = 0;
    bool more = instance_next(instance, NULL, &place);
    for (; more; more = instance_next(instance, &place, &place)) {
        assert_non_null(paths[count]);
        assert_string_equal(form_control(form, place.control)->path, paths[count]);
        assert_int_equal(place.instance[0], services[count]);
        count++;
    }
    assert_null(paths[count]);
    more = instance_previous(instance, NULL, &back);
    for (; more; more = instance_previous(instance, &back, &back)) {
        count--;
        assert_string_equal(form_control(form, back.control)->path, paths[count]);
        assert_int_equal(back.instance[0], services[count]);
    }
    assert_int_equal(count, 0);
}

static void
only_the_chosen_services_are_asked_about(void **state)
{
    (void)state;
    struct form *form = load_sample();
    struct instance *instance = open_instance(form);
    static const char *const at_first[] = {
        "community",  "services", "comment", "you/first_time",
        "you/helped", "you/age",  NULL};
    static const unsigned no_service[20] = {0};
    expect_steps(instance, form, at_first, no_service);

    struct place services = place_of(form, "services", 0, 0);
    set(instance, &services, "payroll inspection");
    assert_string_equal(instance_value(instance, &services), "inspection payroll");
    struct place share = place_of(form, "about/block/sharing/share", 3, 0);
    set(instance, &share, "yes");
    struct place concerns = place_of(form, "about/block/concerns", 1, 0);
    set(instance, &concerns, "risk");
    static const char *const then[] = {"community",
                                       "services",
                                       "about/block/map/identity",
                                       "about/block/map/control",
                                       "about/block/concerns",
                                       "about/block/mind",
                                       "about/block/sharing/share",
                                       "about/block/map/identity",
                                       "about/block/map/control",
                                       "about/block/concerns",
                                       "about/block/sharing/share",
                                       "about/block/sharing/partners",
                                       "comment",
                                       "you/first_time",
                                       "you/helped",
                                       "you/age",
                                       NULL};
    static const unsigned of[] = {0, 0, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 0, 0, 0, 0};
    expect_steps(instance, form, then, of);
    instance_destroy(instance);
    form_close(form);
}

static size_t
count_answers(struct instance *instance, const char *value)
{
    const struct answer *answers;
    size_t count, found = 0;
    assert_true(instance_answers(instance, NULL, NULL, &answers, &count, NULL));
    for (size_t i = 0; i < count; i++) {
        found +=
            answers[i].state == ANSWER_VALUE && strcmp(answers[i].value, value) == 0;
    }
    return found;
}

static void
unchoosing_a_service_leaves_its_answers_out_and_choosing_it_again_brings_them_back(
    void **state)
{
    (void)state;
    struct form *form = load_sample();
    struct instance *instance = open_instance(form);
    struct place services = place_of(form, "services", 0, 0);
    struct place identity = place_of(form, "about/block/map/identity", 2, 0);
    assert_false(instance_set(instance, &identity, "4", NULL));
    set(instance, &services, "libraries");
    set(instance, &identity, "4");
    assert_int_equal(count_answers(instance, "4"), 1);
    set(instance, &services, "dispatch");
    assert_false(instance_is_relevant(instance, &identity));
    assert_int_equal(count_answers(instance, "4"), 0);
    set(instance, &services, "dispatch libraries");
    assert_int_equal(count_answers(instance, "4"), 1);
    assert_string_equal(instance_value(instance, &identity), "4");
    instance_destroy(instance);
    form_close(form);
}

static void
the_block_of_a_service_says_its_name_in_either_language(void **state)
{
    (void)state;
    struct form *form = load_sample();
    struct instance *instance = open_instance(form);
    struct place services = place_of(form, "services", 0, 0);
    set(instance, &services, "libraries");
    struct place block = place_of(form, "about/block", 2, 0);
    struct buffer words;
    buffer_init(&words, 1000);
    instance_label(instance, &block, 0, TEXT_SHOWN, &words);
    assert_int_equal(words.size, strlen("Libraries"));
    assert_memory_equal(words.data, "Libraries", words.size);
    buffer_clear(&words);
    instance_label(instance, &block, 1, TEXT_SHOWN, &words);
    assert_memory_equal(words.data, "Bibliotecas", words.size);
    buffer_finish(&words);
    instance_destroy(instance);
    form_close(form);
}

static void
none_of_these_cannot_be_chosen_with_a_concern(void **state)
{
    (void)state;
    struct form *form = load_sample();
    struct instance *instance = open_instance(form);
    struct place services = place_of(form, "services", 0, 0);
    struct place concerns = place_of(form, "about/block/concerns", 0, 0);
    struct buffer message;
    buffer_init(&message, 1000);
    set(instance, &services, "dispatch");
    assert_int_equal(instance_fault(instance, &concerns, 0, &message), FAULT_NONE);
    set(instance, &concerns, "none");
    assert_int_equal(instance_fault(instance, &concerns, 0, &message), FAULT_NONE);
    assert_int_equal(message.size, 0);
    set(instance, &concerns, "none risk");
    assert_int_equal(instance_fault(instance, &concerns, 1, &message),
                     FAULT_CONSTRAINT);
    buffer_add_u8(&message, 0);
    assert_string_equal((char *)message.data, "Elija solo “Nada de esto”, o quítelo.");
    buffer_finish(&message);
    instance_destroy(instance);
    form_close(form);
}

static void
the_cards_keep_their_order_for_a_session(void **state)
{
    (void)state;
    struct form *form = load_sample();
    bool differs = false;
    for (uint64_t seed = 1; seed < 20; seed++) {
        struct instance_options options = {.half_day = 40000, .seed = seed};
        struct instance *instance = NULL;
        assert_true(instance_create(form, &options, &instance, NULL));
        struct place services = place_of(form, "services", 0, 0);
        assert_int_equal(instance_choice_count(instance, &services), 4);
        char first[40];
        strcpy(first, instance_choice_code(instance, &services, 0));
        differs = differs || strcmp(first, "dispatch") != 0;
        set(instance, &services, "payroll");
        assert_string_equal(instance_choice_code(instance, &services, 0), first);
        assert_null(instance_choice_code(instance, &services, 4));
        instance_destroy(instance);
    }
    assert_true(differs);
    form_close(form);
}

static void
answers_come_in_the_order_of_the_response(void **state)
{
    (void)state;
    struct form *form = load_sample();
    struct instance *instance = open_instance(form);
    struct place services = place_of(form, "services", 0, 0);
    set(instance, &services, "dispatch libraries payroll");
    const struct answer *answers;
    size_t count;
    assert_true(instance_answers(instance, NULL, NULL, &answers, &count, NULL));
    assert_int_equal(count, 2 + 3 * 4 + 4);
    for (size_t i = 1; i < count; i++) {
        assert_true(
            answer_compare(form_descriptor(form), &answers[i - 1], &answers[i]) < 0);
    }
    struct response response = {
        .head = {.round = "", .event = "", .language = "en", .half_day = 40000},
        .answers = (struct answer *)answers,
        .answer_count = count,
    };
    struct response_set responses = {0};
    assert_true(response_set_add(&responses, form_descriptor(form), &response, NULL));
    response_set_finish(&responses);
    instance_destroy(instance);
    form_close(form);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_has_four_services_in_two_languages),
        cmocka_unit_test(questions_and_choices_are_called_by_their_labels),
        cmocka_unit_test(the_descriptor_has_a_keyed_repeat_and_the_roles),
        cmocka_unit_test(only_the_chosen_services_are_asked_about),
        cmocka_unit_test(
            unchoosing_a_service_leaves_its_answers_out_and_choosing_it_again_brings_them_back),
        cmocka_unit_test(the_block_of_a_service_says_its_name_in_either_language),
        cmocka_unit_test(none_of_these_cannot_be_chosen_with_a_concern),
        cmocka_unit_test(the_cards_keep_their_order_for_a_session),
        cmocka_unit_test(answers_come_in_the_order_of_the_response),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
