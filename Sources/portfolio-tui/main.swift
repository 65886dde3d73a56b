import Glibc
import Markdown
import TerminalText

setlocale(LC_ALL, "C.UTF-8")
var input: [UInt8] = []
let file = fopen(CommandLine.arguments[1], "r")
fseek(file, 0, SEEK_END)
let size = ftell(file)
rewind(file)
input = [UInt8](unsafeUninitializedCapacity: size) { b, n in n = fread(b.baseAddress, 1, size, file) }
let document = Document(markdown: input)
let r = DocumentRenderer(width: 80, theme: .plain, links: .numbered, clipsCode: false, keepsAddresses: true)
let e = ANSIEncoder()
var out: [UInt8] = []
r.render(document) { e.encode($0, into: &out); if out.count > 65536 { out.withUnsafeBytes { _ = write(1, $0.baseAddress, $0.count) }; out.removeAll(keepingCapacity: true) } }
out.withUnsafeBytes { _ = write(1, $0.baseAddress, $0.count) }
