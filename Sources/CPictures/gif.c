#include "input.h"

#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

typedef struct gif_reader {
  cpictures_reader base;
  cpictures_input input;
  GifFileType *gif;
  uint8_t *canvas;     // the whole picture
  GifPixelType *line;  // the colours of a line of the frame
  int transparent;     // the index of the transparent colour, or -1
  uint32_t read_lines; // of the frame
  uint32_t shown;      // the next row to be returned
} gif_reader;

static int read_bytes(GifFileType *gif, GifByteType *bytes, int count) {
  gif_reader *reader = gif->UserData;
  return count > 0 ? (int)input_read(&reader->input, bytes, (size_t)count) : 0;
}

static void close_gif(cpictures_reader *base) {
  gif_reader *reader = (gif_reader *)base;
  if (reader->gif) DGifCloseFile(reader->gif, NULL);
  free(reader->canvas);
  free(reader->line);
  free(reader);
}

/// The row in the frame of the line that comes at a position in the file (GIF89a, appendix E).
static uint32_t row_of_line(const GifImageDesc *frame, uint32_t line) {
  if (!frame->Interlace) return line;
  static const uint32_t starts[] = {0, 4, 2, 1}, steps[] = {8, 8, 4, 2};
  for (int pass = 0; pass < 4; pass++) {
    uint32_t height = (uint32_t)frame->Height;
    uint32_t count = height > starts[pass] ? (height - starts[pass] + steps[pass] - 1) / steps[pass] : 0;
    if (line < count) return starts[pass] + line * steps[pass];
    line -= count;
  }
  return 0;
}

static int read_line(gif_reader *reader) {
  const GifImageDesc *frame = &reader->gif->Image;
  if (DGifGetLine(reader->gif, reader->line, frame->Width) != GIF_OK) return cpictures_damaged;
  const ColorMapObject *colors = frame->ColorMap ? frame->ColorMap : reader->gif->SColorMap;
  if (!colors) return cpictures_damaged;
  uint32_t row = (uint32_t)frame->Top + row_of_line(frame, reader->read_lines++);
  if (row >= reader->base.height) return cpictures_more;
  for (int index = 0; index < frame->Width; index++) {
    uint32_t column = (uint32_t)(frame->Left + index);
    int color = reader->line[index];
    if (column >= reader->base.width || color == reader->transparent || color >= colors->ColorCount) continue;
    uint8_t *pixel = reader->canvas + ((size_t)row * reader->base.width + column) * 4;
    pixel[0] = colors->Colors[color].Red;
    pixel[1] = colors->Colors[color].Green;
    pixel[2] = colors->Colors[color].Blue;
    pixel[3] = 255;
  }
  return cpictures_more;
}

static int next_row(cpictures_reader *base, const uint8_t **row) {
  gif_reader *reader = (gif_reader *)base;
  input_begin_step(&reader->input);
  if (reader->read_lines < (uint32_t)reader->gif->Image.Height) return read_line(reader);
  *row = reader->canvas + (size_t)reader->shown++ * base->width * 4;
  return cpictures_row;
}

/// Reads up to the first frame.
static int prepare(gif_reader *reader, size_t memory) {
  int code;
  input_begin_step(&reader->input);
  reader->gif = DGifOpen(reader, read_bytes, &code);
  if (!reader->gif) return cpictures_damaged;
  GifRecordType type;
  do {
    if (DGifGetRecordType(reader->gif, &type) != GIF_OK || type == TERMINATE_RECORD_TYPE) return cpictures_damaged;
    if (type != EXTENSION_RECORD_TYPE) continue;
    GifByteType *block;
    if (DGifGetExtension(reader->gif, &code, &block) != GIF_OK) return cpictures_damaged;
    while (block) {
      GraphicsControlBlock control;
      if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
        reader->transparent = control.TransparentColor;
      }
      if (DGifGetExtensionNext(reader->gif, &block) != GIF_OK) return cpictures_damaged;
    }
  } while (type != IMAGE_DESC_RECORD_TYPE);
  if (DGifGetImageDesc(reader->gif) != GIF_OK) return cpictures_damaged;
  const GifImageDesc *frame = &reader->gif->Image;
  // Some files state no screen.
  reader->base.width = (uint32_t)(reader->gif->SWidth ? reader->gif->SWidth : frame->Width);
  reader->base.height = (uint32_t)(reader->gif->SHeight ? reader->gif->SHeight : frame->Height);
  if (!reader->base.width || !reader->base.height || frame->Width <= 0 || frame->Height <= 0) return cpictures_damaged;
  if ((size_t)reader->base.width * reader->base.height > memory / 4) return cpictures_memory;
  reader->base.has_alpha = 1;
  reader->canvas = calloc((size_t)reader->base.width * reader->base.height, 4);
  reader->line = calloc((size_t)frame->Width, sizeof *reader->line);
  return reader->canvas && reader->line ? cpictures_more : cpictures_memory;
}

cpictures_reader *cpictures_open_gif(const cpictures_source *source, size_t memory, int *status) {
  gif_reader *reader = calloc(1, sizeof *reader);
  *status = cpictures_memory;
  if (!reader) return NULL;
  reader->base.next = next_row;
  reader->base.close = close_gif;
  reader->input.source = *source;
  reader->transparent = -1;
  *status = prepare(reader, memory);
  if (*status == cpictures_more) return &reader->base;
  close_gif(&reader->base);
  return NULL;
}
