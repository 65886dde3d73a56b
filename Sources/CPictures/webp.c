#include "cpictures.h"

#include <stdlib.h>
#include <string.h>
#include <webp/decode.h>

enum { step_size = 1 << 13, container_size = 30 };

typedef struct webp_reader {
  cpictures_reader base;
  cpictures_source source;
  uint8_t *file;      // the file of a single picture
  size_t size, given; // of `file`, and the part that the decoder has
  WebPDecoderConfig config;
  WebPIDecoder *decoder;
  int is_complete;
  uint32_t shown; // the next row to be returned
} webp_reader;

static void close_webp(cpictures_reader *base) {
  webp_reader *reader = (webp_reader *)base;
  if (reader->decoder) WebPIDelete(reader->decoder);
  WebPFreeDecBuffer(&reader->config.output);
  free(reader->file);
  free(reader);
}

static int next_row(cpictures_reader *base, const uint8_t **row) {
  webp_reader *reader = (webp_reader *)base;
  if (!reader->is_complete) {
    if (reader->given == reader->size) return cpictures_damaged;
    reader->given = reader->size - reader->given > step_size ? reader->given + step_size : reader->size;
    VP8StatusCode status = WebPIUpdate(reader->decoder, reader->file, reader->given);
    if (status == VP8_STATUS_OUT_OF_MEMORY) return cpictures_memory;
    if (status != VP8_STATUS_OK && status != VP8_STATUS_SUSPENDED) return cpictures_damaged;
    reader->is_complete = status == VP8_STATUS_OK;
    return cpictures_more;
  }
  const WebPRGBABuffer *output = &reader->config.output.u.RGBA;
  *row = output->rgba + (size_t)reader->shown++ * (size_t)output->stride;
  return cpictures_row;
}

static int read_all(webp_reader *reader, size_t offset, uint8_t *bytes, size_t count) {
  while (count > 0) {
    ptrdiff_t got = reader->source.read(reader->source.context, offset, bytes, count);
    if (got <= 0) return 0;
    offset += (size_t)got;
    bytes += got;
    count -= (size_t)got;
  }
  return 1;
}

static uint32_t little(const uint8_t *bytes, int count) {
  uint32_t value = 0;
  while (count-- > 0) value = value << 8 | bytes[count];
  return value;
}

static void put_little(uint8_t *bytes, uint32_t value, int count) {
  for (int index = 0; index < count; index++) bytes[index] = (uint8_t)(value >> 8 * index);
}

/// Replaces an animation by its first frame: the chunks within the first `ANMF`, in a container of their own
/// (WebP Container Specification).
static int keep_first_frame(webp_reader *reader) {
  size_t offset = 12;
  while (reader->size - offset >= 8) {
    const uint8_t *chunk = reader->file + offset;
    size_t size = little(chunk + 4, 4), rest = reader->size - offset - 8;
    if (size > rest) return 0;
    if (memcmp(chunk, "ANMF", 4) == 0 && size > 16) {
      uint8_t header[container_size] = "RIFF....WEBPVP8X\x0A";
      put_little(header + 4, (uint32_t)(size - 16 + container_size - 8), 4);
      header[20] = 0x10; // there may be an alpha channel
      memcpy(header + 24, chunk + 8 + 6, 6);
      memmove(reader->file + container_size, chunk + 8 + 16, size - 16);
      memcpy(reader->file, header, container_size);
      reader->size = size - 16 + container_size;
      return 1;
    }
    size_t padded = size + (size & 1);
    if (padded > rest) return 0;
    offset += 8 + padded;
  }
  return 0;
}

static int prepare(webp_reader *reader, uint32_t width, uint32_t height, size_t memory) {
  reader->size = reader->source.size;
  if (reader->size < 20) return cpictures_damaged;
  if (reader->size > memory) return cpictures_memory;
  reader->file = malloc(reader->size + container_size);
  if (!reader->file || !WebPInitDecoderConfig(&reader->config)) return cpictures_memory;
  if (!read_all(reader, 0, reader->file, reader->size)) return cpictures_damaged;
  WebPBitstreamFeatures *features = &reader->config.input;
  if (WebPGetFeatures(reader->file, reader->size, features) != VP8_STATUS_OK) return cpictures_damaged;
  if (features->has_animation) {
    if (!keep_first_frame(reader)) return cpictures_damaged;
    if (WebPGetFeatures(reader->file, reader->size, features) != VP8_STATUS_OK) return cpictures_damaged;
  }
  uint32_t own_width = (uint32_t)features->width, own_height = (uint32_t)features->height;
  uint32_t divisor = 1;
  while (own_width / (divisor * 2) >= 2 * width && own_height / (divisor * 2) >= 2 * height) divisor *= 2;
  reader->base.width = own_width / divisor;
  reader->base.height = own_height / divisor;
  // A lossless picture is decoded whole before it is reduced; of a lossy one, a few rows are kept.
  size_t pixels = (size_t)reader->base.width * reader->base.height;
  if (features->format != 1) pixels += divisor > 1 ? (size_t)own_width * own_height : 0;
  if (reader->size > memory || pixels > (memory - reader->size) / 4) return cpictures_memory;
  if (divisor > 1) {
    reader->config.options.use_scaling = 1;
    reader->config.options.scaled_width = (int)reader->base.width;
    reader->config.options.scaled_height = (int)reader->base.height;
  }
  reader->base.has_alpha = features->has_alpha;
  reader->config.output.colorspace = MODE_RGBA;
  reader->decoder = WebPIDecode(NULL, 0, &reader->config);
  return reader->decoder ? cpictures_more : cpictures_memory;
}

cpictures_reader *cpictures_open_webp(
    const cpictures_source *source, uint32_t width, uint32_t height, size_t memory, int *status) {
  webp_reader *reader = calloc(1, sizeof *reader);
  *status = cpictures_memory;
  if (!reader) return NULL;
  reader->base.next = next_row;
  reader->base.close = close_webp;
  reader->source = *source;
  *status = prepare(reader, width, height, memory);
  if (*status == cpictures_more) return &reader->base;
  close_webp(&reader->base);
  return NULL;
}
