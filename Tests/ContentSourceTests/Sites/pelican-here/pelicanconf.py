SITENAME = "Notes of Lex"
AUTHOR = "Lex"
