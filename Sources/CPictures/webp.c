#include "input.h"

#include <stdlib.h>
#include <string.h>
#include <webp/decode.h>

enum { step_size = 1 << 13, container_size = 30 };

/// Where a frame of an animation lies on its canvas.
typedef struct frame_place {
  uint32_t left, top, canvas_width, canvas_height;
} frame_place;

typedef struct webp_reader {
  cpictures_reader base;
  cpictures_source source;
  uint8_t *file;      // the file of a single picture
  size_t size, given; // of `file`, and the part that the decoder has
  WebPDecoderConfig config;
  WebPIDecoder *decoder;
  int is_complete;
  uint32_t shown; // the next row to be returned
  frame_place place;
  uint8_t *line; // a row of the canvas, if the frame does not cover it
} webp_reader;

static void close_webp(cpictures_reader *base) {
  webp_reader *reader = (webp_reader *)base;
  if (reader->decoder) WebPIDelete(reader->decoder);
  WebPFreeDecBuffer(&reader->config.output);
  free(reader->file);
  free(reader->line);
  free(reader);
}

/// A step is a part of the file. Blocks without coefficients take none of it, so a picture of one colour is decoded in the
/// last step, at 1.5 ms for each megapixel; libwebp offers no way to interrupt that. Photographs take 2 ms for a step.
static int next_row(cpictures_reader *base, const uint8_t **row) {
  webp_reader *reader = (webp_reader *)base;
  if (!reader->is_complete) {
    if (reader->given == reader->size) return cpictures_damaged;
    // Until the first row, libwebp reads the header from its beginning with each update. Steps that grow keep the time
    // for a long header proportional to its size.
    int has_rows = WebPIDecGetRGB(reader->decoder, NULL, NULL, NULL, NULL) != NULL;
    size_t step = has_rows || reader->given / 2 < step_size ? step_size : reader->given / 2;
    reader->given = reader->size - reader->given > step ? reader->given + step : reader->size;
    VP8StatusCode status = WebPIUpdate(reader->decoder, reader->file, reader->given);
    if (status == VP8_STATUS_OUT_OF_MEMORY) return cpictures_memory;
    if (status != VP8_STATUS_OK && status != VP8_STATUS_SUSPENDED) return cpictures_damaged;
    reader->is_complete = status == VP8_STATUS_OK;
    return cpictures_more;
  }
  const WebPRGBABuffer *output = &reader->config.output.u.RGBA;
  uint32_t shown = reader->shown++;
  if (!reader->line) {
    *row = output->rgba + (size_t)shown * (size_t)output->stride;
    return cpictures_row;
  }
  const frame_place *place = &reader->place;
  size_t width = (size_t)reader->config.input.width, height = (size_t)reader->config.input.height;
  if (shown >= place->top && shown - place->top < height) {
    const uint8_t *pixels = output->rgba + (size_t)(shown - place->top) * (size_t)output->stride;
    memcpy(reader->line + (size_t)place->left * 4, pixels, width * 4);
  } else {
    memset(reader->line, 0, (size_t)base->width * 4);
  }
  *row = reader->line;
  return cpictures_row;
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
/// (WebP Container Specification). Sets `place`.
static int keep_first_frame(webp_reader *reader) {
  size_t offset = 12;
  while (reader->size - offset >= 8) {
    const uint8_t *chunk = reader->file + offset;
    size_t size = little(chunk + 4, 4), rest = reader->size - offset - 8;
    if (size > rest) return 0;
    if (memcmp(chunk, "ANMF", 4) == 0 && size > 16) {
      reader->place.left = 2 * little(chunk + 8, 3);
      reader->place.top = 2 * little(chunk + 11, 3);
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

/// Whether the frame lies within the canvas.
static int is_within_canvas(const frame_place *place, uint32_t width, uint32_t height) {
  return place->left <= place->canvas_width && width <= place->canvas_width - place->left &&
         place->top <= place->canvas_height && height <= place->canvas_height - place->top;
}

/// The bytes that libwebp needs, besides a few rows of a lossy picture.
static size_t memory_of(const WebPBitstreamFeatures *features, size_t output_pixels) {
  size_t own_pixels = (size_t)features->width * (size_t)features->height;
  size_t bytes = output_pixels * 4;
  if (features->format != 1) bytes += own_pixels * 4;
  // The alpha channel of a lossy picture is decoded as a whole, and then filtered.
  if (features->format != 2 && features->has_alpha) bytes += own_pixels * 2;
  return bytes;
}

static int prepare(webp_reader *reader, uint32_t width, uint32_t height, size_t memory) {
  reader->size = reader->source.size;
  if (reader->size < 20) return cpictures_damaged;
  if (reader->size > memory) return cpictures_memory;
  reader->file = malloc(reader->size + container_size);
  if (!reader->file || !WebPInitDecoderConfig(&reader->config)) return cpictures_memory;
  if (!source_read(&reader->source, 0, reader->file, reader->size)) return cpictures_damaged;
  WebPBitstreamFeatures *features = &reader->config.input;
  if (WebPGetFeatures(reader->file, reader->size, features) != VP8_STATUS_OK) return cpictures_damaged;
  frame_place *place = &reader->place;
  place->canvas_width = (uint32_t)features->width;
  place->canvas_height = (uint32_t)features->height;
  if (features->has_animation) {
    if (!keep_first_frame(reader)) return cpictures_damaged;
    if (WebPGetFeatures(reader->file, reader->size, features) != VP8_STATUS_OK) return cpictures_damaged;
  }
  uint32_t own_width = (uint32_t)features->width, own_height = (uint32_t)features->height;
  if (!is_within_canvas(place, own_width, own_height)) return cpictures_damaged;
  int covers_canvas = own_width == place->canvas_width && own_height == place->canvas_height;
  uint32_t divisor = 1;
  while (covers_canvas && own_width / (divisor * 2) >= 2 * width && own_height / (divisor * 2) >= 2 * height) divisor *= 2;
  reader->base.width = place->canvas_width / divisor;
  reader->base.height = place->canvas_height / divisor;
  size_t needed = memory_of(features, (size_t)(own_width / divisor) * (own_height / divisor));
  size_t line = covers_canvas ? 0 : (size_t)place->canvas_width * 4;
  if (needed > memory - reader->size || line > memory - reader->size - needed) return cpictures_memory;
  if (divisor > 1) {
    reader->config.options.use_scaling = 1;
    reader->config.options.scaled_width = (int)reader->base.width;
    reader->config.options.scaled_height = (int)reader->base.height;
  }
  if (line > 0 && !(reader->line = calloc(line, 1))) return cpictures_memory;
  reader->base.has_alpha = features->has_alpha || !covers_canvas;
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
