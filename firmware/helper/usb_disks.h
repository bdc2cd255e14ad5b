/*
 * usb_disks: the disks that are plugged into USB, as the kernel names them in /sys. The
 * disk that the system runs from is none of them, also when it is on USB.
 */
#ifndef TOWNLINE_USB_DISKS_H
#define TOWNLINE_USB_DISKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define USB_DISKS_MAX 16
#define USB_DISK_NAME_BYTES 32

struct usb_disks {
    size_t count;
    /* partitions, and disks without any; in the order of their names */
    struct usb_disk {
        char name[USB_DISK_NAME_BYTES]; /* in /dev */
        unsigned major, minor;
        uint64_t size;                   /* in units of 512 bytes */
        unsigned number;                 /* of a partition, from 1; 0: a disk */
        char whole[USB_DISK_NAME_BYTES]; /* the disk it lies on, or itself */
        unsigned whole_major, whole_minor;
    } disks[USB_DISKS_MAX];
};

/* `sys` is /sys; `own` the folder below which sticks are mounted: what is mounted
 * elsewhere belongs to the system. */
void usb_disks_find(const char *sys, const char *own, struct usb_disks *out);

#endif
