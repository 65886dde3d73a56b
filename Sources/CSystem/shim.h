// Functions over the C library and Linux for what Swift's Glibc module does not import: macros, variadic
// functions, inline functions, and headers that it leaves out.
#pragma once
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <linux/openat2.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <nss.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int wcwidth(__WCHAR_TYPE__ scalar);

/// The columns of a scalar in the current locale; -1 if the C library does not know it.
static inline int csystem_width(uint32_t scalar) { return wcwidth((__WCHAR_TYPE__)scalar); }

/// Opens `path` below `directory` for reading. A link or `..` that leads out of the directory is an error
/// (EXDEV). -1 with errno.
static inline int csystem_open_beneath(int directory, const char *path) {
  struct open_how how = {
      .flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
  };
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

// <unistd.h> declares this only under _GNU_SOURCE, which would change types that Swift has already imported.
int pipe2(int ends[2], int flags);

/// Opens a pipe whose ends are closed on exec; -1 with errno.
static inline int csystem_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

// <string.h> declares this only under _GNU_SOURCE.
void *memmem(const void *text, size_t text_size, const void *part, size_t part_size);

/// Whether `text` contains `part`.
static inline int csystem_contains(const void *text, size_t text_size, const void *part, size_t part_size) {
  return memmem(text, text_size, part, part_size) != NULL;
}

static inline int csystem_errno(void) { return errno; }

/// The time in microseconds of the monotonic clock, which setting the system's time does not change.
static inline int64_t csystem_microseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/// The processor time of this process in microseconds.
static inline int64_t csystem_processor_microseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/// The size of the address space in bytes: the first number, in pages, of /proc/self/statm. 1 GiB if that cannot
/// be read.
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

/// Blocks signals, and returns a descriptor that is readable when one of them is pending; -1 with errno.
static inline int csystem_signal_descriptor(const int *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int index = 0; index < count; index++) sigaddset(&set, signals[index]);
  sigprocmask(SIG_BLOCK, &set, NULL);
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/// Unblocks all signals.
static inline void csystem_unblock_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigprocmask(SIG_SETMASK, &set, NULL);
}

/// Sets a signal handler that runs on its own stack, so that it also works after a stack overflow.
static inline void csystem_handle_on_own_stack(int number, void (*handler)(int)) {
  static char stack[32768];
  stack_t description = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&description, NULL);
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK};
  sigaction(number, &action, NULL);
}

/// The watchdog of this process: its seconds, how often it has been delayed, the number of the call in progress (0 for
/// none), that of the last call, that of the call for which the alarm was set, and whether it is set.
struct csystem_watchdog {
  unsigned seconds, delays;
  volatile unsigned call, last, watched, is_set;
};

/// Where the signal handler finds the watchdog. Only functions that are called from one file may use it: each has a
/// variable of its own.
static inline struct csystem_watchdog **csystem_current_watchdog(void) {
  static struct csystem_watchdog *current;
  return &current;
}

/// Ends the process by SIGALRM if the call in progress is the one for which the alarm was set, unless the process has had
/// less than half of the time on a processor: then it waits for one on a busy machine, and gets the time again, but at
/// most ten times.
static inline void csystem_watchdog_fired(int number) {
  struct csystem_watchdog *watchdog = *csystem_current_watchdog();
  if (watchdog->call == 0) {
    watchdog->is_set = 0;
    return;
  }
  if (watchdog->call != watchdog->watched) {
    watchdog->watched = watchdog->call;
    watchdog->delays = 0;
    alarm(watchdog->seconds);
    return;
  }
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  int hasRun = 2000 * used.tv_sec + used.tv_nsec / 500000 >= 1000 * (long)watchdog->seconds;
  if (!hasRun && watchdog->delays++ < 10) {
    alarm(watchdog->seconds);
  } else {
    // The signal is blocked during its handler, and takes effect at its end.
    signal(number, SIG_DFL);
    raise(number);
  }
}

/// Makes an alarm(2) of the watchdog's seconds end this process if a watched call does not return.
static inline void csystem_prepare_watchdog(struct csystem_watchdog *watchdog) {
  *csystem_current_watchdog() = watchdog;
  struct sigaction action = {.sa_handler = csystem_watchdog_fired, .sa_flags = SA_RESTART};
  sigaction(SIGALRM, &action, NULL);
}

/// Begins a call that the watchdog limits.
static inline void csystem_begin_watched(struct csystem_watchdog *watchdog) {
  if (++watchdog->last == 0) watchdog->last = 1;
  watchdog->call = watchdog->last;
  if (watchdog->is_set) return;
  watchdog->watched = watchdog->call;
  watchdog->is_set = 1;
  alarm(watchdog->seconds);
}

/// Ends the call.
static inline void csystem_end_watched(struct csystem_watchdog *watchdog) { watchdog->call = 0; }

/// Removes the alarm.
static inline void csystem_stop_watchdog(struct csystem_watchdog *watchdog) {
  if (!watchdog->is_set) return;
  alarm(0);
  watchdog->is_set = 0;
}

