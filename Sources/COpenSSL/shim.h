// OpenSSL's libcrypto (Debian's libssl-dev), which libssh uses.
#pragma once
// RAND_METHOD is deprecated since OpenSSL 3.0, and supported.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <errno.h>
#include <openssl/rand.h>
#include <sys/random.h>

static int copenssl_random_bytes(unsigned char *buffer, int count) {
  for (int done = 0; done < count;) {
    ssize_t received = getrandom(buffer + done, count - done, 0);
    if (received < 0 && errno != EINTR) return 0;
    if (received > 0) done += received;
  }
  return 1;
}

static int copenssl_add_entropy(const void *buffer, int count, double entropy) {
  (void)buffer, (void)count, (void)entropy;
  return 1;
}
static int copenssl_seed(const void *buffer, int count) { return copenssl_add_entropy(buffer, count, 0); }
static int copenssl_status(void) { return 1; }

/// Makes getrandom(2) the source of all random bytes. OpenSSL's own generator is seeded again in each forked process,
/// which costs processor time and writes to shared memory. 1 on success.
static inline int copenssl_use_system_randomness(void) {
  static const RAND_METHOD method = {
      .seed = copenssl_seed,
      .add = copenssl_add_entropy,
      .bytes = copenssl_random_bytes,
      .pseudorand = copenssl_random_bytes,
      .status = copenssl_status,
  };
  return RAND_set_rand_method(&method);
}
