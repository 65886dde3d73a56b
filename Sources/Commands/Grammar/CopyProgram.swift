/// A program for copying files that a client asks the server to run: `scp -f`, `rsync --server`, or sshd for sftp.
///
/// The client shows what is written to standard error, so the refusal says how to get a file.
struct CopyProgram {
  private let name: String

  /// Returns nil if the words of a command do not run such a program.
  init?(_ words: [String]) {
    guard let first = words.first, let name = first.split(separator: "/").last.map(String.init) else {
      return nil
    }
    let isOption = words.count > 1 && words[1].hasPrefix("-")
    switch name {
    case "scp" where isOption, "rsync" where isOption: self.name = name
    case "sftp-server", "internal-sftp": self.name = "sftp"
    default: return nil
    }
  }

  var refusal: Failure {
    .usage(
      "'\(name)' is not offered: 'ssh HOST get FILE > FILE' writes a file, 'ssh HOST ls --files' lists them")
  }
}
