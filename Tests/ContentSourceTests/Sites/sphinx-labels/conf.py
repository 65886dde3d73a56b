project = 'Maps'
extensions = ['myst_parser']
