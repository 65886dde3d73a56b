// A C interface to toml++ (Debian's libtomlplusplus-dev): parses a text and calls a visitor for each value.
#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The kind of an event. All scalars are sent as text: dates as in RFC 3339, without fractions of a second.
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
  /// A table or an array below the deepest level. Its values are not sent.
  ctoml_too_deep,
} ctoml_kind;

/// Receives one event. `key` is empty within an array, and `line` counts from 1. Neither `key` nor `text`
/// ends in a NUL, and both are valid only during the call.
typedef void (*ctoml_visitor)(void *context, ctoml_kind kind, const char *key, size_t key_bytes,
                              const char *text, size_t text_bytes, int line);

/// Parses `text` and calls `visit` for each value down to `depth` levels, in the order of the text. If the text is
/// not TOML, `visit` is not called. Returns 0, or the line of the error, with a description in `message` (cut at
/// `message_bytes`).
int ctoml_parse(const char *text, size_t bytes, int depth, ctoml_visitor visit, void *context, char *message,
                size_t message_bytes);

#ifdef __cplusplus
}
#endif
