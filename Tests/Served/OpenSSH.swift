/// The options that the tests give to OpenSSH's client.
enum OpenSSH {
  /// Options that ignore the configuration and keys of the account, ask no question, and accept only the host that
  /// the file `knownHosts` lists as `portfolio`.
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
