// Functions over libvterm (Debian's libvterm-dev) and ptys for the tests: Swift imports no bit fields,
// callbacks with C structures, or fork(2).
#pragma once
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

/// Terminal modes that the program has set.
typedef struct {
  bool alternate;
  bool cursor;
  int mouse;
} emulator_modes;

/// A cell of the screen: its first scalar and its attributes.
typedef struct {
  uint32_t scalar;
  bool bold, underline, italic, reverse, colored;
} emulator_cell;

static inline int emulator_property(VTermProp property, VTermValue *value, void *user) {
  emulator_modes *modes = (emulator_modes *)user;
  if (property == VTERM_PROP_ALTSCREEN) modes->alternate = value->boolean;
  if (property == VTERM_PROP_CURSORVISIBLE) modes->cursor = value->boolean;
  if (property == VTERM_PROP_MOUSE) modes->mouse = value->number;
  return 1;
}

static const VTermScreenCallbacks emulator_callbacks = {.settermprop = emulator_property};

/// Creates a terminal; its modes are written to `modes`, which must outlive it.
static inline VTerm *emulator_make(int rows, int columns, emulator_modes *modes) {
  VTerm *terminal = vterm_new(rows, columns);
  vterm_set_utf8(terminal, 1);
  VTermScreen *screen = vterm_obtain_screen(terminal);
  vterm_screen_set_callbacks(screen, &emulator_callbacks, modes);
  vterm_screen_enable_altscreen(screen, 1);
  vterm_screen_reset(screen, 1);
  return terminal;
}

static inline emulator_cell emulator_cell_at(VTerm *terminal, int row, int column) {
  VTermScreenCell cell = {0};
  emulator_cell result = {0};
  VTermPos position = {.row = row, .col = column};
  if (!vterm_screen_get_cell(vterm_obtain_screen(terminal), position, &cell)) return result;
  result.scalar = cell.chars[0];
  result.bold = cell.attrs.bold;
  result.underline = cell.attrs.underline != 0;
  result.italic = cell.attrs.italic;
  result.reverse = cell.attrs.reverse;
  result.colored = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
  return result;
}

/// Whether bracketed paste is on, which shows in the bytes that libvterm sends before a paste.
static inline bool emulator_brackets_pastes(VTerm *terminal) {
  char buffer[64];
  while (vterm_output_read(terminal, buffer, sizeof buffer) > 0) {}
  vterm_keyboard_start_paste(terminal);
  return vterm_output_read(terminal, buffer, sizeof buffer) > 0;
}

static inline int emulator_set_size(int descriptor, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(descriptor, TIOCSWINSZ, &size);
}

/// Opens the non-blocking master of a new pty, closed on exec; -1 with errno.
static inline int emulator_open(int rows, int columns) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) return -1;
  emulator_set_size(master, rows, columns);
  fcntl(master, F_SETFL, O_NONBLOCK);
  return master;
}

/// Executes a program in this process, with default signal handlers and no signal blocked.
static inline void emulator_exec(const char *path, char *const *arguments, char *const *environment) {
  sigset_t none;
  sigemptyset(&none);
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(path, arguments, environment);
  _exit(127);
}

/// Starts a program on the slave of a pty, and returns the process to wait for.
///
/// A job has a parent in its session, as below a shell: the kernel does not stop the processes of an orphaned
/// process group. The result is then that parent, which exits with the status of the program.
static inline pid_t emulator_start(int master, const char *path, char *const *arguments,
                                   char *const *environment, bool is_job) {
  char name[64];
  if (ptsname_r(master, name, sizeof name) != 0) return -1;
  pid_t process = fork();
  if (process != 0) return process;
  setsid();
  int slave = open(name, O_RDWR);
  ioctl(slave, TIOCSCTTY, 0);
  for (int descriptor = 0; descriptor < 3; descriptor++) dup2(slave, descriptor);
  if (slave > 2) close(slave);
  if (!is_job) emulator_exec(path, arguments, environment);
  signal(SIGTTOU, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  pid_t job = fork();
  if (job == 0) {
    setpgid(0, 0);
    tcsetpgrp(0, getpid());
    emulator_exec(path, arguments, environment);
  }
  int status = 0;
  while (waitpid(job, &status, 0) < 0) {}
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
