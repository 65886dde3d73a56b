SITENAME = u"Canoes"
SITESUBTITLE = r'On \rivers'
PATH = 'content/'
