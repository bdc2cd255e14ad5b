/* removable: finds sticks with udev, or asks the mount helper for them. */
#include "townline/removable.h"

#include "mount_helper.h"
#include "mount_list.h"
#include "townline/file.h"

#include <fcntl.h>
#include <libudev.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define MOUNTINFO "/proc/self/mountinfo"

struct removable {
    struct removable_options options;
    struct udev *udev;            /* NULL: there is no udev */
    struct udev_monitor *monitor; /* tells which disks come and go */
    int mounts;                   /* tells when something is mounted; -1: it cannot */
    bool is_plugged;
    char root[REMOVABLE_PATH_MAX_BYTES]; /* "" when the stick is mounted nowhere */
};

static bool
says(const char *value, const char *wanted)
{
    return value && strcmp(value, wanted) == 0;
}

/* The whole disk that a partition lies on, or the disk itself. */
static struct udev_device *
whole_disk(struct udev_device *device)
{
    struct udev_device *parent =
        says(udev_device_get_devtype(device), "partition")
            ? udev_device_get_parent_with_subsystem_devtype(device, "block", "disk")
            : NULL;
    return parent ? parent : device;
}

/* A card reader without a card is a disk of size 0, which is no stick. */
static bool
can_be_stick(struct udev_device *device)
{
    struct udev_device *disk = whole_disk(device);
    const char *size = udev_device_get_sysattr_value(device, "size");
    bool has_size = size && strtoull(size, NULL, 10) > 0;
    return has_size && (says(udev_device_get_sysattr_value(disk, "removable"), "1") ||
                        says(udev_device_get_property_value(device, "ID_BUS"), "usb") ||
                        says(udev_device_get_property_value(disk, "ID_BUS"), "usb"));
}

static bool
find_mount(struct udev_device *device, const struct buffer *mounts,
           char out[REMOVABLE_PATH_MAX_BYTES])
{
    dev_t number = udev_device_get_devnum(device);
    return mount_list_find(mounts, major(number), minor(number), out,
                           REMOVABLE_PATH_MAX_BYTES);
}

static bool
is_of_system(const char *path)
{
    return strcmp(path, "/") == 0 || strcmp(path, "/boot") == 0 ||
           strncmp(path, "/boot/", 6) == 0;
}

typedef void on_disk(struct removable *removable, struct udev_device *device,
                     const struct buffer *mounts, void *context);

static void
each_disk(struct removable *removable, const struct buffer *mounts, on_disk *visit,
          void *context)
{
    struct udev_enumerate *all = udev_enumerate_new(removable->udev);
    struct udev_list_entry *entry;
    if (!all) {
        return;
    }
    udev_enumerate_add_match_subsystem(all, "block");
    udev_enumerate_scan_devices(all);
    udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(all))
    {
        struct udev_device *device = udev_device_new_from_syspath(
            removable->udev, udev_list_entry_get_name(entry));
        if (device) {
            visit(removable, device, mounts, context);
            udev_device_unref(device);
        }
    }
    udev_enumerate_unref(all);
}

/* The disk that the system runs from, by its path in /sys. */
struct system_disk {
    char path[REMOVABLE_PATH_MAX_BYTES];
};

static void
note_system(struct removable *removable, struct udev_device *device,
            const struct buffer *mounts, void *context)
{
    struct system_disk *system = context;
    char place[REMOVABLE_PATH_MAX_BYTES];
    (void)removable;
    if (find_mount(device, mounts, place) && is_of_system(place)) {
        snprintf(system->path, sizeof system->path, "%s",
                 udev_device_get_syspath(whole_disk(device)));
    }
}

static void
note_stick(struct removable *removable, struct udev_device *device,
           const struct buffer *mounts, void *context)
{
    const struct system_disk *system = context;
    char place[REMOVABLE_PATH_MAX_BYTES];
    if (!can_be_stick(device) ||
        strcmp(udev_device_get_syspath(whole_disk(device)), system->path) == 0) {
        return;
    }
    removable->is_plugged = true;
    if (find_mount(device, mounts, place)) {
        memcpy(removable->root, place, sizeof removable->root);
    }
}

