/// The project's folder `content/`, compiled into the program, so that a copy of one file is a complete
/// installation.
///
/// The plugin EmbedContent generates `entries`, the path of each file with its text, which is empty for files that are not
/// Markdown; and `pictures`, the paths of pictures with their bytes in Base64.
package enum BundledContent {}
