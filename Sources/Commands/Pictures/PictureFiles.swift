internal import BundledContent
internal import ContentSource
internal import Pictures
internal import PortfolioModel
internal import TerminalText

/// The files of a content that may be pictures.
struct PictureFiles {
  /// Opens the file at a path of the content; nil if it cannot be opened.
  let open: (String) -> PictureSource?
  /// Returns what the file at a path holds.
  let header: @Sendable (String) -> Picture.Finding

  init(
    open: @escaping (String) -> PictureSource?, header: @escaping @Sendable (String) -> Picture.Finding
  ) {
    self.open = open
    self.header = header
  }

  /// - Parameter open: opens the file at a path of the content; nil if it cannot be opened.
  init(open: @escaping @Sendable (String) -> PictureSource?) {
    self.open = open
    header = { path in
      guard path.isNameOfPicture, let source = open(path) else { return .none }
      do throws(PictureFault) {
        let header = try PictureHeader.read(source)
        return .picture(Picture(path: path, width: header.width, height: header.height))
      } catch {
        return .fault(error.reason)
      }
    }
  }

  /// The files of a folder, or the files beside a file.
  /// - Parameter bases: the folders in which to look for a path, relative to the folder.
  static func below(_ path: String, bases: [String]) -> PictureFiles {
    let folder = folder(of: path)
    return PictureFiles { name in
      FileSystem.openFile(name, below: folder, bases: bases).map { PictureSource(OpenFile($0)) }
    }
  }

  /// The folder that holds the files of a content: the path itself, or the folder of a file.
  static func folder(of path: String) -> String {
    guard FileSystem.isRegularFile(path) else { return path }
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }

  /// The pictures that are compiled in.
  static var bundled: PictureFiles {
    PictureFiles { path in
      BundledContent.pictures.first { $0.path == path }.map { picture in
        PictureSource(Base64.decoded(picture.base64))
      }
    }
  }
}

extension String {
  /// Whether a file of this name may be a picture. Its signature decides about the format.
  fileprivate var isNameOfPicture: Bool {
    ["png", "jpg", "jpeg", "jfif", "gif", "webp"].contains(PagePath.ending(of: self)?.lowercased() ?? "")
  }
}

extension PictureSource {
  init(_ file: OpenFile) {
    self.init(size: file.size) { offset, buffer in file.read(at: offset, into: buffer) }
  }
}
