#ifndef CPICTURES_INPUT_H
#define CPICTURES_INPUT_H

#include "cpictures.h"

enum {
  input_buffer_size = 1 << 14,
  /// The most reads in one step. A file of tiny chunks would make a step last seconds; files of known encoders need
  /// a few hundred.
  input_reads_in_step = 50000,
};

/// A source read from its beginning to its end through a buffer, since libpng and giflib read a few bytes at a time.
typedef struct cpictures_input {
  cpictures_source source;
  size_t offset;           // in the source, of the end of the buffer
  size_t next, end;        // of the bytes in the buffer that were not read yet
  uint32_t reads;          // left in this step
  uint8_t buffer[input_buffer_size];
} cpictures_input;

/// Begins a step.
static inline void input_begin_step(cpictures_input *input) { input->reads = input_reads_in_step; }

/// Reads up to `count` bytes. Fewer are returned at the end of the source, where reading fails, or after too many reads.
size_t input_read(cpictures_input *input, uint8_t *bytes, size_t count);

/// Reads exactly `count` bytes from an offset on, without a buffer.
/// - Returns: 0 if there are fewer or reading fails.
int source_read(const cpictures_source *source, size_t offset, uint8_t *bytes, size_t count);

#endif
