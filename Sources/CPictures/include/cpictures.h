#ifndef CPICTURES_H
#define CPICTURES_H

// Readers of picture files over libpng, libjpeg-turbo, giflib and libwebp. libpng and libjpeg report errors with longjmp,
// which must not pass through Swift; every function here returns a status instead, and nothing is printed.

#include <stddef.h>
#include <stdint.h>

/// The bytes of a file. `read` copies up to `count` bytes from `offset` on, and returns their number, 0 at the end, or -1.
typedef struct cpictures_source {
  ptrdiff_t (*read)(void *context, size_t offset, void *buffer, size_t count);
  void *context;
  size_t size;
} cpictures_source;

/// Returns the rows of a picture from the top, after some steps of work each.
typedef struct cpictures_reader {
  uint32_t width, height; // of the rows, in pixels
  int has_alpha;
  int (*next)(struct cpictures_reader *reader, const uint8_t **row);
  void (*close)(struct cpictures_reader *reader);
} cpictures_reader;

enum cpictures_status {
  cpictures_row = 1,      // a row of red, green, blue and alpha was returned
  cpictures_more = 2,     // a step was done, and none is finished
  cpictures_damaged = -1, // the file is damaged
  cpictures_memory = -2,  // it needs more memory than allowed
};

/// Opens a picture. A reader may reduce the picture itself, but to no less than `width` by `height` pixels.
/// - Parameter memory: the most bytes for a whole picture.
/// - Returns: null with a status.
cpictures_reader *cpictures_open_png(const cpictures_source *source, size_t memory, int *status);
cpictures_reader *cpictures_open_jpeg(
    const cpictures_source *source, uint32_t width, uint32_t height, size_t memory, int *status);
cpictures_reader *cpictures_open_gif(const cpictures_source *source, size_t memory, int *status);
cpictures_reader *cpictures_open_webp(
    const cpictures_source *source, uint32_t width, uint32_t height, size_t memory, int *status);

/// Compresses bytes (RFC 1950). Returns their number, or 0 if there is no memory or `room` is less than
/// `cpictures_compressed_bound`.
size_t cpictures_compress(const uint8_t *bytes, size_t count, uint8_t *output, size_t room);
size_t cpictures_compressed_bound(size_t count);

static inline int cpictures_next(cpictures_reader *reader, const uint8_t **row) { return reader->next(reader, row); }
static inline void cpictures_close(cpictures_reader *reader) { reader->close(reader); }

#endif