static void
look_for_disks(struct removable *removable)
{
    struct buffer mounts;
    struct system_disk system = {""};
    const char *list = removable->options.mountinfo;
    buffer_init(&mounts, MOUNT_LIST_MAX_BYTES);
    removable->is_plugged = false;
    removable->root[0] = '\0';
    int file = open(list ? list : MOUNTINFO, O_RDONLY | O_CLOEXEC);
    uint8_t chunk[4096];
    ssize_t got;
    while (file >= 0 && (got = read(file, chunk, sizeof chunk)) > 0) {
        buffer_add(&mounts, chunk, (size_t)got);
    }
    if (file >= 0) {
        close(file);
    }
    if (!mounts.failed && removable->udev) {
        each_disk(removable, &mounts, note_system, &system);
        each_disk(removable, &mounts, note_stick, &system);
    }
    buffer_finish(&mounts);
}

static void
ask_helper(struct removable *removable, const char *question,
           struct mount_answer *answer)
{
    if (!mount_helper_ask(removable->options.helper, question, answer, NULL)) {
        *answer = (struct mount_answer){.state = MOUNT_NONE};
    }
    removable->is_plugged = answer->state != MOUNT_NONE;
    snprintf(removable->root, sizeof removable->root, "%s", answer->path);
}

static void
listen_to_udev(struct removable *removable)
{
    removable->udev = udev_new();
    removable->monitor =
        removable->udev ? udev_monitor_new_from_netlink(removable->udev, "udev") : NULL;
    if (removable->monitor) {
        udev_monitor_filter_add_match_subsystem_devtype(removable->monitor, "block",
                                                        NULL);
        if (udev_monitor_enable_receiving(removable->monitor) < 0) {
            removable->monitor = udev_monitor_unref(removable->monitor);
        }
    }
    removable->mounts = open(MOUNTINFO, O_RDONLY | O_CLOEXEC);
}

bool
removable_open(const struct removable_options *options, struct removable **out,
               struct error *err)
{
    struct removable *removable = calloc(1, sizeof *removable);
    struct mount_answer answer;
    if (!removable) {
        return error_set(err, ERROR_FULL, "out of memory");
    }
    removable->options = *options;
    removable->mounts = -1;
    if (options->folder) {
        snprintf(removable->root, sizeof removable->root, "%s", options->folder);
    } else if (options->helper) {
        ask_helper(removable, "state", &answer);
    } else {
        listen_to_udev(removable);
        look_for_disks(removable);
    }
    *out = removable;
    return true;
}

void
removable_close(struct removable *removable)
{
    if (!removable) {
        return;
    }
    udev_monitor_unref(removable->monitor);
    udev_unref(removable->udev);
    if (removable->mounts >= 0) {
        close(removable->mounts);
    }
    free(removable);
}

/* Whether disks came or went, or something was mounted. It reads all that waits. */
static bool
has_news(struct removable *removable)
{
    bool any = false;
    struct pollfd mounts = {.fd = removable->mounts, .events = POLLPRI};
    struct udev_device *device;
    while (removable->monitor &&
           (device = udev_monitor_receive_device(removable->monitor))) {
        udev_device_unref(device);
        any = true;
    }
    return (poll(&mounts, 1, 0) == 1 && (mounts.revents & (POLLERR | POLLPRI))) || any;
}

bool
removable_look(struct removable *removable)
{
    bool was_plugged = removable->is_plugged;
    char was[REMOVABLE_PATH_MAX_BYTES];
    struct mount_answer answer;
    memcpy(was, removable->root, sizeof was);
    if (removable->options.folder) {
        return false;
    }
    if (removable->options.helper) {
        ask_helper(removable, "state", &answer);
    } else if (has_news(removable)) {
        look_for_disks(removable);
    }
    return was_plugged != removable->is_plugged || strcmp(was, removable->root) != 0;
}

bool
removable_is_plugged(const struct removable *removable)
{
    return removable->is_plugged;
}

const char *
removable_root(const struct removable *removable)
{
    return *removable->root ? removable->root : NULL;
}

bool
removable_mount(struct removable *removable, struct error *err)
{
    struct mount_answer answer = {.state = MOUNT_NONE};
    if (removable->options.helper) {
        ask_helper(removable, "mount", &answer);
    }
    if (*removable->root) {
        return true;
    }
    return removable->is_plugged
               ? error_set(err, ERROR_INPUT, "the stick could not be mounted")
               : error_set(err, ERROR_MISSING, "there is no stick");
}

bool
removable_release(struct removable *removable, struct error *err)
{
    struct mount_answer answer = {.state = MOUNT_NONE};
    if (!removable->options.helper) {
        return true;
    }
    ask_helper(removable, "release", &answer);
    return answer.state == MOUNT_NONE || answer.state == MOUNT_PRESENT ||
           error_set(err, ERROR_SYSTEM, "the stick could not be let go of");
}
