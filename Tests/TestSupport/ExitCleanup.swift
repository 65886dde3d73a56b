import Foundation
import Glibc

/// Ends the processes and removes the folders that are left when the tests end, such as those of services that
/// several tests share.
enum ExitCleanup {
  private static let lock = NSLock()
  nonisolated(unsafe) private static var processes: Set<pid_t> = []
  nonisolated(unsafe) private static var folders: Set<String> = []
  nonisolated(unsafe) private static var isRegistered = false

  static func add(process: pid_t) {
    lock.withLock {
      register()
      processes.insert(process)
    }
  }

  static func add(folder: String) {
    lock.withLock {
      register()
      folders.insert(folder)
    }
  }

  static func remove(process: pid_t) { lock.withLock { _ = processes.remove(process) } }
  static func remove(folder: String) { lock.withLock { _ = folders.remove(folder) } }

  private static func register() {
    if !isRegistered { atexit { ExitCleanup.run() } }
    isRegistered = true
  }

  private static func run() {
    let (left, paths) = lock.withLock { (processes, folders) }
    for process in left { kill(process, SIGKILL) }
    for path in paths { try? FileManager.default.removeItem(atPath: path) }
  }
}
