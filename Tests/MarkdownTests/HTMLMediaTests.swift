import Markdown
import Testing

struct HTMLMediaTests {
  private func link(_ url: String, _ label: String) -> Inline {
    .link(Link(destination: .url(url), label: [.text(label)]))
  }

  @Test(arguments: [
    ("<video src=\"a/b.mp4\" title=\"A film\"></video>", "a/b.mp4", "video: A film"),
    (
      "<video controls><source src=\"a/b.webm?x=1\"><source src=\"c.mp4\"></video>", "a/b.webm?x=1",
      "video: b.webm"
    ),
    ("<video src=b.mp4>A film</video>", "b.mp4", "video: A film"),
    ("<audio src=b.mp3 aria-label=Song />", "b.mp3", "audio: Song"),
    ("<iframe src=\"https://e.org/a/\"></iframe>", "https://e.org/a/", "page: e.org/a/"),
    ("<iframe src=\"https://e.org/a/\">.</iframe>", "https://e.org/a/", "page: e.org/a/"),
    (
      "<iframe src=\"https://www.youtube.com/embed/x-Y_1?start=3\" title=\"A film\"></iframe>",
      "https://www.youtube.com/watch?v=x-Y_1", "video: A film"
    ),
    (
      "<iframe src=\"//www.youtube-nocookie.com/embed/xy\"></iframe>", "https://www.youtube.com/watch?v=xy",
      "video: www.youtube.com/watch?v=xy"
    ),
    (
      "<iframe data-src=\"https://player.vimeo.com/video/12?h=3\"></iframe>", "https://vimeo.com/12",
      "video: vimeo.com/12"
    ),
    (
      "<iframe src=\"https://www.youtube.com/embed/videoseries?list=1\"></iframe>",
      "https://www.youtube.com/embed/videoseries?list=1", "video: www.youtube.com/embed/videoseries?list=1"
    ),
    ("<object data=a.pdf type=\"application/pdf\"></object>", "a.pdf", "file: a.pdf"),
    ("<embed src=\"a.pdf\">", "a.pdf", "file: a.pdf"),
    (
      "<lite-youtube videoid=\"xy\" playlabel=\"A film\"></lite-youtube>",
      "https://www.youtube.com/watch?v=xy", "video: A film"
    ),
    ("<lite-vimeo videoid=12></lite-vimeo>", "https://vimeo.com/12", "video: vimeo.com/12"),
  ])
  func mediaBecomeLinksWithTheirTitles(html: String, url: String, label: String) {
    let expected = [Block.Kind.paragraph([link(url, label)])]
    #expect(Document(markdown: html).blocks.map(\.kind) == expected)
    #expect(Document(markdown: "<div>\n\(html)\n</div>").blocks.map(\.kind) == expected)
  }

  @Test func textForOtherBrowsersFollowsTheLink() {
    #expect(
      Document(markdown: "<video src=a.mp4>Your browser has no video: <a href=b>download</a></video> c")
        .blocks.map(\.kind) == [
          .paragraph([
            link("a.mp4", "video: a.mp4"), .text(" (Your browser has no video: "), link("b", "download"),
            .text(") c"),
          ])
        ])
  }

  @Test func mediaWithoutContentEndWithTheirTag() {
    for html in ["<video src=\"a.mp4\" />", "<video src=\"a.mp4\">"] {
      #expect(
        Document(markdown: "\(html)\n\nb").blocks.map(\.kind) == [
          .paragraph([link("a.mp4", "video: a.mp4")]), .paragraph([.text("b")]),
        ])
    }
  }

  @Test func mediaWithoutAddressLeaveTheirText() {
    #expect(Document(markdown: "a <object>b</object>").blocks.map(\.kind) == [.paragraph([.text("a b")])])
  }

  @Test func aPictureIsItsImage() {
    let html =
      "<picture>\n<source srcset=\"dark.png\" media=\"x\">\n<img src=\"light.png\" alt=\"Logo\">\n</picture>"
    let image = Inline.image(Image(source: "light.png", alternative: [.text("Logo")]))
    #expect(Document(markdown: html).blocks.map(\.kind) == [.paragraph([image])])
  }

  @Test func aFigureIsItsImageAndItsCaption() {
    let html = "<figure>\n\n![Logo](light.png)\n\n<figcaption>A <b>caption</b></figcaption>\n</figure>"
    #expect(
      Document(markdown: html).blocks.map(\.kind) == [
        .paragraph([
          .image(Image(source: "light.png", alternative: [.text("Logo")])), .lineBreak,
          .emphasis([.text("A "), .strong([.text("caption")])]),
        ])
      ])
  }
}
