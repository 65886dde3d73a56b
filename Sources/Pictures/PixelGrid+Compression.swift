internal import CPictures
package import TerminalText

extension PixelGrid {
  /// The bytes of the pixels, compressed (zlib, RFC 1950); empty if there is no memory for it.
  package var compressedBytes: [UInt8] {
    let room = cpictures_compressed_bound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      count = cpictures_compress(bytes, bytes.count, buffer.baseAddress, room)
    }
  }
}
