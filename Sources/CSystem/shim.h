// What Swift's Glibc module leaves out of the C library.
#pragma once
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
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

static inline int csystem_errno(void) { return errno; }
