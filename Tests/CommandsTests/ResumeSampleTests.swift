import Foundation
import Testing

/// Résumé files with every kind of value where it may stand and where it may not. Each text that must be readable
/// holds a word of its own: `Ta001`.
enum ResumeSamples {
  static let json = ##"""
    {"$schema": "https://example.org/schema.json",
     "basics": {"name": "Ta001", "label": "Ta002", "image": "https://x.org/Ta003.png", "email": "Ta004@x.org",
       "phone": "+1 Ta005", "url": "https://Ta006.org", "summary": "Ta007 *Ta008*\n\nTa009\nTa010",
       "location": {"address": "Ta011\nTa012", "postalCode": "Ta013", "city": "Ta014", "countryCode": "Ta015",
         "region": "Ta016", "geo": "Ta017"},
       "profiles": [{"network": "Ta018", "username": "Ta019", "url": "https://x/Ta020", "since": "Ta021"},
         {"network": null, "username": "Ta022", "url": ""}, {"network": "Ta023"}, "Ta024"],
       "pronouns": "Ta025", "nested": {"a": ["Ta026", ["Ta027", {"b": {"c": "Ta028"}}]], "d": 1.50e3, "e": true}},
     "work": [
       {"name": "Tb001", "location": "Tb002", "description": "Tb003", "position": "Tb004", "url": "https://Tb005.x",
        "startDate": "2020-01-15", "endDate": "2021", "summary": "Tb006", "highlights": ["Tb007", "Tb008\nTb009", null],
        "keywords": ["Tb010"], "x-custom": {"k": ["Tb011"]}, "positions": [{"title": "Tb012", "startDate": "2019"}]},
       {"name": "Tb001", "position": "Tb013", "startDate": "2020 Tb014", "endDate": "2021-02-03T04:05:06Z",
        "summary": 1234567, "highlights": "Tb015"},
       {"position": "Tb016"}, {"summary": "Tb017"}, {"startDate": "2001-09"}, {}, "Tb018", null, ["Tb019", ["Tb020"]],
       {"name": {"en": "Tb021"}, "position": ["Tb022"], "url": ["Tb023"], "startDate": {"year": "Tb024"},
        "highlights": {"a": "Tb025"}, "keywords": "Tb026", "location": {"city": "Tb027"}, "summary": ["Tb028"]},
       {"name": "Tb029", "name": "Tb030"}],
     "volunteer": [{"organization": "Tc001", "position": "Tc002", "summary": "Tc003", "highlights": ["Tc004"], "z": "Tc005"}],
     "education": [{"institution": "Td001", "area": "Td002", "studyType": "Td003", "score": "Td004",
        "courses": ["Td005", {"name": "Td006"}], "summary": "Td007"}, {"area": "Td008"}],
     "awards": [{"title": "Te001", "date": "Spring Te002", "awarder": "Te003", "summary": "Te004", "url": "Te005"}],
     "certificates": [{"name": "Tf001", "date": "2021-11", "url": "https://Tf002.x", "issuer": "Tf003", "id": "Tf004"}],
     "publications": [{"name": "Tg001", "publisher": "Tg002", "releaseDate": "2014-10-01", "summary": "Tg003", "doi": "Tg004"}],
     "skills": [{"name": "Th001", "level": "Th002", "keywords": ["Th003"], "icon": "Th004"}, "Th005", {"level": "Th006"}],
     "languages": [{"language": "Ti001", "fluency": "Ti002"}, {"language": "Ti003", "name": "Ti004"}],
     "projects": [{"name": "Tl001", "description": "Tl002", "highlights": ["Tl003"], "keywords": ["Tl004"],
        "startDate": "2020", "roles": ["Tl005"], "entity": "Tl006", "type": "Tl007", "summary": "Tl008"},
       {"name": "../../etc/Tl009"}, {"name": "\u0007\u001b[31mTl010", "description": "\u0000Tl011"},
       {"name": "---\ndraft: true # Tl012", "description": "%%Tl013%% {{< Tl014 >}} {% Tl015 %} <!-- Tl016 --> [[Tl017]]"},
       {"name": "x.de", "description": "Tl018"}, {"name": "x", "description": "Tl019"},
       {"name": "y.excalidraw", "description": "Tl020"}, {"name": "README", "description": "Tl021"},
       {"name": "日本語 é", "description": "    Tl022\n# Tl023\n| a | Tl024 |\n|---|---|\n```Tl025\n[Tl026]: Tl027 \"Tl028\"\n^1 Tl029"}],
     "interests": [{"name": "Tj001", "keywords": ["Tj002"]}, {"name": "Tn001", "keywords": ["==Tn002== $Tn003$ :Tn004: [[Tn005|Tn006]] ![[Tn007]] *[Tn008]: Tn009"]}],
     "references": [{"name": "Tk001", "reference": "Tk002"}, {"reference": "Tk003"},
       {"name": "{: .Tn010 }", "reference": "{: .Tn011 }\n: Tn012\n*[Tn013]: Tn014\n[^1]: Tn015\n$$\nTn016\n$$\n::: Tn017\n!!! Tn018\n:::\n{toc}\n^Tn019\n#Tn020 import x from 'Tn021'\nexport Tn022\n{/* Tn023 */} <Tn024 a='Tn025'/>\n[!Tn026] Tn027\nTn028:: Tn029\n\n%%\nTn030\n%%\n\n    Tn031\n+++\nTn032\n---\n~~~Tn033\n<!--\nTn034\n-->\n\n{:\n.Tn035}\n<details>\n\nTn036\n<summary>Tn037\n\\[Tn038\\] \\(Tn039\\) {.Tn040 #Tn041} [TOC] [[TOC]] {{Tn042}} @Tn043 ~Tn044~ ^Tn045^ ++Tn046++"}],
     "meta": {"version": "Tm001"}, "hobbies": [{"what": "Tm002"}, "Tm003"], "note": "Tm004", "": "Tm005",
     "a/../b": ["Tm006"], "index.md": "Tm007", "draft": "Tm008", "number": 1234567.25, "nothing": null}
    """##

  static let yaml = ##"""
    cv:
      name: Ta001
      headline: Ta002
      location: Ta003
      email: [Ta004@x.org, Ta005@x.org]
      phone: tel:+90-Ta006
      website: [https://Ta007.com/, https://Ta008.com/]
      social_networks:
        - {network: Ta009, username: Ta010, extra: Ta011}
        - Ta012
      custom_connections:
        - {placeholder: Ta013, url: https://Ta014.x}
      sections:
        welcome_to_Tb001:
          - "[Tb002](https://Tb003.com) **Tb004** $\\alpha$"
          - Tb005
        education:
          - {institution: Tc001, area: Tc002, degree: Tc003, date: Fall Tc004, location: Tc005, summary: Tc006, grade: Tc007}
          - institution: Tc008
            area: Tc009
            highlights:
              - Tc010
              - - Tc011
        experience:
          - {company: Td001, position: Td002, start_date: 2020, end_date: present, highlights: [Td003]}
          - {company: Td001, position: Td004, start_date: 2018-01-02, custom: Td005}
          - {company: Td006, position: Td007, date: 2020 to Td008}
          - {company: Td009, start_date: 2020-13-45}
          - {name: Td010, positions: [{title: Td011}]}
        projects:
          - {name: "[Te001](https://Te002)", date: 2020-01, summary: "Te003\n\nTe004"}
        publications:
          - {title: Tf001, authors: ["***Tf002***", Tf003], doi: Tf004, journal: Tf005, date: 2004-01, summary: Tf006}
        skills:
          - {label: Tg001, details: Tg002}
          - {label: Tg003, details: [Tg004]}
        honors:
          - bullet: Th001
          - number: Th002
        mixed:
          - Ti001
          - bullet: Ti002
          - {label: Ti003, details: Ti004}
        drafts:
          - {company: Tj001, position: Tj002}
        index.md:
          - {company: Tj003, position: Tj004}
        odd/../name: [Tj005]
        just_text: Tj006
        table: {a: Tj007, b: [Tj008]}
        empty: []
        nothing:
        same: [Tk001]
        same: [Tk002]
      custom_top: Tl001
    design: {theme: Tm001}
    cv: {name: Tm002}
    """##

  /// The words of a file that must be readable.
  static func words(_ text: String) -> [String] {
    text.matches(of: /T[a-z][0-9]{3}|[0-9]{7}(\.[0-9]+)?/).map { String($0.output.0) }
  }
}

/// Everything that a résumé file holds can be read, in the pages of the file and in a folder made of it.
struct ResumeSampleTests {
  private static let files = ["resume.json": ResumeSamples.json, "cv.yaml": ResumeSamples.yaml]
  private let folder: ContentFolder

  init() throws {
    folder = try ContentFolder(Self.files)
  }

  /// The text of the welcome page and of all pages that are listed.
  private func text(of content: String) throws -> String {
    let list = try Launch(["--content", content, "ls"])
    #expect(list.status == 0 && list.error == "")
    let pages = list.lines.map { String($0.prefix { $0 != "\t" }) }
    let result = try Launch(["--content", content, "cat", "index"] + pages)
    #expect(result.status == 0 && result.error == "" && !result.hasEscape)
    return result.text
  }

  @Test(arguments: ["resume.json", "cv.yaml"])
  func showsEveryWordOfAFile(name: String) throws {
    let text = try text(of: folder[name])
    #expect(ResumeSamples.words(Self.files[name] ?? "").filter { !text.contains($0) } == [])
  }

  @Test(arguments: ["resume.json", "cv.yaml"])
  func showsEveryWordOfAFolderMadeOfAFile(name: String) throws {
    let result = try Launch(["init", folder["made"], "--from", folder[name]])
    #expect(result.status == 0, "\(result.error)")
    let text = try text(of: folder["made"])
    #expect(ResumeSamples.words(Self.files[name] ?? "").filter { !text.contains($0) } == [])
  }

  @Test(arguments: ["resume.json", "cv.yaml"])
  func showsEveryWordBesideAFolder(name: String) throws {
    try folder.write("# A\n", to: "own/notes/a.md")
    try folder.write(Self.files[name] ?? "", to: "own/" + name)
    let text = try text(of: folder["own"])
    #expect(ResumeSamples.words(Self.files[name] ?? "").filter { !text.contains($0) } == [])
  }

  @Test func writesTheJSONAsItWas() throws {
    // Of equal members, JSONSerialization keeps one.
    let sample = ResumeSamples.json.replacing(#""name": "Tb029", "name""#, with: #""name""#)
    try folder.write(sample, to: "resume.json")
    let result = try Launch(["--content", folder["resume.json"], "resume", "--format", "json"])
    let written = try JSONSerialization.jsonObject(with: result.output) as? NSDictionary
    #expect(written == (try JSONSerialization.jsonObject(with: Data(sample.utf8)) as? NSDictionary))
  }

  @Test func writesEveryWordOfRenderCVAsJSON() throws {
    let result = try Launch(["--content", folder["cv.yaml"], "resume", "--format", "json"])
    let text = result.text
    #expect(ResumeSamples.words(ResumeSamples.yaml).filter { !text.contains($0) } == [])
    let resume = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: NSObject])
    let basics = try #require(resume["basics"] as? [String: NSObject])
    #expect(basics["label"] == "Ta002" as NSString && basics["email"] == "Ta004@x.org" as NSString)
    #expect(basics["location"] == ["address": "Ta003"] as NSDictionary)
    let work = try #require(resume["work"] as? [NSDictionary])
    #expect(
      work.first == [
        "name": "Td001", "position": "Td002", "startDate": "2020", "highlights": ["Td003"],
      ] as NSDictionary)
    let skills = try #require(resume["skills"] as? [NSDictionary])
    #expect(skills.first == ["name": "Tg001", "keywords": ["Tg002"]] as NSDictionary)
    let projects = try #require(resume["projects"] as? [[String: NSObject]])
    #expect(projects.first?["type"] == "Welcome to Tb001" as NSString)
  }

  @Test func givesTheLineOfEachFault() throws {
    let path = folder["cv.yaml"]
    let faults = try Launch(["check", path]).lines.dropFirst()
    let lines = ResumeSamples.yaml.split(separator: "\n")
    let second = try #require(lines.lastIndex { $0.hasPrefix("cv:") }) + 1
    #expect(faults.allSatisfy { $0.wholeMatch(of: /.*:[0-9]+: .*/) != nil && $0.hasPrefix(path) })
    #expect(faults.last == "\(path):\(second): 'cv' is given twice")
  }
}
