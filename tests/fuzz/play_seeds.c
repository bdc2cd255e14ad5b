/* Plays every file of the folders given through the target, for compilers without
 * libFuzzer. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static void
play(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
        return;
    }
    size_t size = (size_t)status.st_size;
    uint8_t *data = malloc(size); /* of just that size: reading past it is seen */
    FILE *file = fopen(path, "rb");
    if (!file || fread(data, 1, size, file) != size) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
}

int
main(int argc, char **argv)
{
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        for (struct dirent *entry; folder && (entry = readdir(folder));) {
            char path[4096];
            if (entry->d_name[0] == '.') {
                continue;
            }
            snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
            play(path);
            count++;
        }
        if (folder) {
            closedir(folder);
        }
    }
    printf("%zu seeds, %zu bytes of heap at most\n", count, fuzz_heap_peak());
    return count > 0 ? 0 : 1;
}
