// libseccomp (Debian's libseccomp-dev), with functions for its variadic functions and macros, which Swift does not
// import.
#pragma once
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

// <sys/mman.h> declares it only under _GNU_SOURCE, which would change types that Swift has imported already.
int memfd_create(const char *name, unsigned int flags);

/// Returns a filter that kills the process at every system call that is not allowed afterwards. The compiled filter
/// finds a call by binary search, which takes half the time of a linear one.
static inline scmp_filter_ctx cseccomp_new(void) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (filter) seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
  return filter;
}

static inline void cseccomp_free(scmp_filter_ctx filter) { seccomp_release(filter); }

/// Allows a system call by its name. A name that this architecture does not have is ignored.
static inline int cseccomp_allow(scmp_filter_ctx filter, const char *name) {
  int call = seccomp_syscall_resolve_name(name);
  return call == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
}

/// Allows a system call when one of its arguments, counted from 0, has this value.
static inline int cseccomp_allow_where(scmp_filter_ctx filter, const char *name, unsigned argument,
                                       unsigned long value) {
  int call = seccomp_syscall_resolve_name(name);
  struct scmp_arg_cmp condition = SCMP_CMP(argument, SCMP_CMP_EQ, value);
  return call == __NR_SCMP_ERROR ? 0 : seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition);
}

/// Compiles a filter to BPF instructions. Returns their number; 0 if `program` is too small.
static inline int cseccomp_compile(scmp_filter_ctx filter, struct sock_filter *program, int room) {
  int file = memfd_create("filter", 1);
  if (file < 0) return 0;
  long length = 0;
  if (seccomp_export_bpf(filter, file) == 0 && lseek(file, 0, SEEK_END) <= (long)(room * sizeof *program))
    length = pread(file, program, room * sizeof *program, 0);
  close(file);
  return length > 0 ? (int)(length / sizeof *program) : 0;
}

/// Installs the filter for this process permanently; -1 with errno. Set PR_SET_NO_NEW_PRIVS before.
static inline int cseccomp_enter(const struct sock_filter *program, int count) {
  struct sock_fprog whole = {.len = (unsigned short)count, .filter = (struct sock_filter *)program};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole, 0, 0);
}
