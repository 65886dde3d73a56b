BLOG_TITLE = "Islands"
BLOG_DESCRIPTION = "Land in water"
SITE_URL = "https://islands.example/"
DEFAULT_LANG = "en"
