#include "cpictures.h"

#include <zlib.h>

size_t cpictures_compress(const uint8_t *bytes, size_t count, uint8_t *output, size_t room) {
  uLongf length = room;
  // The fastest level: photographs hardly become smaller with a better one.
  return compress2(output, &length, bytes, count, Z_BEST_SPEED) == Z_OK ? length : 0;
}

size_t cpictures_compressed_bound(size_t count) { return compressBound(count); }
