import Testing

/// A piece of code and the tokens that the highlighter must find in it.
///
/// Tokens are written `role:text`, separated by line feeds or ` · `. Plain text is left out, and `⏎` is a
/// line feed.
struct HighlightingSample: Sendable, CustomTestStringConvertible {
  var language: String
  var code: String
  var expected: [String]

  var testDescription: String { language }

  static let all: [HighlightingSample] = text.split(separator: "=== ").map { sample in
    let parts = sample.split(separator: "\n==>\n").map(String.init)
    let lines = parts[0].split(separator: "\n", maxSplits: 1).map(String.init)
    let tokens = parts[1].split(separator: "\n").flatMap { $0.split(separator: " · ") }
    return HighlightingSample(language: lines[0], code: lines[1], expected: tokens.map(String.init))
  }

  private static let text = ###"""
    === swift
    @MainActor func run<T>(_ x: T?) async {
      /* a /* b */ c */ let url = URL("x\(items["k"] ?? "é")!\n")
      let raw = #"a"\n\#(0xFF_u)"#, n = 1_000.5e-3 // end
      if #available(macOS 15, *), x == nil { self.init.default() }
      for _ in 0..<count where true {}
    }
    let text = """
      one "quoted"
      """
    let open = "not closed
    struct point {}
    ==>
    attribute:@MainActor · keyword:func · function:run · type:T · type:T · keyword:async
    comment:/* a /* b */ c */ · keyword:let · type:URL · string:"x\( · string:"k" · string:"é")!\n"
    keyword:let · string:#"a"\n\#( · number:0xFF_u · string:)"# · number:1_000.5e-3 · comment:// end
    keyword:if · keyword:#available · number:15 · constant:nil · keyword:self · function:default
    keyword:for · keyword:in · number:0 · keyword:where · constant:true · keyword:let
    string:"""⏎  one "quoted"⏎  """ · keyword:let · keyword:open · string:"not closed · keyword:struct
    type:point
    === c
    #include <stdio.h>
    struct node { char c; };
    static int main(void) { /* it's
    long */ printf("%d\n", 'a' + '\'' + L'é'); return NULL == 0x1Fu; }
    ==>
    attribute:#include · keyword:struct · type:node · type:char · keyword:static · type:int
    function:main · type:void · comment:/* it's⏎long */ · function:printf · string:"%d\n" · string:'a'
    string:'\'' · string:L'é' · keyword:return · constant:NULL · number:0x1Fu
    === c++
    [[nodiscard]] template <class T> constexpr auto f(Widget &w) -> T {
      auto s = R"(a "b" \)" + u8"c"; return static_cast<T>(1'000'000ull); // x
    }
    ==>
    attribute:[[nodiscard]] · keyword:template · keyword:class · type:T · keyword:constexpr
    keyword:auto · function:f · type:Widget · type:T · keyword:auto · string:R"(a "b" \)"
    string:u8"c" · keyword:return · keyword:static_cast · type:T · number:1'000'000ull · comment:// x
    === cs
    [Test] public record Point(int X);
    var p = @"c:\dir ""x""" + $"{name,5:F2} {{no}} {Run("a")}" + 'x';
    Console.WriteLine(new List<string>(), null, 1.5m);
    var t = """
      raw "text" \
      """;
    ==>
    attribute:[Test] · keyword:public · keyword:record · type:Point · type:int · type:X · keyword:var
    string:@"c:\dir ""x""" · string:$"{ · number:5 · type:F2 · string:} {{no}} { · function:Run
    string:"a" · string:}" · string:'x' · type:Console · function:WriteLine · keyword:new · type:List
    type:string · constant:null · number:1.5m · keyword:var · string:"""⏎  raw "text" \⏎  """
    === golang
    func (s *Server) Run(ctx context.Context, m map[string]any) error {
    	raw := `a\
    b` + "c\"d" + string('\n')
    	fmt.Println(raw, 0b1010, 3.14i, nil)
    	return nil
    }
    func Map[T any](x T) {}
    type point struct{ x int }
    ==>
    keyword:func · type:Server · function:Run · type:Context · keyword:map · type:string · type:any
    type:error · string:`a\⏎b` · string:"c\"d" · type:string · string:'\n' · function:Println
    number:0b1010 · number:3.14i · constant:nil · keyword:return · constant:nil · keyword:func
    function:Map · type:T · type:any · type:T · keyword:type · type:point · keyword:struct · type:int
    === rs
    #[derive(Debug)]
    pub fn first<'a>(s: &'a str) -> Option<char> {
      println!("{}", r#"a "b" \"#); let c = ('x', '\u{1F600}', b'a', '"');
      /* a /* b */ */ Some(1_000u32..=0xff)
    }
    ==>
    attribute:#[derive(Debug)] · keyword:pub · keyword:fn · function:first · attribute:'a
    attribute:'a · type:str · type:Option · type:char · function:println · string:"{}"
    string:r#"a "b" \"# · keyword:let · string:'x' · string:'\u{1F600}' · string:b'a' · string:'"'
    comment:/* a /* b */ */ · type:Some · number:1_000u32 · number:0xff
    === py
    @app.route("/")
    async def index(x: int = 0) -> None:
        """Doc 'string'
        two lines"""
        s = f"{x!r:>{width}} {{y}} {d['k']}" + rb'\'' + r"\d"
        return Foo(s, 1e-9, 3j)  # done
    ==>
    attribute:@app · function:route · string:"/" · keyword:async · keyword:def · function:index
    type:int · number:0 · constant:None · string:"""Doc 'string'⏎    two lines""" · string:f"{
    string:} {{y}} { · string:'k' · string:}" · string:rb'\'' · string:r"\d" · keyword:return
    type:Foo · number:1e-9 · number:3j · comment:# done
    === jsx
    const f = async ($el) => `a ${g({ b: `c ${1}` })} \` d`;
    function* gen() { return new Map([[null, 0xFFn]]) } // x
    let s = 'it\'s', t = "a" /* y */
    ==>
    keyword:const · keyword:async · string:`a ${ · function:g · string:`c ${ · number:1 · string:}`
    string:} \` d` · keyword:function · function:gen · keyword:return · keyword:new · type:Map
    constant:null · number:0xFFn · comment:// x · keyword:let · string:'it\'s' · string:"a"
    comment:/* y */
    === ts
    @Component() export class box<T> implements Base { private readonly x: string | undefined = "a" }
    type id = number;
    ==>
    attribute:@Component · keyword:export · keyword:class · type:box · type:T · keyword:implements
    type:Base · keyword:private · keyword:readonly · type:string · constant:undefined · string:"a"
    keyword:type · type:id · type:number
    === java
    @Override public final String name(int... a) { char c = '\u0041'; return """
      a "b"
      """ + 10L + 1.5f + null; }
    ==>
    attribute:@Override · keyword:public · keyword:final · type:String · function:name · type:int
    type:char · string:'\u0041' · keyword:return · string:"""⏎  a "b"⏎  """ · number:10L · number:1.5f
    constant:null
    === kt
    data class Point(val x: Int) { fun area(): Int = x * 2 }
    val s = "a ${p.name("b")} \" c" + """raw \ ${x} "q" """ + 'c' // é
    ==>
    keyword:data · keyword:class · type:Point · keyword:val · type:Int · keyword:fun · function:area
    type:Int · number:2 · keyword:val · string:"a ${ · function:name · string:"b" · string:} \" c"
    string:"""raw \ ${ · string:} "q" """ · string:'c' · comment:// é
    === sql
    SELECT count(*), 'it''s' FROM "users" u -- all
    where u.date >= $1 AND name = :name and x::TEXT is Null;
    Create Table t (id bigint /* key */);
    ==>
    keyword:SELECT · function:count · string:'it''s' · keyword:FROM · string:"users" · comment:-- all
    keyword:where · attribute:$1 · keyword:AND · attribute::name · keyword:and · type:TEXT
    keyword:is · constant:Null · keyword:Create · keyword:Table · type:bigint · comment:/* key */
    === sh
    #!/bin/sh
    for f in ./if/*.txt; do # don't
      NAME="a $(cat "$f" | wc -l) \" b" apt-get install 'x y' ${HOME:-/} && echo $? $# a#b
    done
    run() { local x=1; }
    ==>
    comment:#!/bin/sh · keyword:for · keyword:in · keyword:do · comment:# don't · attribute:NAME
    string:"a $( · string:"$f" · string:) \" b" · string:'x y' · attribute:${HOME:-/} · function:echo
    attribute:$? · attribute:$# · keyword:done · function:run · function:local · attribute:x
    number:1
    === console
    # a comment
    $ export A='x' # set
    it's not code for if
    > done
    ==>
    comment:# a comment · meta:$  · function:export · attribute:A · string:'x' · comment: # set
    meta:>  · keyword:done
    === yml
    --- # start
    name: don't "x" http://a.b:80/#c
    app.io/key-name: !Ref &id 'it''s' # end
    "on":
      - *id
      - { a: true, b: 1.5 }
    ==>
    meta:--- # start · attribute:name · string:"x" · number:80 · attribute:app.io/key-name · type:!Ref
    attribute:&id · string:'it''s' · comment:# end · attribute:"on" · attribute:*id · attribute:a
    constant:true · attribute:b · number:1.5
    === json
    {"a\"b" : [1, -2.5e+3, "x:y", true, null], // c
       key: 'v', "é": {}}
    ==>
    attribute:"a\"b" · number:1 · number:2.5e+3 · string:"x:y" · constant:true · constant:null
    comment:// c · attribute:key · string:'v' · attribute:"é"
    === toml
    [server.http] # x
    [[a]]
    port = 80_80
    "a b".c-d = 'C:\' # y
    text = """
    a = "b" \
    """
    in = { on = true, at = 1979-05-27T07:32:00Z }
    ==>
    type:[server.http] · comment:# x · type:[[a]] · attribute:port · number:80_80 · string:"a b"
    attribute:.c-d · string:'C:\' · comment:# y · attribute:text · string:"""⏎a = "b" \⏎"""
    attribute:in · attribute:on · constant:true · attribute:at · number:1979 · number:05
    number:27T07 · number:32 · number:00Z
    === tf
    resource "aws_s3_bucket" "b" {
      count = var.on == true ? 1 : 0 # x
      name  = "a-${lower(var.name)}-b"
    }
    ==>
    keyword:resource · string:"aws_s3_bucket" · string:"b" · attribute:count · constant:true
    number:1 · number:0 · comment:# x · attribute:name · string:"a-${ · function:lower · string:}-b"
    === html
    <!DOCTYPE html>
    <div class="a > b" data-x='1' hidden>don't <br/> &amp; 42 &#233;</div>
    <!-- <p> -->
    ==>
    meta:<!DOCTYPE html> · keyword:<div · attribute:class · string:"a > b" · attribute:data-x
    string:'1' · attribute:hidden · keyword:> · keyword:<br/> · constant:&amp · constant:&#233
    keyword:</div> · comment:<!-- <p> -->
    === css
    @media (min-width: 10px) { /* x */
      a:hover, .nav-item > #main { color: #fff !important; --gap: 1.5em; background: url("a//b") }
    }
    ==>
    keyword:@media · attribute:min-width · number:10px · comment:/* x */ · type:.nav-item
    constant:#main · attribute:color · constant:#fff · keyword:!important · attribute:--gap
    number:1.5em · attribute:background · function:url · string:"a//b"
    === dockerfile
    # syntax
    FROM swift:6.3 AS build
    ENV A="x" B=$HOME/${C}
    RUN npm RUN don't && \
      make
    ==>
    comment:# syntax · keyword:FROM · number:6.3 · type:AS · keyword:ENV · attribute:A · string:"x"
    attribute:B · attribute:$HOME · attribute:${C} · keyword:RUN
    === diff
    diff --git a/x b/x
    --- a/x
    +++ b/x
    @@ -1,2 +1,2 @@ func
       let a = "b"
    -old
    +new
    ==>
    meta:diff --git a/x b/x · meta:--- a/x · meta:+++ b/x · meta:@@ -1,2 +1,2 @@ func · deleted:-old
    inserted:+new
    === md
    # Title é
    Text `code` [a](b.md) for 1
    - item
    > quote
    ```swift
    # not a title
    ```
    ==>
    heading:# Title é · string:`code` · attribute:](b.md) · keyword:-  · comment:> quote
    string:```swift⏎# not a title⏎```
    """###
}
