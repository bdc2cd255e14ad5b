/* headset: reads the switches of the jacks that the kernel shows. */
#include "headset.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define BITS (8 * sizeof(unsigned long))
#define SWITCH_WORDS (SW_MAX / BITS + 1)
#define JACKS_MAX 8
/* A device that came may be opened only when udev has given it to us, a moment later.
 */
#define LOOKS_AFTER_CHANGE 20

struct jack {
    char name[32]; /* "event7" */
    int device;
    bool is_in;
};

struct headset {
    char folder[200];
    struct jack jacks[JACKS_MAX];
    size_t count;
    struct timespec changed; /* when the folder did, as seen last */
    int looks_left;
};

static bool
has_bit(const unsigned long *words, unsigned bit)
{
    return (words[bit / BITS] >> (bit % BITS)) & 1;
}

static bool
is_jack(int device)
{
    unsigned long switches[SWITCH_WORDS] = {0};
    return ioctl(device, EVIOCGBIT(EV_SW, sizeof switches), switches) >= 0 &&
           has_bit(switches, SW_HEADPHONE_INSERT);
}

static void
read_switch(struct jack *jack)
{
    unsigned long switches[SWITCH_WORDS] = {0};
    if (ioctl(jack->device, EVIOCGSW(sizeof switches), switches) >= 0) {
        jack->is_in = has_bit(switches, SW_HEADPHONE_INSERT);
    }
}

/* False when the device is gone. */
static bool
read_events(struct jack *jack)
{
    struct input_event event;
    ssize_t size;
    while ((size = read(jack->device, &event, sizeof event)) == (ssize_t)sizeof event) {
        if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT) {
            jack->is_in = event.value != 0;
        } else if (event.type == EV_SYN && event.code == SYN_DROPPED) {
            read_switch(jack); /* some events were lost */
        }
    }
    return size >= 0 || errno != ENODEV;
}

static bool
knows(const struct headset *headset, const char *name)
{
    for (size_t i = 0; i < headset->count; i++) {
        if (strcmp(headset->jacks[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void
add_if_jack(struct headset *headset, const char *name)
{
    char path[500];
    struct jack jack = {.device = -1};
    if (strncmp(name, "event", 5) != 0 || strlen(name) >= sizeof jack.name ||
        headset->count == JACKS_MAX || knows(headset, name)) {
        return;
    }
    snprintf(path, sizeof path, "%s/%s", headset->folder, name);
    jack.device = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (jack.device < 0) {
        return;
    }
    if (!is_jack(jack.device)) {
        close(jack.device);
        return;
    }
    memcpy(jack.name, name, strlen(name) + 1);
    read_switch(&jack);
    headset->jacks[headset->count++] = jack;
}

/* Looks for jacks that came, when the folder has changed. False: there is none. */
static bool
look(struct headset *headset)
{
    struct stat is;
    if (stat(headset->folder, &is) != 0) {
        return false;
    }
    if (is.st_mtim.tv_sec != headset->changed.tv_sec ||
        is.st_mtim.tv_nsec != headset->changed.tv_nsec) {
        headset->changed = is.st_mtim;
        headset->looks_left = LOOKS_AFTER_CHANGE;
    }
    DIR *entries = headset->looks_left > 0 ? opendir(headset->folder) : NULL;
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        add_if_jack(headset, entry->d_name);
    }
    if (entries) {
        headset->looks_left--;
        closedir(entries);
    }
    return true;
}

struct headset *
headset_open(const char *folder)
{
    struct headset *headset = calloc(1, sizeof *headset);
    if (!headset || strlen(folder) >= sizeof headset->folder) {
        free(headset);
        return NULL;
    }
    memcpy(headset->folder, folder, strlen(folder) + 1);
    if (!look(headset)) {
        free(headset);
        return NULL;
    }
    return headset;
}

void
headset_close(struct headset *headset)
{
    for (size_t i = 0; headset && i < headset->count; i++) {
        close(headset->jacks[i].device);
    }
    free(headset);
}

bool
headset_has_jack(const struct headset *headset)
{
    return headset && headset->count > 0;
}

bool
headset_is_in(struct headset *headset)
{
    bool is_in = false;
    if (!headset) {
        return false;
    }
    (void)look(headset);
    for (size_t i = 0; i < headset->count;) {
        struct jack *jack = &headset->jacks[i];
        if (!read_events(jack)) {
            close(jack->device);
            *jack = headset->jacks[--headset->count];
            continue;
        }
        is_in |= jack->is_in;
        i++;
    }
    return is_in;
}
