// libssh of the version that `.ci/libssh` prepared, with functions and constants for its variadic functions and macros,
// which Swift does not import, and for what differs between 0.10 and 0.12.
#pragma once
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <libssh/callbacks.h>

/// Sets the size field, from which libssh determines the available callbacks.
static inline void clibssh_init_server(struct ssh_server_callbacks_struct *callbacks) {
  ssh_callbacks_init(callbacks);
}

/// Sets the size field, from which libssh determines the available callbacks.
static inline void clibssh_init_channel(struct ssh_channel_callbacks_struct *callbacks) {
  ssh_callbacks_init(callbacks);
}

/// Generates an Ed25519 key pair; SSH_OK on success.
static inline int clibssh_generate_ed25519(ssh_key *key) {
#if LIBSSH_VERSION_INT >= SSH_VERSION_INT(0, 12, 0)
  return ssh_pki_generate_key(SSH_KEYTYPE_ED25519, NULL, key);
#else
  return ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, key);
#endif
}

static const int clibssh_ok = SSH_OK;
static const int clibssh_again = SSH_AGAIN;
static const int clibssh_error = SSH_ERROR;
static const int clibssh_closed = SSH_CLOSED;
static const int clibssh_closed_error = SSH_CLOSED_ERROR;
static const int clibssh_write_pending = SSH_WRITE_PENDING;
static const int clibssh_auth_none = SSH_AUTH_METHOD_NONE;
static const int clibssh_auth_publickey = SSH_AUTH_METHOD_PUBLICKEY;
