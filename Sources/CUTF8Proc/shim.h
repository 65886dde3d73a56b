// Debian's libutf8proc-dev, and memmem(3), which <string.h> declares only if _GNU_SOURCE is defined.
#pragma once
#include <stddef.h>
#include <utf8proc.h>

void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

/// Returns the offset of the first occurrence of `needle` in `haystack`, or -1.
static inline ptrdiff_t cutf8proc_find(const uint8_t *haystack, size_t haystack_length, const uint8_t *needle,
                                       size_t needle_length) {
  const uint8_t *found = memmem(haystack, haystack_length, needle, needle_length);
  return found == NULL ? -1 : found - haystack;
}

/// Whether a scalar combines with the one before it: it has a nonzero combining class, or is a vowel or a final
/// consonant of Hangul.
static inline int cutf8proc_combines(int32_t scalar) {
  return utf8proc_get_property(scalar)->combining_class != 0 || (scalar >= 0x1160 && scalar <= 0x11FF);
}

/// Normalizes UTF-8 text to NFC, with case folding unless `folds_case` is 0, and writes it to `buffer` as UTF-32.
/// Returns the number of scalars; on failure it is negative, or larger than `capacity`.
static inline ptrdiff_t cutf8proc_normalize(const uint8_t *text, size_t length, int folds_case, int32_t *buffer,
                                            size_t capacity) {
  int options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | (folds_case ? UTF8PROC_CASEFOLD : 0);
  ptrdiff_t count = utf8proc_decompose(text, (utf8proc_ssize_t)length, buffer, (utf8proc_ssize_t)capacity,
                                       (utf8proc_option_t)options);
  if (count < 0 || (size_t)count > capacity) return count;
  return utf8proc_normalize_utf32(buffer, count, (utf8proc_option_t)options);
}
