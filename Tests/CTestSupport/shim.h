// Functions of the C library that its headers declare only with _GNU_SOURCE, which Swift's Glibc module lacks.
#pragma once
#include <spawn.h>

int mkostemp(char *name, int flags);
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *folder);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
