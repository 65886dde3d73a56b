#include "input.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct png_reader {
  cpictures_reader base;
  cpictures_input input;
  png_structp png;
  png_infop info;
  jmp_buf failure;
  uint8_t *rows; // one row, or all rows of an interlaced picture
  int passes;
  uint32_t pass, row; // the next to be read
  uint32_t shown;     // the next row of an interlaced picture to be returned
} png_reader;

static void fail(png_structp png, png_const_charp message) {
  (void)message;
  longjmp(((png_reader *)png_get_error_ptr(png))->failure, 1);
}

static void ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void read_bytes(png_structp png, png_bytep bytes, size_t count) {
  png_reader *reader = png_get_io_ptr(png);
  if (input_read(&reader->input, bytes, count) != count) png_error(png, "end of file");
}

static void close_png(cpictures_reader *base) {
  png_reader *reader = (png_reader *)base;
  png_destroy_read_struct(&reader->png, &reader->info, NULL);
  free(reader->rows);
  free(reader);
}

static int next_row(cpictures_reader *base, const uint8_t **row) {
  png_reader *reader = (png_reader *)base;
  size_t bytes = (size_t)base->width * 4;
  input_begin_step(&reader->input);
  if (setjmp(reader->failure)) return cpictures_damaged;
  if (reader->passes == 1) {
    png_read_row(reader->png, reader->rows, NULL);
    *row = reader->rows;
    return cpictures_row;
  }
  if ((int)reader->pass < reader->passes) {
    png_read_row(reader->png, reader->rows + reader->row * bytes, NULL);
    if (++reader->row == base->height) {
      reader->row = 0;
      reader->pass++;
    }
    return cpictures_more;
  }
  *row = reader->rows + reader->shown++ * bytes;
  return cpictures_row;
}

/// Reads the header and sets the conversion to eight bits of red, green, blue and alpha.
static int prepare(png_reader *reader, size_t memory) {
  input_begin_step(&reader->input);
  if (setjmp(reader->failure)) return cpictures_damaged;
  png_structp png = reader->png;
  png_set_read_fn(png, reader, read_bytes);
  png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
  png_set_chunk_malloc_max(png, 1 << 20);
  // None of these is needed, and some expand to a multiple of their size.
  static const png_byte unused[] =
      "iCCP\0zTXt\0iTXt\0tEXt\0eXIf\0sPLT\0hIST\0pCAL\0sCAL\0oFFs\0pHYs\0tIME\0cHRM\0gAMA\0sRGB\0bKGD\0sBIT";
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, unused, sizeof unused / 5);
  png_read_info(png, reader->info);
  // libpng holds two rows of the file and one that is converted, with up to eight bytes a pixel.
  size_t file_row = png_get_rowbytes(png, reader->info);
  size_t libpng_rows = 2 * file_row + (size_t)png_get_image_width(png, reader->info) * 8;
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  reader->base.has_alpha = png_get_color_type(png, reader->info) & PNG_COLOR_MASK_ALPHA ||
                           png_get_valid(png, reader->info, PNG_INFO_tRNS);
  png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
  reader->passes = png_set_interlace_handling(png);
  png_read_update_info(png, reader->info);
  reader->base.width = png_get_image_width(png, reader->info);
  reader->base.height = png_get_image_height(png, reader->info);
  size_t bytes = (size_t)reader->base.width * 4;
  if (png_get_rowbytes(png, reader->info) != bytes) return cpictures_damaged;
  size_t count = reader->passes == 1 ? 1 : reader->base.height;
  if (libpng_rows > memory || bytes > (memory - libpng_rows) / count) return cpictures_memory;
  reader->rows = calloc(count, bytes);
  return reader->rows ? cpictures_more : cpictures_memory;
}

cpictures_reader *cpictures_open_png(const cpictures_source *source, size_t memory, int *status) {
  png_reader *reader = calloc(1, sizeof *reader);
  *status = cpictures_memory;
  if (!reader) return NULL;
  reader->base.next = next_row;
  reader->base.close = close_png;
  reader->input.source = *source;
  reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, fail, ignore);
  if (reader->png) reader->info = png_create_info_struct(reader->png);
  if (reader->info) *status = prepare(reader, memory);
  if (*status == cpictures_more) return &reader->base;
  close_png(&reader->base);
  return NULL;
}
