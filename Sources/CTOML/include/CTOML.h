// A C face for toml++ (Debian's libtomlplusplus-dev): parse a text, be told its fields in order.
#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a value is. A date or a time arrives as its text.
typedef enum {
  ctoml_string,
  ctoml_integer,
  ctoml_float,
  ctoml_boolean,
  ctoml_date,
  ctoml_table_begin,
  ctoml_table_end,
  ctoml_array_begin,
  ctoml_array_end,
  /// What nests deeper than was allowed; it is not told.
  ctoml_too_deep,
} ctoml_kind;

/// One event: `key` is empty within an array; `line` counts from 1. The text lives until the call returns.
typedef void (*ctoml_visitor)(void *context, ctoml_kind kind, const char *key, size_t key_bytes,
                              const char *text, size_t text_bytes, int line);

/// Parses `text` and calls `visit` for each value down to `depth`, tables in the order of their lines.
/// Returns 0, or the line of the error with its sentence in `message` (cut at `message_bytes`).
int ctoml_parse(const char *text, size_t bytes, int depth, ctoml_visitor visit, void *context, char *message,
                size_t message_bytes);

#ifdef __cplusplus
}
#endif
