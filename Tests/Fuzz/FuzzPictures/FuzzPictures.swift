import FuzzDriver
import Pictures
import TerminalText

/// Decodes random files as pictures.
@main
enum FuzzPictures {
  static func main() { fuzz(fuzzPictures) }
}

/// The sizes to decode to; one is larger than any small picture.
private let sizes = [(1, 1), (9, 7), (64, 3), (300, 200)]

/// Fewer pixels than the program allows: a hundred bytes can state millions, each of which libFuzzer traces.
private let limits = {
  var limits = PictureLimits()
  limits.megapixels = 1
  return limits
}()

/// Decodes the fuzzer's bytes in one go and in slices of one step. Checks that both give the same picture of the wanted
/// size, or the same fault, and that a picture is within the limits of its header.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPictures(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = PictureSource(Array(UnsafeBufferPointer(start: bytes, count: count)))
  let (width, height) = sizes[count % sizes.count]
  let whole = decode(source, width, height, isSliced: false)
  let sliced = decode(source, width, height, isSliced: true)
  guard whole == sliced else { fatalError("slices: \(whole) \(sliced)") }
  guard case .success(let grid) = whole else { return 0 }
  guard let header = try? PictureHeader.read(source, limits: limits), header.width > 0, header.height > 0,
    header.width * header.height <= 1_000_000
  else { fatalError("a picture without a header") }
  guard grid.width == width, grid.height == height else { fatalError("\(grid.width)x\(grid.height)") }
  return 0
}

private func decode(
  _ source: PictureSource, _ width: Int, _ height: Int, isSliced: Bool
) -> Result<PixelGrid, PictureFault> {
  Result { () throws(PictureFault) in
    let decoder = try PictureDecoder(source, width: width, height: height, limits: limits)
    while true {
      if let grid = try decoder.work(until: { isSliced }) { return grid }
    }
  }
}
