AUTHOR = 'A'
SITENAME = 'Rivers'
SITESUBTITLE = "Water that runs"
PATH = 'content'
TIMEZONE = 'Europe/Rome'
