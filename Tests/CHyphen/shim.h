// Debian's libhyphen-dev, with which the tests compare.
#pragma once
#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>

/// Reads a dictionary; NULL if there is no such file.
static inline HyphenDict *chyphen_load(const char *path) { return hnj_hyphen_load(path); }

/// Writes the breaks of a word to `hyphens`, which must have room for five bytes more than the word: an odd number
/// behind each letter that a hyphen may follow.
static inline int chyphen_hyphenate(HyphenDict *dictionary, const char *word, int length, char *hyphens) {
  char **replacements = NULL;
  int *positions = NULL, *cuts = NULL;
  return hnj_hyphen_hyphenate3(dictionary, word, length, hyphens, NULL, &replacements, &positions, &cuts, 2, 3, 0, 0);
}
