import Foundation
import PackagePlugin

/// Generates a source file with the files of the package's folder `content`.
@main
struct EmbedContent: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    // SwiftPM notices new files because the target holds a symbolic link to the folder.
    let folder = context.package.directoryURL.appending(path: "content")
    let output = context.pluginWorkDirectoryURL.appending(path: "Content.swift")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .map { folder.appending(path: $0) }
    return [
      .buildCommand(
        displayName: "Embedding content",
        executable: try context.tool(named: "embed-content").url,
        arguments: [folder.path, output.path],
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
