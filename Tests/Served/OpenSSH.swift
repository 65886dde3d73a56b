/// How the tests call OpenSSH's client.
enum OpenSSH {
  /// No file of the person's, no question, and with no key named no key; the host must be the one of
  /// `knownHosts`, where it is called `portfolio`.
  static func options(port: Int, user: String, knownHosts: String, key: String? = nil) -> [String] {
    [
      "-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "IdentityFile=\(key ?? "none")",
      "-o",
      "IdentityAgent=none", "-o", "StrictHostKeyChecking=yes", "-o", "GlobalKnownHostsFile=none", "-o",
      "HostKeyAlias=portfolio", "-o", "UserKnownHostsFile=\(knownHosts)", "-o", "LogLevel=ERROR", "-p",
      "\(port)",
      "\(user)@127.0.0.1",
    ]
  }
}
