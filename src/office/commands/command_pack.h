/* command_pack: the parts of `townline pack`, one file each. */
#ifndef COMMAND_PACK_H
#define COMMAND_PACK_H

#include "command.h"

int command_pack_build(int argc, char **argv);
int command_pack_show(int argc, char **argv); /* show and check */
int command_pack_render(int argc, char **argv);
int command_pack_speak(int argc, char **argv);
int command_pack_words(int argc, char **argv);

#endif
