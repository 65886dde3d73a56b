/* Case 90: lets the wall clock jump by the number of seconds that a shared page holds. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile long *jump;
static int (*real)(clockid_t, struct timespec *);

__attribute__((constructor)) static void map_the_page(void) {
  real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  const char *path = getenv("CLOCK_JUMP");
  int page = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (page >= 0) {
    void *mapped = mmap(0, sizeof(long), PROT_READ, MAP_SHARED, page, 0);
    jump = mapped == MAP_FAILED ? 0 : mapped;
    close(page);
  }
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = real(clock, now);
  if (!result && jump && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    now->tv_sec += *jump;
  return result;
}

time_t time(time_t *into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}

int gettimeofday(struct timeval *restrict into, void *restrict zone) {
  struct timespec now;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &now);
  into->tv_sec = now.tv_sec;
  into->tv_usec = now.tv_nsec / 1000;
  return 0;
}