/// The number of the next pending signal of a signal descriptor; 0 if there is none.
static inline int csystem_next_signal(int descriptor) {
  struct signalfd_siginfo info;
  return read(descriptor, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

/// Raises a blocked signal with its default action; for SIGTSTP, returns when the process is continued.
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

/// Closes all descriptors from `first` on.
static inline int csystem_close_from(unsigned first) { return (int)syscall(SYS_close_range, first, ~0u, 0); }

/// Prevents this process and its children from gaining privileges (no_new_privs), and other processes of the
/// same user from reading its memory. -1 with errno.
static inline int csystem_forbid_new_privileges(void) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/// Denies every access to files with Landlock. Returns the version of Landlock's interface; 0 if the
/// kernel has none.
static inline int csystem_deny_files(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return 0;
  // All rights of this version: 13 in the first, one more in each of 2, 3 and 5 (linux/landlock.h).
  struct landlock_ruleset_attr rules = {
      .handled_access_fs = (1ull << (13 + (version >= 2) + (version >= 3) + (version >= 5))) - 1,
  };
  int descriptor = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
  if (descriptor < 0) return 0;
  long result = syscall(SYS_landlock_restrict_self, descriptor, 0);
  close(descriptor);
  return result == 0 ? (int)version : 0;
}

/// Waits for events of an epoll descriptor for `timeout` milliseconds; their number, or -1 with errno.
static inline int csystem_epoll_wait(int epoll, struct epoll_event *events, int count, int timeout) {
  return epoll_wait(epoll, events, count, timeout);
}

/// Adds, changes or removes a descriptor (`operation` is EPOLL_CTL_ADD, ...). Its events carry `tag`.
static inline int csystem_epoll_control(int epoll, int operation, int descriptor, uint32_t events,
                                        uint64_t tag) {
  struct epoll_event event = {.events = events, .data = {.u64 = tag}};
  return epoll_ctl(epoll, operation, descriptor, &event);
}

/// The tag of the descriptor that an event belongs to.
static inline uint64_t csystem_epoll_tag(const struct epoll_event *event) { return event->data.u64; }

// <sys/socket.h> declares this only under _GNU_SOURCE.
int accept4(int descriptor, struct sockaddr *address, unsigned *length, int flags);

/// Sends as many bytes as the socket accepts now, without SIGPIPE; their number, or -1 with errno.
static inline long csystem_send(int socket, const void *bytes, size_t count) {
  return send(socket, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/// Receives the bytes that have arrived; if `peek` is not 0 they remain to be received again. Their number, 0
/// at the end of the stream, or -1 with errno.
static inline long csystem_receive(int socket, void *buffer, size_t count, int peek) {
  return recv(socket, buffer, count, MSG_DONTWAIT | (peek ? MSG_PEEK : 0));
}

/// Sends a byte with a descriptor (unix(7), SCM_RIGHTS). -1 with errno.
static inline long csystem_send_descriptor(int socket, uint8_t byte, int descriptor) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control = {.bytes = {0}};
  struct iovec data = {.iov_base = &byte, .iov_len = 1};
  struct msghdr message = {
      .msg_iov = &data, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control.bytes};
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(&control.header), &descriptor, sizeof(int));
  return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/// Receives a byte, and the descriptor that came with it; -1 is stored if there was none. The number of bytes, 0 at the
/// end of the stream, or -1 with errno.
static inline long csystem_receive_descriptor(int socket, uint8_t *byte, int *descriptor) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control = {.bytes = {0}};
  struct iovec data = {.iov_base = byte, .iov_len = 1};
  struct msghdr message = {
      .msg_iov = &data, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control.bytes};
  *descriptor = -1;
  long count = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  struct cmsghdr *header = count > 0 ? CMSG_FIRSTHDR(&message) : NULL;
  if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
    memcpy(descriptor, CMSG_DATA(header), sizeof(int));
  }
  return count;
}

/// POLLRDHUP: the peer has shut down its writing half of the connection. <poll.h> declares it only under
/// _GNU_SOURCE.
static const short csystem_poll_half_closed = 0x2000;

/// Makes malloc(3) map each allocation from 128 KiB on by itself, so that freeing it returns its memory to
/// the kernel.
///
/// That is the default size, but without this call glibc raises it when such an allocation is freed.
static inline void csystem_map_large_allocations(void) { mallopt(M_MMAP_THRESHOLD, 1 << 17); }

/// Makes the next `size` bytes of the heap contiguous and backs them with huge pages where the kernel has some. Memory is
/// used only when it is written to. From then on freed memory stays in the process.
static inline void csystem_reserve_heap(size_t size) {
  const size_t huge = 2 << 20, most = 31 << 20;  // malloc(3) maps chunks of 32 MiB and more by themselves.
  mallopt(M_MMAP_THRESHOLD, 1 << 25);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  void *chunks[8];
  int count = 0;
  while (size > 0 && count < 8) {
    size_t part = size < most ? size : most;
    char *chunk = (char *)malloc(part);
    if (chunk == NULL) break;
    uintptr_t start = ((uintptr_t)chunk + huge - 1) & ~(huge - 1), end = (uintptr_t)(chunk + part) & ~(huge - 1);
    if (end > start) madvise((void *)start, end - start, MADV_HUGEPAGE);
    chunks[count++] = chunk;
    size -= part;
  }
  while (count > 0) free(chunks[--count]);
}

/// Allocates all free chunks below the top of the heap, and never frees them: later allocations are
/// contiguous.
///
/// Call it before fork(2): the memory that a child allocates and changes is then in few pages, and only these are
/// copied.
static inline void csystem_fill_free_chunks(void) {
  struct mallinfo2 heap = mallinfo2();
  uintptr_t top = (uintptr_t)sbrk(0) - heap.keepcost;
  for (size_t size = 1 << 20; size >= 24; size = size > 1024 ? size / 2 : size - 8) {
    for (;;) {
      void *chunk = malloc(size);
      if (chunk == NULL) break;
      if ((uintptr_t)chunk < top) continue;
      free(chunk);
      break;
    }
  }
}

// Of Linux 6.1; glibc 2.36 does not declare it, and <sys/mman.h> declares mremap only under _GNU_SOURCE.
#define CSYSTEM_MADV_COLLAPSE 25
#define CSYSTEM_MREMAP_MAYMOVE_FIXED 3
void *mremap(void *old, size_t old_size, size_t new_size, int flags, ...);

/// Replaces the program's text by a copy in huge pages, as far as whole huge pages lie within it. Returns the size of
/// the copy in bytes; 0 if the kernel gives none, and the text is as it was.
///
/// A forked process then has a page fault for each 2 MiB of text that it uses instead of one for each 64 KiB, and fork(2)
/// copies fewer entries of page tables. Call it before fork(2). It is not possible where a process may not make memory
/// executable (MemoryDenyWriteExecute of systemd).
static inline size_t csystem_move_text_to_huge_pages(void) {
  const uintptr_t huge = 2 << 20;
  const ElfW(Phdr) *header = (const ElfW(Phdr) *)getauxval(AT_PHDR);
  uintptr_t base = 0, start = 0, end = 0;
  for (unsigned long index = 0; header && index < getauxval(AT_PHNUM); index++) {
    if (header[index].p_type == PT_PHDR) base = (uintptr_t)header - header[index].p_vaddr;
    if (header[index].p_type != PT_LOAD || !(header[index].p_flags & PF_X)) continue;
    start = (base + header[index].p_vaddr + huge - 1) & ~(huge - 1);
    end = (base + header[index].p_vaddr + header[index].p_filesz) & ~(huge - 1);
  }
  if (end <= start) return 0;
  size_t size = end - start;
  char *area = mmap(NULL, size + huge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (area == MAP_FAILED) return 0;
  char *copy = (char *)(((uintptr_t)area + huge - 1) & ~(huge - 1));
  madvise(copy, size, MADV_HUGEPAGE);
  memcpy(copy, (const void *)start, size);
  int isReady = madvise(copy, size, CSYSTEM_MADV_COLLAPSE) == 0 && mprotect(copy, size, PROT_READ | PROT_EXEC) == 0 &&
                mremap(copy, size, size, CSYSTEM_MREMAP_MAYMOVE_FIXED, (void *)start) == (void *)start;
  // mremap(2) has unmapped the copy; what remains is on both sides of it.
  munmap(area, isReady ? copy - area : size + huge);
  if (isReady) munmap(copy + size, area + huge - copy);
  return isReady ? size : 0;
}

/// Gives the memory of the stack below the caller's frame back to the kernel: 128 KiB, of which an earlier call may have
/// used a part.
static inline void csystem_release_stack(void) {
  const size_t size = 128 << 10;
  uintptr_t frame = (uintptr_t)__builtin_frame_address(0);
  // A page is left for the frames of this function and of madvise(2).
  madvise((void *)(((frame - 4096) & ~(uintptr_t)4095) - size), size, MADV_DONTNEED);
}

/// Looks up accounts in the system's files, and names of hosts in its files and in DNS, whatever nsswitch.conf(5) says.
///
/// A static program would load the other services of that file, such as `systemd`, as shared libraries together with a
/// second C library, and crash. glibc itself has these two since 2.34.
static inline void csystem_use_own_name_services(void) {
  __nss_configure_lookup("passwd", "files");
  __nss_configure_lookup("hosts", "files dns");
}

static const int csystem_tcp = IPPROTO_TCP;

/// Sets an option of TCP; -1 with errno.
static inline int csystem_set_tcp(int socket, int option, int value) {
  return setsockopt(socket, IPPROTO_TCP, option, &value, sizeof value);
}

/// Attaches to a process as a debugger does; -1 with errno.
static inline int csystem_trace(int process) { return (int)syscall(SYS_ptrace, 16 /* PTRACE_ATTACH */, process, 0, 0); }
