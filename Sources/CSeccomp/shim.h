// Debian's libseccomp-dev, and what Swift cannot see of it: variadics and macros.
#pragma once
#include <seccomp.h>

/// A filter that ends the process at every call but those that are allowed afterwards.
static inline scmp_filter_ctx cseccomp_new(void) { return seccomp_init(SCMP_ACT_KILL_PROCESS); }

/// Allows a call by its name; a name that this machine does not have is no error.
static inline int cseccomp_allow(scmp_filter_ctx filter, const char *name) {
  int call = seccomp_syscall_resolve_name(name);
  return call == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
}

/// Allows a call where its argument, counted from 0, has this value.
static inline int cseccomp_allow_where(scmp_filter_ctx filter, const char *name, unsigned argument,
                                       unsigned long value) {
  int call = seccomp_syscall_resolve_name(name);
  struct scmp_arg_cmp condition = SCMP_CMP(argument, SCMP_CMP_EQ, value);
  return call == __NR_SCMP_ERROR ? 0 : seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition);
}
