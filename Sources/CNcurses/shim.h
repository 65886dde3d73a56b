// Debian's libncursesw5-dev, with functions for what Swift cannot import: variadics, macros and globals.
#pragma once
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// <sys/mman.h> declares this only under _GNU_SOURCE, which would change types that Swift has already
// imported.
int memfd_create(const char *name, unsigned int flags);

/// Opens a file in memory that is closed on exec; -1 with errno.
static inline int cncurses_memory_file(void) { return memfd_create("screen", 1 /* MFD_CLOEXEC */); }

/// Removes a string from the terminfo entry of the current screen, so that ncurses sends nothing for it.
///
/// The string becomes empty in the copy that ncurses has loaded: the pointers that <term.h> exposes are
/// another copy, which ncurses does not read.
static inline void cncurses_remove_capability(const char *name) {
  char *string = tigetstr(name);
  if (string != NULL && string != (char *)-1) string[0] = 0;
}

/// Makes changes of attributes short. The entries of many terminals switch the character set with each change, for the
/// line-drawing characters of ISO 2022, which this program does not use.
static inline void cncurses_keep_character_set(void) {
  char *reset = tigetstr("sgr0"), *set = tigetstr("sgr"), *leave = tigetstr("rmacs");
  if (reset == NULL || reset == (char *)-1 || leave == NULL || leave == (char *)-1 || leave[0] == 0) return;
  char *found = strstr(reset, leave);
  if (found != NULL) memmove(found, found + strlen(leave), strlen(found + strlen(leave)) + 1);
  if (set == NULL || set == (char *)-1) return;
  // The ninth parameter of `sgr` selects the character set (terminfo(5)): remove the condition on it.
  char *start = strstr(set, "%?%p9%t"), *end = start != NULL ? strstr(start, "%;") : NULL;
  if (end != NULL) memmove(start, end + 2, strlen(end + 2) + 1);
}

/// Opens a screen; NULL if terminfo has no entry for `term`.
///
/// `newterm` replaces the handlers of four signals; this restores them. It is written in C since Swift does
/// not import SIG_IGN as a function pointer.
///
/// ncurses sends `orig_colors` (OSC 104, or `ESC ] R`) each time it enters the screen. That would reset a
/// palette that the user has set, while this program changes no colour of the palette.
static inline SCREEN *cncurses_open(const char *term, FILE *output, FILE *input) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  struct sigaction before[4];
  for (int index = 0; index < 4; index++) sigaction(numbers[index], NULL, &before[index]);
  SCREEN *screen = newterm(term, output, input);
  for (int index = 0; index < 4; index++) sigaction(numbers[index], &before[index], NULL);
  if (screen != NULL) {
    cncurses_remove_capability("oc");
    cncurses_keep_character_set();
  }
  return screen;
}

// Frames are drawn into `newscr`, the screen that ncurses compares with the terminal's. The standard window, in which
// programs usually draw, is not needed and would take a third of the memory for cells.

/// Shrinks the standard window to one cell, the least that ncurses allows.
static inline void cncurses_shrink_standard_window(void) { wresize(stdscr, 1, 1); }

static inline void cncurses_clear(void) { werase(newscr); }
static inline void cncurses_move(int row, int column) { wmove(newscr, row, column); }
static inline int cncurses_refresh(void) { return doupdate(); }
static inline void cncurses_redraw(void) { clearok(curscr, TRUE); }
static inline int cncurses_colors(void) { return COLORS; }

/// Makes a cell. The attributes have room for pairs below 256 only; `ext_color` holds any.
static inline cchar_t cncurses_cell(uint32_t scalar, uint32_t attributes, int pair) {
  cchar_t cell = {.attr = attributes | COLOR_PAIR(pair < 256 ? pair : 255), .ext_color = pair};
  cell.chars[0] = (wchar_t)scalar;
  return cell;
}

/// Adds a scalar without columns to a cell, if the cell has room.
static inline void cncurses_combine(cchar_t *cell, uint32_t scalar) {
  for (int index = 1; index < CCHARW_MAX; index++)
    if (cell->chars[index] == 0) {
      cell->chars[index] = (wchar_t)scalar;
      return;
    }
}

/// Draws cells at the cursor.
static inline int cncurses_add(const cchar_t *cells, int count) { return wadd_wchnstr(newscr, cells, count); }

static const uint32_t cncurses_bold = A_BOLD;
static const uint32_t cncurses_dim = A_DIM;
static const uint32_t cncurses_italic = A_ITALIC;
static const uint32_t cncurses_underline = A_UNDERLINE;
static const uint32_t cncurses_reverse = A_REVERSE;
