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
  // Unless SIGTSTP has its default action when a screen is opened, ncurses makes two system calls for it with each frame.
  signal(SIGTSTP, SIG_IGN);
  SCREEN *screen = newterm(term, output, input);
  for (int index = 0; index < 4; index++) sigaction(numbers[index], &before[index], NULL);
  if (screen != NULL) {
    cncurses_remove_capability("oc");
    // Keys do not come through ncurses: it need not look for them while it writes.
    typeahead(-1);
    cncurses_keep_character_set();
  }
  return screen;
}

// Frames are drawn into `newscr`, the screen that ncurses compares with the terminal's. The standard window, in which
// programs usually draw, is not needed and would take a third of the memory for cells.

/// Shrinks the standard window to one cell, the least that ncurses allows.
static inline void cncurses_shrink_standard_window(void) { wresize(stdscr, 1, 1); }

/// Shows the cursor in a cell after the next refresh.
static inline void cncurses_show_cursor(int row, int column) {
  wmove(newscr, row, column);
  leaveok(newscr, FALSE);
  curs_set(1);
}

/// Hides the cursor, which then need not be moved at the end of a refresh if the terminal can hide it.
static inline void cncurses_hide_cursor(void) { leaveok(newscr, curs_set(0) != ERR); }

/// Records that the terminal has scrolled a part of the rows, and that the lines that came into sight are blank. ncurses
/// can scroll whole rows only.
/// - Parameter lines: the number of lines by which the content has moved up; negative if it has moved down.
static inline void cncurses_note_scroll(int top, int end, int left, int columns, int lines) {
  cchar_t *cells = calloc(columns + 1, sizeof *cells);
  if (cells == NULL) return;
  int y = getcury(curscr), x = getcurx(curscr), step = lines > 0 ? 1 : -1;
  for (int row = lines > 0 ? top : end - 1; row >= top && row < end; row += step) {
    int from = row + lines;
    if (from >= top && from < end) {
      mvwin_wchnstr(curscr, from, left, cells, columns);
    } else {
      for (int column = 0; column < columns; column++) cells[column] = (cchar_t){.chars = {L' '}};
      cells[columns] = (cchar_t){0};
    }
    // Wide characters make fewer cells than columns.
    int count = 0;
    while (count < columns && cells[count].chars[0] != 0) count++;
    mvwadd_wchnstr(curscr, row, left, cells, count);
  }
  free(cells);
  wmove(curscr, y, x);
  // ncurses would draw the changed rows of this window, too.
  wtouchln(curscr, top, end - top, 0);
}

static inline int cncurses_refresh(void) { return doupdate(); }

/// Refreshes the rows of ``cncurses_note_scroll``, which must be drawn already. Each is refreshed alone: ncurses knows the
/// rows before by their hashes, which it does not renew, and would move whole rows if several matched.
static inline void cncurses_refresh_scrolled(int top, int end) {
  wtouchln(newscr, top, end - top, 0);
  for (int row = top; row < end; row++) {
    wtouchln(newscr, row, 1, 1);
    doupdate();
  }
}

static inline void cncurses_redraw(void) { clearok(curscr, TRUE); }
static inline int cncurses_colors(void) { return COLORS; }

/// Makes a cell. The attributes have room for pairs below 256 only; `ext_color` holds any.
static inline cchar_t cncurses_cell(uint32_t scalar, uint32_t attributes, int pair) {
  cchar_t cell = {.attr = attributes | COLOR_PAIR(pair < 256 ? pair : 255), .ext_color = pair};
  cell.chars[0] = (wchar_t)scalar;
  return cell;
}

/// Replaces the scalar of a cell.
static inline void cncurses_set(cchar_t *cell, uint32_t scalar) { cell->chars[0] = (wchar_t)scalar; }

/// Adds a scalar without columns to a cell, if the cell has room.
static inline void cncurses_combine(cchar_t *cell, uint32_t scalar) {
  for (int index = 1; index < CCHARW_MAX; index++)
    if (cell->chars[index] == 0) {
      cell->chars[index] = (wchar_t)scalar;
      return;
    }
}

/// Whether two cells look the same. In ncurses' own cells the bits of the character number the columns of a wide one.
static inline int cncurses_same(const cchar_t *one, const cchar_t *other) {
  return ((one->attr ^ other->attr) & ~A_CHARTEXT) == 0 && one->ext_color == other->ext_color &&
         memcmp(one->chars, other->chars, sizeof one->chars) == 0;
}

/// Whether a cell has a form that `chtype` can hold, too.
static inline int cncurses_is_plain(const cchar_t *cell) {
  return cell->chars[0] < 0x80 && cell->chars[1] == 0 && cell->ext_color < 256;
}

/// Draws cells of one column each. For plain ones ncurses has a function that takes a fifth of the time, because it need
/// not determine their width.
static inline void cncurses_draw_narrow(int row, const cchar_t *cells, int first, int end) {
  while (first < end) {
    chtype plain[128];
    int count = 0;
    for (; first + count < end && count < 128 && cncurses_is_plain(&cells[first + count]); count++)
      plain[count] = cells[first + count].chars[0] | cells[first + count].attr;
    wmove(newscr, row, first);
    if (count > 0) {
      waddchnstr(newscr, plain, count);
    } else {
      while (first + count < end && !cncurses_is_plain(&cells[first + count])) count++;
      wadd_wchnstr(newscr, cells + first, count);
    }
    first += count;
  }
}

/// Draws a row of cells where it differs from what is drawn there, so that ncurses passes over the rest.
/// - Parameter drawn: memory for a cell more than there are columns.
static inline void cncurses_draw_row(int row, const cchar_t *cells, int count, cchar_t *drawn, int columns) {
  drawn[columns].chars[0] = 1;
  wmove(newscr, row, 0);
  // A cell without a character follows those of the row.
  win_wchnstr(newscr, drawn, columns);
  int first = 0, end = count;
  while (first < end && cncurses_same(&cells[first], &drawn[first])) first++;
  if (first == end && drawn[end].chars[0] == 0) return;
  if (count == columns && drawn[columns].chars[0] == 0) {
    while (end > first && cncurses_same(&cells[end - 1], &drawn[end - 1])) end--;
    cncurses_draw_narrow(row, cells, first, end);
  } else {
    // Columns of wide characters are not to be drawn in part.
    wmove(newscr, row, 0);
    wadd_wchnstr(newscr, cells, count);
  }
}

static const uint32_t cncurses_bold = A_BOLD;
static const uint32_t cncurses_dim = A_DIM;
static const uint32_t cncurses_italic = A_ITALIC;
static const uint32_t cncurses_underline = A_UNDERLINE;
static const uint32_t cncurses_reverse = A_REVERSE;
