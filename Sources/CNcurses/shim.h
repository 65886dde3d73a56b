// Debian's libncursesw5-dev, and what Swift cannot see of it: variadics, macros, globals.
#pragma once
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// Of <sys/mman.h>, which shows it only under _GNU_SOURCE: and that would change types that Swift has seen.
int memfd_create(const char *name, unsigned int flags);

/// A file in memory, closed on exec; -1 with errno.
static inline int cncurses_memory_file(void) { return memfd_create("screen", 1); }

static inline int cncurses_clear(void) { return werase(stdscr); }
static inline int cncurses_move(int row, int column) { return wmove(stdscr, row, column); }
static inline int cncurses_refresh(void) { return wrefresh(stdscr); }
static inline void cncurses_redraw(void) { clearok(stdscr, TRUE); }
static inline int cncurses_colors(void) { return COLORS; }
/// Writes wide characters with attributes at the cursor, within the line.
static inline int cncurses_add(const uint32_t *scalars, int count, uint32_t attributes, int pair) {
  wattr_set(stdscr, (attr_t)attributes, (short)0, &pair);
  return waddnwstr(stdscr, (const wchar_t *)scalars, count);
}

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
