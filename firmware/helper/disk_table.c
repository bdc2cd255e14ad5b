/* disk_table: reads a GPT, or an MBR. UEFI specification 2.10, 5.2 and 5.3. */
#include "disk_table.h"

#include <string.h>

#define GPT_MARK "EFI PART"
#define GPT_FIRST_ENTRY 72 /* its sector */
#define GPT_ENTRY_SIZE 84
#define ENTRIES_MAX 128
#define ENTRY_BYTES 128
#define MBR_FIRST_ENTRY 446
#define MBR_ENTRY_BYTES 16
#define MBR_ENTRIES 4
#define MBR_TYPE 4
#define MBR_EFI_SYSTEM 0xEF
#define MBR_MARK 510

/* C12A7328-F81F-11D2-BA4B-00A0C93EC93B, as it lies on the disk */
static const uint8_t efi_system[16] = {0x28, 0x73, 0x2A, 0xC1, 0x1F, 0xF8, 0xD2, 0x11,
                                       0xBA, 0x4B, 0x00, 0xA0, 0xC9, 0x3E, 0xC9, 0x3B};

static uint64_t
read_number(const uint8_t *bytes, size_t size)
{
    uint64_t number = 0;
    while (size-- > 0) {
        number = number << 8 | bytes[size];
    }
    return number;
}

/* The table begins right behind its header, as every program writes it. */
static bool
gpt_says(const uint8_t *bytes, size_t sector_bytes, unsigned number)
{
    const uint8_t *header = bytes + sector_bytes;
    const uint8_t *entries = bytes + 2 * sector_bytes;
    return read_number(header + GPT_FIRST_ENTRY, 8) == 2 &&
           read_number(header + GPT_ENTRY_SIZE, 4) == ENTRY_BYTES &&
           number <= ENTRIES_MAX &&
           memcmp(entries + (number - 1) * ENTRY_BYTES, efi_system,
                  sizeof efi_system) == 0;
}

bool
disk_table_starts_computers(const uint8_t *bytes, unsigned number)
{
    static const size_t sectors[] = {512, 4096};
    if (number == 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++) {
        if (memcmp(bytes + sectors[i], GPT_MARK, strlen(GPT_MARK)) == 0) {
            return gpt_says(bytes, sectors[i], number);
        }
    }
    return number <= MBR_ENTRIES && bytes[MBR_MARK] == 0x55 &&
           bytes[MBR_MARK + 1] == 0xAA &&
           bytes[MBR_FIRST_ENTRY + (number - 1) * MBR_ENTRY_BYTES + MBR_TYPE] ==
               MBR_EFI_SYSTEM;
}
