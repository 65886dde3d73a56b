# ! (a) BLOG_TITLE = "My Blog"
#  BLOG_TITLE = "Nor This"
BLOG_TITLE = "Ida's Blog"
BLOG_DESCRIPTION = 'Ida\'s words'
