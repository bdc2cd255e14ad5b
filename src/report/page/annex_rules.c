/* The rules by which the report decides, each with its value. */
#include "report_page.h"

#include <string.h>

static const char *
rule_meaning(const char *name)
{
    static const struct {
        const char *name, *meaning;
    } rules[] = {
        {"answers", WORD("answers to each of the three questions that a place needs")},
        {"leave_no", WORD("leave for now: so many say no, or more")},
        {"leave_agree",
         WORD("leave for now: so many agree with both statements, or more")},
        {"start_yes", WORD("start here: so many say yes, or more")},
        {"start_no", WORD("start here: so many say no, or fewer")},
        {"start_control", WORD("start here: fewer than so many want it decided here")},
        {"split", WORD("split: so many on each side, or more")},
        {"close",
         WORD("close call: the group changes when so many change their answer")},
        {"control_helps", WORD("local control speaks for sharing: under so many")},
        {"control_hinders", WORD("local control speaks against it: so many, or more")},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (strcmp(rules[i].name, name) == 0) {
            return rules[i].meaning;
        }
    }
    return name;
}

static void
add_rules(const struct page *page)
{
    html(page,
         "<table class=\"plain rules\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr>"
         "</thead><tbody>\n",
         tr(page, "What it says"), tr(page, "Name"), tr(page, "Value"));
    for (size_t i = 0; i < RULES_COUNT; i++) {
        struct rule_value rule = rules_value(&page->model->input->rules, i);
        html(page,
             "<tr><th scope=\"row\">%s</th><td><code>%s</code></td><td "
             "class=\"number\">",
             tr(page, rule_meaning(rule.name)), rule.name);
        if (rule.is_share) {
            say_share(page, rule.share);
        } else {
            say_number(&page->writer, rule.number);
        }
        html(page, "</td></tr>\n");
    }
    html(page, "</tbody></table>\n");
}

static void
add_reading(const struct page *page, const char *english)
{
    html(page, "<li>%s</li>\n", tr(page, english));
}

/* What groups, points and factors mean, where services are sorted. */
static void
add_sorting(const struct page *page)
{
    add_reading(
        page,
        WORD("<b>Points</b> come from the whole percents that are printed. Savings "
             "count 0 below the threshold, 50 at it and 100 from twice of it on; "
             "first three counts twice its percent; seldom seen counts 100, 50 or "
             "0."));
    add_reading(
        page,
        WORD("<b>Savings</b> stand on a scale of thresholds from 0 to 3.2; the tick "
             "is 1."));
    add_reading(
        page,
        WORD("<b>Six factors</b>: five from staff, local control from people. There "
             "is a total only where all six are there."));
    add_reading(
        page,
        WORD("<b>Close call</b> is no margin of error. Visitors chose themselves, "
             "so there is none."));
}

/* A form that does not ask the three main questions has no groups that rules decide. */
void
add_rules_sheet(struct page *page)
{
    const struct model *model = page->model;
    flow_begin(page, "rules");
    heading(page, 2, WORD("The rules, and how to read the numbers"));
    if (model->is_sorted) {
        html(page, "<p>%s</p>\n",
             tr(page,
                "Groups follow from these rules alone. Counts are compared, never "
                "rounded percents. A file of other values: <b><bdi "
                "dir=\"ltr\">townline report --rules FILE</bdi></b>"));
        add_rules(page);
    }
    html(page, "<ul class=\"reading\">\n");
    add_reading(
        page, WORD("<b>n</b> is people with an opinion. “No opinion” is counted beside "
                   "it; who was not asked is in neither."));
    if (model->identity_question >= 0 || model->control_question >= 0) {
        add_reading(page,
                    WORD("<b>Agree</b> is one of the two highest points of the scale, "
                         "<b>disagree</b> one of the two lowest."));
    }
    if (model->is_sorted) {
        add_sorting(page);
    }
    html(page, "<li>");
    SAY(&page->writer,
        "<b>Hidden</b>: a group of fewer than {n} people, and what would give it away. "
        "Means are not printed, since they would.",
        NUMBER_SLOT("n", page->smallest));
    html(page, "</li>\n</ul>\n");
    flow_end(page);
}
