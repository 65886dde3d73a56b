import CVTerm
import PortfolioUI

/// A terminal of libvterm that gets the bytes of a screen.
final class EmulatedScreen {
  private let size: Size
  private let modes: UnsafeMutablePointer<emulator_modes>
  private let emulator: OpaquePointer

  init(_ size: Size) throws {
    self.size = size
    modes = .allocate(capacity: 1)
    modes.initialize(to: emulator_modes(alternate: false, cursor: true, mouse: 0))
    guard let emulator = emulator_make(Int32(size.rows), Int32(size.columns), modes) else {
      modes.deallocate()
      throw NoEmulator()
    }
    self.emulator = emulator
  }

  private struct NoEmulator: Error {}

  deinit {
    vterm_free(emulator)
    modes.deallocate()
  }

  func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes {
      _ = vterm_input_write(emulator, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
  }

  /// The scalar of a cell, a space for one that was erased, and whether it is bold.
  func cell(row: Int, column: Int) -> (scalar: Unicode.Scalar?, isBold: Bool) {
    let cell = emulator_cell_at(emulator, Int32(row), Int32(column))
    return (cell.scalar == 0 ? " " : Unicode.Scalar(cell.scalar), cell.bold)
  }

  /// The scalars of the screen, row by row.
  var scalars: [[Unicode.Scalar?]] {
    (0..<size.rows).map { row in (0..<size.columns).map { cell(row: row, column: $0).scalar } }
  }

  var showsCursor: Bool { modes.pointee.cursor }

  /// The row and the column of the cursor.
  var cursor: [Int] {
    var position = VTermPos()
    vterm_state_get_cursorpos(vterm_obtain_state(emulator), &position)
    return [Int(position.row), Int(position.col)]
  }
}
