/* steps: finds the next and the previous step, which is what is shown at one time. */
#include "instance_state.h"

/* The way to a place: the controls around it from the outermost, each repeat with its
 * instance. Two trails say which place comes first. */
struct trail {
    struct {
        size_t control;
        uint16_t instance;
    } steps[XML_MAX_DEPTH];
    size_t count;
};

static void
find_trail(const struct form *form, const struct place *place, struct trail *out)
{
    size_t repeats = 0, count = 0;
    for (int at = (int)place->control; at >= 0; at = form->controls[at].parent) {
        repeats += form->controls[at].kind == CONTROL_REPEAT;
        count++;
    }
    out->count = count;
    for (int at = (int)place->control; at >= 0; at = form->controls[at].parent) {
        count--;
        out->steps[count].control = (size_t)at;
        out->steps[count].instance = 0;
        if (form->controls[at].kind == CONTROL_REPEAT) {
            out->steps[count].instance = place->instance[--repeats];
        }
    }
}

static int
compare_places(const struct form *form, const struct place *a, const struct place *b)
{
    struct trail left, right;
    find_trail(form, a, &left);
    find_trail(form, b, &right);
    for (size_t i = 0; i < left.count && i < right.count; i++) {
        if (left.steps[i].control != right.steps[i].control) {
            return left.steps[i].control < right.steps[i].control ? -1 : 1;
        }
        if (left.steps[i].instance != right.steps[i].instance) {
            return left.steps[i].instance < right.steps[i].instance ? -1 : 1;
        }
    }
    return left.count == right.count ? 0 : left.count < right.count ? -1 : 1;
}

struct search {
    const struct instance *instance;
    const struct place *from; /* NULL: the first or the last step is wanted */
    bool backwards;
    bool found;
    struct place *out;
};

/* Looks at one step. True when the search is over. */
static bool
offer(struct search *search, const struct place *place)
{
    const struct form *form = search->instance->form;
    int compared = !search->from ? 0 : compare_places(form, place, search->from);
    if (search->backwards) {
        if (search->from && compared >= 0) {
            return true;
        }
        /* it stays the result when no other comes before `from` */
        *search->out = *place;
        search->found = true;
        return false;
    }
    if (search->from && compared <= 0) {
        return false;
    }
    *search->out = *place;
    search->found = true;
    return true;
}

static bool visit(struct search *search, struct place place, struct form_node *node,
                  size_t depth);

static bool
visit_inside(struct search *search, const struct place *place, struct form_node *node,
             size_t depth)
{
    const struct form *form = search->instance->form;
    size_t end = form->details[place->control].end;
    for (size_t i = place->control + 1; i < end; i = form->details[i].end) {
        struct place inner = *place;
        inner.control = i;
        if (visit(search, inner, node, depth)) {
            return true;
        }
    }
    return false;
}

/* The node of `field` below `node`, which is that of something around it with no repeat
 * between the two. */
static struct form_node *
node_below(struct form_node *node, const struct field *field)
{
    if (!node || node->field == field) {
        return node;
    }
    node = node_below(node, field->parent);
    for (node = !node ? NULL : node_present(node->first); node && node->field != field;
         node = node_present(node->next)) {
        ;
    }
    return node;
}

static bool
visit_repeat(struct search *search, const struct place *place, struct form_node *node,
             size_t depth)
{
    const struct field *field = search->instance->form->details[place->control].field;
    struct form_node *parent = node_below(node, field->parent);
    struct place inner = *place;
    for (struct form_node *at = !parent ? NULL : node_present(parent->first); at;
         at = node_present(at->next)) {
        if (at->field != field) {
            continue;
        }
        if (!at->irrelevant && visit_inside(search, &inner, at, depth + 1)) {
            return true;
        }
        inner.instance[depth]++;
    }
    return false;
}

/* Offers the steps in a control. `node` is that of the control around it, which is
 * relevant. Recurses as deep as the form is nested. */
static bool
visit(struct search *search, struct place place, struct form_node *node, size_t depth)
{
    const struct form *form = search->instance->form;
    const struct control *control = &form->controls[place.control];
    if (control->kind == CONTROL_REPEAT) {
        return visit_repeat(search, &place, node, depth);
    }
    struct form_node *own = node_below(node, form->details[place.control].field);
    if (!own || !node_is_relevant(own)) {
        return false;
    }
    if (control->kind != CONTROL_GROUP ||
        control_has_appearance(control, "field-list")) {
        return offer(search, &place);
    }
    return visit_inside(search, &place, own, depth);
}

static bool
search_step(const struct instance *instance, const struct place *from, bool backwards,
            struct place *out)
{
    struct place result = {0}, start = {0};
    if (from && from->control >= instance->form->control_count) {
        return false;
    }
    struct search search = {
        .instance = instance, .from = from, .backwards = backwards, .out = &result};
    visit(&search, start, instance->top->first, 0);
    if (search.found) {
        *out = result;
    }
    return search.found;
}

bool
instance_next(const struct instance *instance, const struct place *from,
              struct place *out)
{
    return search_step(instance, from, false, out);
}

bool
instance_previous(const struct instance *instance, const struct place *from,
                  struct place *out)
{
    return search_step(instance, from, true, out);
}

bool
instance_is_relevant(const struct instance *instance, const struct place *place)
{
    const struct form_node *node = instance_place_node(instance, place);
    return node && node_is_relevant(node);
}
