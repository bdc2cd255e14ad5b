/*
 * small_groups: how many people gave an answer, told by whole tens. The screen on which
 * residents see how others answered, and the wall of a room use it; reports tell more,
 * and disclosure.h is their rule.
 *
 * "30 or more" stands for 30 to 39, and "fewer than 10" for 0 to 9. Each answer is told
 * by itself, and never how many people answered the question: only those who were at
 * the kiosk or in the room are told, by tens as well, and any of them may have left
 * the question out. So each answer under ten may be any number from 0 to 9, whatever
 * the others are, and nothing needs to be hidden to protect it. It also needs that what
 * is told changes only when ten more people are counted.
 */
#ifndef TOWNLINE_SMALL_GROUPS_H
#define TOWNLINE_SMALL_GROUPS_H

#include <stdint.h>

/* groups of fewer people, also of nobody, are never told as a number */
#define SMALL_GROUP 10

/* 30 for 37, to be told as "30 or more"; 0 for fewer than ten, which may be nobody. */
uint32_t small_groups_tens(uint32_t count);

#endif
