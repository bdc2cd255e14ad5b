/* headset: reads the switch of the first jack that the kernel shows. */
#include "headset.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BITS (8 * sizeof(unsigned long))
#define SWITCH_WORDS (SW_MAX / BITS + 1)

struct headset {
    int device;
    bool is_in;
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
read_switch(struct headset *headset)
{
    unsigned long switches[SWITCH_WORDS] = {0};
    if (ioctl(headset->device, EVIOCGSW(sizeof switches), switches) >= 0) {
        headset->is_in = has_bit(switches, SW_HEADPHONE_INSERT);
    }
}

static int
open_jack(const char *folder)
{
    char path[600];
    DIR *entries = opendir(folder);
    int jack = -1;
    for (struct dirent *entry; entries && jack < 0 && (entry = readdir(entries));) {
        if (strncmp(entry->d_name, "event", 5) != 0) {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        int device = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        if (device >= 0 && is_jack(device)) {
            jack = device;
        } else if (device >= 0) {
            close(device);
        }
    }
    if (entries) {
        closedir(entries);
    }
    return jack;
}

struct headset *
headset_open(const char *folder)
{
    int device = open_jack(folder);
    struct headset *headset = device >= 0 ? calloc(1, sizeof *headset) : NULL;
    if (!headset) {
        if (device >= 0) {
            close(device);
        }
        return NULL;
    }
    headset->device = device;
    read_switch(headset);
    return headset;
}

void
headset_close(struct headset *headset)
{
    if (headset) {
        close(headset->device);
        free(headset);
    }
}

bool
headset_is_in(struct headset *headset)
{
    struct input_event event;
    if (!headset) {
        return false;
    }
    while (read(headset->device, &event, sizeof event) == (ssize_t)sizeof event) {
        if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT) {
            headset->is_in = event.value != 0;
        } else if (event.type == EV_SYN && event.code == SYN_DROPPED) {
            read_switch(headset); /* some events were lost */
        }
    }
    return headset->is_in;
}
