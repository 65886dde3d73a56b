// What Swift's Glibc module leaves out of the C library.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

int wcwidth(__WCHAR_TYPE__ scalar);

/// Columns of a scalar as the C library sees it in the current locale; -1 where it has none.
static inline int csystem_width(uint32_t scalar) { return wcwidth((__WCHAR_TYPE__)scalar); }

/// Opens `path` below `directory` for reading; no link and no `..` leads out of it. -1 with errno.
static inline int csystem_open_beneath(int directory, const char *path) {
  struct open_how how = {
      .flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
  };
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

// Of <unistd.h>, which shows it only under _GNU_SOURCE: and that would change types that Swift has seen.
int pipe2(int ends[2], int flags);

/// A pipe whose ends are closed on exec; -1 with errno.
static inline int csystem_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

static inline int csystem_errno(void) { return errno; }

/// A descriptor that becomes readable when one of the signals arrives; they are blocked from then on.
static inline int csystem_signal_descriptor(const int *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int index = 0; index < count; index++) sigaddset(&set, signals[index]);
  sigprocmask(SIG_BLOCK, &set, NULL);
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static inline void csystem_unblock_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigprocmask(SIG_SETMASK, &set, NULL);
}

/// Sets a handler that runs on a stack of its own, so that it can tell of a stack that is full.
static inline void csystem_handle_on_own_stack(int number, void (*handler)(int)) {
  static char stack[32768];
  stack_t description = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&description, NULL);
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK};
  sigaction(number, &action, NULL);
}

/// The number of the next signal that arrived there; 0 where there is none.
static inline int csystem_next_signal(int descriptor) {
  struct signalfd_siginfo info;
  return read(descriptor, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

/// Unblocks one signal and raises it with its default action; returns when the process goes on.
static inline void csystem_raise_default(int number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  signal(number, SIG_DFL);
  raise(number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  sigprocmask(SIG_BLOCK, &set, NULL);
}
