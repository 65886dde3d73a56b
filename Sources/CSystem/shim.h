// What Swift's Glibc module leaves out of the C library.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <linux/openat2.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
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

/// Microseconds of a clock that nobody sets: it only goes on.
static inline int64_t csystem_microseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/// The address space in use, in bytes: the first number of Linux's `statm`, in pages; a GiB where it cannot be read.
static inline int64_t csystem_address_space(void) {
  char text[64] = "";
  int descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) {
    if (read(descriptor, text, sizeof text - 1) < 0) text[0] = 0;
    close(descriptor);
  }
  long long pages = strtoll(text, NULL, 10);
  return pages > 0 ? pages * sysconf(_SC_PAGESIZE) : 1 << 30;
}

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

extern char **environ;

/// Whether the name of any environment variable begins with `prefix`.
static inline int csystem_has_variables(const char *prefix) {
  for (char **variable = environ; variable && *variable; variable++)
    if (strncmp(*variable, prefix, strlen(prefix)) == 0) return 1;
  return 0;
}

/// Closes every descriptor from `first` on.
static inline int csystem_close_from(unsigned first) { return (int)syscall(SYS_close_range, first, ~0u, 0); }

/// No program that this process starts can gain privileges; nobody can look into its memory.
static inline int csystem_drop_privileges_for_ever(void) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/// Denies every access to files (Landlock); the level that the kernel offers, 0 where it has none.
static inline int csystem_deny_files(void) {
  long level = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (level < 1) return 0;
  // All rights that this level knows: 13 of the first, one more each of 2, 3 and 5 (linux/landlock.h).
  struct landlock_ruleset_attr rules = {
      .handled_access_fs = (1ull << (13 + (level >= 2) + (level >= 3) + (level >= 5))) - 1,
  };
  int descriptor = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
  if (descriptor < 0) return 0;
  long result = syscall(SYS_landlock_restrict_self, descriptor, 0);
  close(descriptor);
  return result == 0 ? (int)level : 0;
}

/// Waits for what arrives at an epoll descriptor; -1 with errno.
static inline int csystem_epoll_wait(int epoll, struct epoll_event *events, int count, int timeout) {
  return epoll_wait(epoll, events, count, timeout);
}

/// Adds, changes or removes (`operation`) a descriptor, whose events come with `tag`.
static inline int csystem_epoll_control(int epoll, int operation, int descriptor, uint32_t events,
                                        uint64_t tag) {
  struct epoll_event event = {.events = events, .data = {.u64 = tag}};
  return epoll_ctl(epoll, operation, descriptor, &event);
}

static inline uint64_t csystem_epoll_tag(const struct epoll_event *event) { return event->data.u64; }

// Of <sys/socket.h> under _GNU_SOURCE.
int accept4(int descriptor, struct sockaddr *address, unsigned *length, int flags);

/// Sends what goes without waiting, and without a signal; the count, or -1 with errno.
static inline long csystem_send(int socket, const void *bytes, size_t count) {
  return send(socket, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/// Receives what is there without waiting, and leaves it there to `peek`; the count, 0 at the end, or -1.
static inline long csystem_receive(int socket, void *buffer, size_t count, int peek) {
  return recv(socket, buffer, count, MSG_DONTWAIT | (peek ? MSG_PEEK : 0));
}

/// What `poll` says where the other side has ended its half; of <poll.h> under _GNU_SOURCE.
static const short csystem_poll_half_closed = 0x2000;

/// Keeps what is large apart from the heap for good: it goes back whole when it is freed.
static inline void csystem_keep_large_apart(void) { mallopt(M_MMAP_THRESHOLD, 1 << 17); }

/// Takes every hole in the heap, for ever: what is allocated afterwards lies close together behind them all.
static inline void csystem_fill_holes(void) {
  struct mallinfo2 heap = mallinfo2();
  uintptr_t top = (uintptr_t)sbrk(0) - heap.keepcost;
  for (size_t size = 1 << 20; size >= 24; size = size > 1024 ? size / 2 : size - 8) {
    for (;;) {
      void *hole = malloc(size);
      if (hole == NULL) break;
      if ((uintptr_t)hole < top) continue;
      free(hole);
      break;
    }
  }
}

static const int csystem_tcp = IPPROTO_TCP;

/// Sets one of TCP's options.
static inline int csystem_set_tcp(int socket, int option, int value) {
  return setsockopt(socket, IPPROTO_TCP, option, &value, sizeof value);
}

/// Tries to trace a process.
static inline int csystem_trace(int process) { return (int)syscall(SYS_ptrace, 16 /* PTRACE_ATTACH */, process, 0, 0); }
