// Debian's libvterm-dev: the terminal that the tests look at. Not in what ships.
#pragma once
#include <pty.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vterm.h>

/// A terminal and its screen.
typedef struct {
  VTerm *terminal;
  VTermScreen *screen;
} cvterm;

static inline cvterm cvterm_make(int rows, int columns) {
  cvterm result = {.terminal = vterm_new(rows, columns)};
  vterm_set_utf8(result.terminal, 1);
  result.screen = vterm_obtain_screen(result.terminal);
  vterm_screen_enable_altscreen(result.screen, 1);
  vterm_screen_reset(result.screen, 1);
  return result;
}

/// The first scalar of a cell, 0 where it is empty; its look in `reverse`, `bold` and `colored`.
static inline uint32_t cvterm_cell(cvterm terminal, int row, int column, int *reverse, int *bold, int *colored) {
  VTermScreenCell cell;
  VTermPos position = {.row = row, .col = column};
  if (!vterm_screen_get_cell(terminal.screen, position, &cell)) return 0;
  *reverse = cell.attrs.reverse;
  *bold = cell.attrs.bold;
  *colored = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg);
  return cell.chars[0];
}

/// Starts a program on a new pty of a size; its process, and the master in `master`.
static inline pid_t cvterm_start(const char *path, char *const *arguments, char *const *environment, int rows,
                                 int columns, int *master) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  pid_t process = forkpty(master, NULL, NULL, &size);
  if (process == 0) {
    execve(path, arguments, environment);
    _exit(127);
  }
  return process;
}

static inline void cvterm_resize(cvterm terminal, int master, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (rows > 0 && rows < 1000 && columns > 0 && columns < 1000) vterm_set_size(terminal.terminal, rows, columns);
  ioctl(master, TIOCSWINSZ, &size);
}
