/* ask_helper SOCKET LINE: sends the line to the helper that mounts sticks, and prints
 * what it answers. For the machine of the tier `sticks`. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int
main(int argc, char *argv[])
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char bytes[1024];
    ssize_t got;
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    if (argc != 3) {
        return 2;
    }
    snprintf(address.sun_path, sizeof address.sun_path, "%s", argv[1]);
    if (connect(file, (const struct sockaddr *)&address, sizeof address) != 0) {
        return 1;
    }
    dprintf(file, "%s\n", argv[2]);
    while ((got = read(file, bytes, sizeof bytes)) > 0) {
        (void)!write(STDOUT_FILENO, bytes, (size_t)got);
    }
    close(file);
    return 0;
}
