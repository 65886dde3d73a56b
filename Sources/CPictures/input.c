#include "input.h"

#include <string.h>

size_t input_read(cpictures_input *input, uint8_t *bytes, size_t count) {
  if (input->reads == 0) return 0;
  input->reads--;
  size_t total = 0;
  while (total < count) {
    if (input->next == input->end) {
      ptrdiff_t got =
          input->source.read(input->source.context, input->offset, input->buffer, input_buffer_size);
      if (got <= 0) break;
      input->offset += (size_t)got;
      input->next = 0;
      input->end = (size_t)got;
    }
    size_t available = input->end - input->next;
    size_t part = count - total < available ? count - total : available;
    memcpy(bytes + total, input->buffer + input->next, part);
    input->next += part;
    total += part;
  }
  return total;
}

int source_read(const cpictures_source *source, size_t offset, uint8_t *bytes, size_t count) {
  while (count > 0) {
    ptrdiff_t got = source->read(source->context, offset, bytes, count);
    if (got <= 0) return 0;
    offset += (size_t)got;
    bytes += got;
    count -= (size_t)got;
  }
  return 1;
}
