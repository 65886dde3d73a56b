#include "cpictures.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

/// A progressive picture has about ten scans; thousands take the decoder hours.
enum { maximum_scans = 200, buffer_size = 1 << 14 };

/// The most buffers in one step. A step reads a row of blocks, or the segments between two scans; segments that are not
/// needed are skipped without reading them.
enum { maximum_fills = 128 };

typedef struct jpeg_reader {
  cpictures_reader base;
  cpictures_source source;
  size_t offset;
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr input;
  jmp_buf failure;
  uint8_t buffer[buffer_size];
  uint8_t *row;
  int fills; // left in this step
  int is_output_started;
  int has_ended; // before the marker of its end
} jpeg_reader;

static void fail(j_common_ptr jpeg) { longjmp(((jpeg_reader *)jpeg->client_data)->failure, 1); }
static void ignore(j_common_ptr jpeg) { (void)jpeg; }
static void ignore_message(j_common_ptr jpeg, int level) {
  // Levels below 0 are warnings about damaged data.
  if (level >= 0) return;
  jpeg->err->num_warnings++;
  // libjpeg would fill what is missing with gray.
  if (jpeg->err->msg_code == JWRN_HIT_MARKER && ((jpeg_reader *)jpeg->client_data)->has_ended) fail(jpeg);
}
static void ignore_source(j_decompress_ptr jpeg) { (void)jpeg; }

static boolean fill(j_decompress_ptr jpeg) {
  jpeg_reader *reader = jpeg->client_data;
  if (reader->fills-- <= 0) fail((j_common_ptr)jpeg);
  ptrdiff_t count = reader->source.read(reader->source.context, reader->offset, reader->buffer, buffer_size);
  // Many files lack the marker of their end, without which libjpeg does not return the last rows.
  if (count == 0 && reader->row && !jpeg->buffered_image && !reader->has_ended) {
    reader->has_ended = 1;
    reader->buffer[0] = 0xFF;
    reader->buffer[1] = JPEG_EOI;
    count = 2;
  }
  if (count <= 0) fail((j_common_ptr)jpeg);
  reader->offset += (size_t)count;
  reader->input.next_input_byte = reader->buffer;
  reader->input.bytes_in_buffer = (size_t)count;
  return TRUE;
}

static void skip(j_decompress_ptr jpeg, long count) {
  jpeg_reader *reader = jpeg->client_data;
  if (count <= 0) return;
  size_t buffered = reader->input.bytes_in_buffer;
  if ((size_t)count <= buffered) {
    reader->input.next_input_byte += count;
    reader->input.bytes_in_buffer -= (size_t)count;
  } else {
    reader->offset += (size_t)count - buffered;
    reader->input.bytes_in_buffer = 0;
  }
}

static void close_jpeg(cpictures_reader *base) {
  jpeg_reader *reader = (jpeg_reader *)base;
  jpeg_destroy_decompress(&reader->jpeg);
  free(reader->row);
  free(reader);
}

/// Converts a row of CMYK in place. Files of Adobe's programs store the inverse.
static void convert_cmyk(uint8_t *row, uint32_t width, int is_inverted) {
  for (uint32_t index = 0; index < width; index++, row += 4) {
    unsigned black = is_inverted ? row[3] : 255u - row[3];
    for (int channel = 0; channel < 3; channel++) {
      unsigned ink = is_inverted ? row[channel] : 255u - row[channel];
      row[channel] = (uint8_t)(ink * black / 255);
    }
    row[3] = 255;
  }
}

