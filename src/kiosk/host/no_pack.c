/* no_pack: loads a form that stands for no questions. A form has at least one; nobody
 * reads the one in it. */
#include "no_pack.h"

#include <stdlib.h>

static const char xml[] =
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\""
    " xmlns:h=\"http://www.w3.org/1999/xhtml\">"
    "<h:head><h:title/><model><instance><data "
    "id=\"none\"><none/></data></instance></model></h:head>"
    "<h:body><input ref=\"/data/none\"><label/></input></h:body></h:html>";

static bool
read_nothing(void *context, const char *name, struct buffer *out, struct error *err)
{
    (void)context;
    (void)out;
    return error_set(err, ERROR_MISSING, "%s: there is no pack yet", name);
}

bool
no_pack_open(struct pack **out, struct error *err)
{
    struct pack *pack = calloc(1, sizeof *pack);
    if (!pack) {
        return error_no_memory(err);
    }
    pack->source.read = read_nothing;
    if (!form_load(xml, sizeof xml - 1, &pack->form, err)) {
        pack_close(pack);
        return false;
    }
    *out = pack;
    return true;
}

bool
no_pack_is(const struct pack *pack)
{
    return pack->source.read == read_nothing;
}
