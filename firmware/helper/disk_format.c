/* disk_format: knows filesystems by the marks in their first bytes. */
#include "disk_format.h"

#include <stdbool.h>
#include <string.h>

/* Places and values: exFAT specification 3.1; FAT32 specification 3.1 to 3.3; Linux,
 * Documentation/filesystems/ext4/super.rst. */
#define EXFAT_NAME 3
#define FAT16_NAME 54
#define FAT32_NAME 82
#define FAT_SECTOR_BYTES 11
#define BOOT_MARK 510
#define EXT_MARK (1024 + 56)

static bool
is_fat(const uint8_t *bytes)
{
    unsigned sector = bytes[FAT_SECTOR_BYTES] | (unsigned)bytes[FAT_SECTOR_BYTES + 1]
                                                    << 8;
    bool has_size = sector == 512 || sector == 1024 || sector == 2048 || sector == 4096;
    return has_size && bytes[BOOT_MARK] == 0x55 && bytes[BOOT_MARK + 1] == 0xAA &&
           (memcmp(bytes + FAT16_NAME, "FAT1", 4) == 0 ||
            memcmp(bytes + FAT32_NAME, "FAT32", 5) == 0);
}

const char *
disk_format_find(const uint8_t bytes[DISK_FORMAT_BYTES])
{
    if (memcmp(bytes + EXFAT_NAME, "EXFAT   ", 8) == 0) {
        return "exfat";
    }
    if (is_fat(bytes)) {
        return "vfat";
    }
    return bytes[EXT_MARK] == 0x53 && bytes[EXT_MARK + 1] == 0xEF ? "ext4" : NULL;
}
