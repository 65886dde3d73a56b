import Commands
import Glibc
import SSHServer

/// `serve` and `health`: the words, the service, and the sentences where it cannot be.
exit(ServeProgram.main(Array(CommandLine.arguments.dropFirst())))