static int next_row(cpictures_reader *base, const uint8_t **row) {
  jpeg_reader *reader = (jpeg_reader *)base;
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  reader->fills = maximum_fills;
  if (setjmp(reader->failure)) return cpictures_damaged;
  if (!reader->is_output_started && jpeg->buffered_image) {
    if (jpeg->input_scan_number > maximum_scans) return cpictures_damaged;
    if (jpeg_consume_input(jpeg) != JPEG_REACHED_EOI) return cpictures_more;
    jpeg_start_output(jpeg, jpeg->input_scan_number);
  }
  reader->is_output_started = 1;
  JSAMPROW rows[1] = {reader->row};
  if (jpeg_read_scanlines(jpeg, rows, 1) != 1) return cpictures_damaged;
  if (jpeg->out_color_space == JCS_CMYK) convert_cmyk(reader->row, base->width, jpeg->saw_Adobe_marker);
  *row = reader->row;
  return cpictures_row;
}

/// The bytes of the coefficients that a progressive picture needs: 36 MB for 12 megapixels in 4:2:0.
///
/// All of them are kept until the last scan, also for a reduced picture. libjpeg could keep a part in temporary files
/// (`max_memory_to_use`), but libjpeg-turbo is built without them, and a visitor's process may open no files.
static size_t coefficient_bytes(const struct jpeg_decompress_struct *jpeg) {
  size_t bytes = 0;
  for (int index = 0; index < jpeg->num_components; index++) {
    const jpeg_component_info *component = &jpeg->comp_info[index];
    size_t across = ((size_t)jpeg->image_width * (size_t)component->h_samp_factor) / (size_t)jpeg->max_h_samp_factor;
    size_t down = ((size_t)jpeg->image_height * (size_t)component->v_samp_factor) / (size_t)jpeg->max_v_samp_factor;
    bytes += (across + 8) * (down + 8) * sizeof(JCOEF);
  }
  return bytes;
}

static int prepare(jpeg_reader *reader, uint32_t width, uint32_t height, size_t memory) {
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  reader->fills = maximum_fills;
  if (setjmp(reader->failure)) return cpictures_damaged;
  jpeg_create_decompress(jpeg);
  jpeg->client_data = reader;
  jpeg->src = &reader->input;
  if (jpeg_read_header(jpeg, TRUE) != JPEG_HEADER_OK) return cpictures_damaged;
  if (jpeg_has_multiple_scans(jpeg)) {
    jpeg->buffered_image = TRUE;
    if (coefficient_bytes(jpeg) > memory) return cpictures_memory;
  }
  jpeg->out_color_space =
      jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK ? JCS_CMYK : JCS_EXT_RGBA;
  jpeg->dct_method = JDCT_ISLOW;
  // The smallest size that is not smaller than the wanted one: 1/8, 2/8, ...
  jpeg->scale_denom = 8;
  for (jpeg->scale_num = 1; jpeg->scale_num < 8; jpeg->scale_num++) {
    jpeg_calc_output_dimensions(jpeg);
    if (jpeg->output_width >= width && jpeg->output_height >= height) break;
  }
  if (!jpeg_start_decompress(jpeg)) return cpictures_damaged;
  reader->base.width = jpeg->output_width;
  reader->base.height = jpeg->output_height;
  reader->row = malloc((size_t)jpeg->output_width * 4);
  return reader->row ? cpictures_more : cpictures_memory;
}

cpictures_reader *cpictures_open_jpeg(
    const cpictures_source *source, uint32_t width, uint32_t height, size_t memory, int *status) {
  jpeg_reader *reader = calloc(1, sizeof *reader);
  *status = cpictures_memory;
  if (!reader) return NULL;
  reader->base.next = next_row;
  reader->base.close = close_jpeg;
  reader->source = *source;
  reader->jpeg.err = jpeg_std_error(&reader->errors);
  reader->jpeg.client_data = reader;
  reader->errors.error_exit = fail;
  reader->errors.output_message = ignore;
  reader->errors.emit_message = ignore_message;
  reader->input.init_source = ignore_source;
  reader->input.fill_input_buffer = fill;
  reader->input.skip_input_data = skip;
  reader->input.resync_to_restart = jpeg_resync_to_restart;
  reader->input.term_source = ignore_source;
  *status = prepare(reader, width, height, memory);
  if (*status == cpictures_more) return &reader->base;
  close_jpeg(&reader->base);
  return NULL;
}
