// Debian's libncursesw5-dev, and what Swift cannot see of it: variadics, macros, globals.
#pragma once
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// Of <sys/mman.h>, which shows it only under _GNU_SOURCE: and that would change types that Swift has seen.
int memfd_create(const char *name, unsigned int flags);

/// A file in memory, closed on exec; -1 with errno.
static inline int cncurses_memory_file(void) { return memfd_create("screen", 1); }

/// Opens a screen, and leaves the handlers as they were: they are the loop's, or nobody's. Here and not in Swift,
/// to which SIG_IGN is no value of a function's pointer.
static inline SCREEN *cncurses_open(const char *term, FILE *output, FILE *input) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  struct sigaction before[4];
  for (int index = 0; index < 4; index++) sigaction(numbers[index], NULL, &before[index]);
  SCREEN *screen = newterm(term, output, input);
  for (int index = 0; index < 4; index++) sigaction(numbers[index], &before[index], NULL);
  return screen;
}

// A frame is drawn into the screen that ncurses compares with the terminal's, without the window that lies
// between the two for programs that draw piece by piece: a third of a visitor's cells, and their copying.

/// Gives up the standard window, as far as ncurses lets us: it wants one to be there.
static inline void cncurses_use_screen(void) { wresize(stdscr, 1, 1); }

static inline void cncurses_clear(void) { werase(newscr); }
static inline void cncurses_move(int row, int column) { wmove(newscr, row, column); }
static inline int cncurses_refresh(void) { return doupdate(); }
static inline void cncurses_redraw(void) { clearok(curscr, TRUE); }
static inline int cncurses_colors(void) { return COLORS; }

/// A cell; its attribute's own bits hold a pair only as far as they go.
static inline cchar_t cncurses_cell(uint32_t scalar, uint32_t attributes, int pair) {
  cchar_t cell = {.attr = attributes | COLOR_PAIR(pair < 256 ? pair : 255), .ext_color = pair};
  cell.chars[0] = (wchar_t)scalar;
  return cell;
}

/// Puts a scalar without columns on top of a cell, where there is room.
static inline void cncurses_combine(cchar_t *cell, uint32_t scalar) {
  for (int index = 1; index < CCHARW_MAX; index++)
    if (cell->chars[index] == 0) {
      cell->chars[index] = (wchar_t)scalar;
      return;
    }
}

/// Draws a row of cells at the cursor.
static inline int cncurses_add(const cchar_t *cells, int count) { return wadd_wchnstr(newscr, cells, count); }

static const uint32_t cncurses_bold = A_BOLD;
static const uint32_t cncurses_dim = A_DIM;
static const uint32_t cncurses_italic = A_ITALIC;
static const uint32_t cncurses_underline = A_UNDERLINE;
static const uint32_t cncurses_reverse = A_REVERSE;

/// The line and column sizes that `newterm` takes where it cannot ask.
static inline void cncurses_set_size(int rows, int columns) {
  char text[16];
  snprintf(text, sizeof text, "%d", rows);
  setenv("LINES", text, 1);
  snprintf(text, sizeof text, "%d", columns);
  setenv("COLUMNS", text, 1);
}

int wcwidth(__WCHAR_TYPE__ scalar);

/// Columns of a scalar as ncurses will place it; -1 where it has none.
static inline int cncurses_width(uint32_t scalar) { return wcwidth((__WCHAR_TYPE__)scalar); }
