@testable import ContentSource
import PortfolioModel
import Testing

struct FieldNameTests {
  @Test(arguments: [
    ("titel", "title"), ("tilte", "title"), ("itle", "title"), ("Titel", "title"), ("datte", "date"),
    ("tgas", "tags"),
    ("drfat", "draft"), ("publihsed", "published"), ("sumary", "summary"), ("desciption", "description"),
    ("wieght", "weight"), ("catgeories", "categories"), ("pub-dat", "pubDate"),
    ("organiztion", "organization"),
    ("skils", "skills"), ("headlin", "headline"), ("passwrod", "password"), ("visibilty", "visibility"),
  ])
  func recognizesSlips(key: String, name: String) {
    #expect(FieldNames.correction(of: key) == name)
  }

  @Test(arguments: [
    "title", "Title", "publish_date", "author", "layout", "madeUp", "reviewer", "zzz", "x", "", "toc", "uri",
    "nav",
    "tx", "related", "height", "poster", "creator", "publisher", "deadline", "profile", "highlight", "update",
    "alias",
    "tag", "keyword", "headers", "theme", "background", "дата", "標題", "ogImage", "isPost", "difficulty",
    "collection", "section", "version", "rating", "icon", "parent", "has_children", "pagination_next",
  ])
  func leavesOtherKeysAlone(key: String) {
    #expect(FieldNames.correction(of: key) == nil)
  }
}
