import Foundation
import PackagePlugin

/// Compiles the folder `content` into the target that it is linked into.
@main
struct EmbedContent: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    // The link within the target is what makes SwiftPM notice a new file.
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
