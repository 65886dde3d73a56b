// Of Debian's packages libcmark-gfm-dev and libcmark-gfm-extensions-dev.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <string.h>
// Not in the documented interface, but installed and exported: houdini_unescape_html_f and cmark_strbuf, with
// which the parser decodes character references (src/houdini_html_u.c in cmark-gfm 0.29.0.gfm.6).
#include <cmark-gfm/houdini.h>
// Not in the documented interface, but installed: the fields of nodes. The documented functions copy a text before they
// return it.
#include <cmark-gfm/node.h>
// Nor these, which parse the inlines of a single block. The documented functions parse those of all blocks together.
#include <cmark-gfm/inlines.h>
#include <cmark-gfm/parser.h>
#include <cmark-gfm/syntax_extension.h>
