/// The project's folder `content/`, compiled into the program, so that a copy of one file is a complete
/// installation.
///
/// The plugin EmbedContent generates `entries`: the path of each file with its text, which is empty for files
/// that are not Markdown.
package enum BundledContent {}
