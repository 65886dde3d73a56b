/// The portfolio that the program carries within itself, so that one file is all there is to copy.
///
/// `entries` is written by the plugin EmbedContent: a path and a text for each file of `content/`.
package enum BundledContent {}
